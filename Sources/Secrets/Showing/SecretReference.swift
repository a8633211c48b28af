/// A reference to a secret that the gateway takes from elsewhere when it needs it: `keyRef` and `tokenRef` of a stored
/// profile, or an object in the place of a secret in `openclaw.json` (since release 2026.2.26; docs:
/// reference/secretref-credential-surface).
///
/// None of its parts is a secret.
package struct SecretReference: Sendable, Hashable {
    /// Where the gateway takes the secret from.
    package enum Source: String, Sendable {
        /// A variable of the gateway's environment; `id` is its name.
        case env
        /// A file; `id` is a pointer into it.
        case file
        /// A program; `id` is what it is asked for.
        case exec
        /// The gateway's own store of secrets, of releases since 2026.8; `id` is its name there.
        case store
        /// The gateway's file beside the store with logins, of some releases of 2026.5 (`oauthRef`).
        case credentials = "openclaw-credentials"
    }

    package let source: Source
    /// The name of a section of `secrets.providers` in the config.
    package let provider: String
    package let id: String
    /// Whether it stands as `${NAME}` in the place of the secret: gateways up to 2026.7.2 send that text as it is, later
    /// ones take the variable.
    package let isTemplate: Bool

    /// - Parameter provider: nil means `default`, as for the gateway.
    package init(_ source: Source, provider: String? = nil, id: String) {
        self.source = source
        self.provider = provider ?? "default"
        self.id = id
        isTemplate = false
    }

    /// The variable that the whole of a text names: `${NAME}`, as the gateway's `^\$\{([A-Z][A-Z0-9_]{0,127})\}$` has it.
    package init?(template bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.starts(with: "${".utf8), bytes.last == UInt8(ascii: "}"), bytes.count <= 131 else { return nil }
        let name = bytes.dropFirst(2).dropLast()
        let isUpper = { (byte: UInt8) in (0x41...0x5A).contains(byte) }
        guard let first = name.first, isUpper(first),
            name.allSatisfy({ isUpper($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_") })
        else { return nil }
        source = .env
        provider = "default"
        id = String(decoding: name, as: UTF8.self)
        isTemplate = true
    }

    /// From the members of an object as written; nil if they are none of a reference.
    package init?(source: String?, provider: String?, id: String?) {
        guard let source = source.flatMap(Source.init(rawValue:)), let id, !id.isEmpty else { return nil }
        self.init(source, provider: provider, id: id)
    }

    /// The name of the variable; nil if it does not refer to one.
    package var variable: String? { source == .env ? id : nil }

    /// `env ANTHROPIC_API_KEY`, `exec vault:anthropic/token`, `${ANTHROPIC_API_KEY}`; safe to show even if somebody put a secret there.
    package var shown: String {
        guard !isTemplate else { return "${" + Redaction.redact(id) + "}" }
        let place = provider == "default" ? id : provider + ":" + id
        return source.rawValue + " " + Redaction.redact(place)
    }

    /// As the gateway's status writes it: `ref(env:ANTHROPIC_API_KEY)`; a text in the place of the secret as it stands.
    package var label: String { isTemplate ? shown : "ref(\(source.rawValue):\(Redaction.redact(id)))" }
}
