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
    }

    package let source: Source
    /// The name of a section of `secrets.providers` in the config.
    package let provider: String
    package let id: String

    /// - Parameter provider: nil means `default`, as for the gateway.
    package init(_ source: Source, provider: String? = nil, id: String) {
        self.source = source
        self.provider = provider ?? "default"
        self.id = id
    }

    /// From the members of an object as written; nil if they are none of a reference.
    package init?(source: String?, provider: String?, id: String?) {
        guard let source = source.flatMap(Source.init(rawValue:)), let id, !id.isEmpty else { return nil }
        self.init(source, provider: provider, id: id)
    }

    /// The name of the variable; nil if it does not refer to one.
    package var variable: String? { source == .env ? id : nil }

    /// `env ANTHROPIC_API_KEY`, `exec vault:anthropic/token`; safe to show even if somebody put a secret there.
    package var shown: String {
        let place = provider == "default" ? id : provider + ":" + id
        return source.rawValue + " " + Redaction.redact(place)
    }

    /// As the gateway's status writes it: `ref(env:ANTHROPIC_API_KEY)`.
    package var label: String { "ref(\(source.rawValue):\(Redaction.redact(id)))" }
}
