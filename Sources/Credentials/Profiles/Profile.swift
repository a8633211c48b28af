package import JSON5
import Secrets

/// One named credential of a store.
///
/// Of a stored profile only the fields that identify it are decoded. Its secret is decoded lazily from the text of the
/// store: listing thousands of profiles needs no secret, and so no second copy of them is in memory.
package struct Profile: Sendable {
    /// `anthropic:default`.
    package let id: String
    /// As stored; compare with `ProviderName`.
    package let provider: String
    package let kind: CredentialKind
    private let source: Source

    private enum Source: Sendable {
        case stored(ValueView)
        /// Indirect, because otherwise every stored profile in a list of thousands would reserve space for it.
        indirect case made(Credential, email: String?, expires: Value?)
    }

    package init(id: String, provider: String, credential: Credential, email: String? = nil) {
        self.init(id: id, provider: provider, credential: credential, email: email, storedExpires: nil)
    }

    init(id: String, provider: String, credential: Credential, email: String?, storedExpires: Value?) {
        self.id = id
        self.provider = provider
        kind = credential.kind
        source = .made(credential, email: email, expires: storedExpires)
    }

    /// A profile in a store document; `kind` is that of its `type`.
    init(id: String, provider: String, kind: CredentialKind, in view: ValueView) {
        self.id = id
        self.provider = provider
        self.kind = kind
        source = .stored(view)
    }

    package var credential: Credential {
        switch source {
        case .stored(let view): Credential(kind, view)
        case .made(let credential, _, _): credential
        }
    }

    package var email: String? {
        switch source {
        case .stored(let view): view.text("email")
        case .made(_, let email, _): email
        }
    }

    /// `expires` exactly as in the file, for outputs that show stored values; nil if absent.
    package var storedExpires: Value? {
        switch source {
        case .stored(let view): view.value("expires")
        case .made(_, _, let expires): expires
        }
    }

    /// Whether the stored type contradicts the secret's text.
    package var isMislabelled: Bool { credential.isMislabelled }

    /// Who is charged when it is used.
    package var payer: Payer { credential.payer(of: provider) }
}

extension Profile: Equatable {
    /// Whether both have the same id and fields, in whatever document they are.
    package static func == (one: Profile, other: Profile) -> Bool {
        guard one.id == other.id, one.provider == other.provider, one.kind == other.kind else { return false }
        return one.credential == other.credential && one.email == other.email
            && one.storedExpires == other.storedExpires
    }
}

// MARK: - Reading

extension Profile {
    enum Decoded {
        case profile(Profile)
        case dropped(StoreContents.IgnoredProfile.Reason)
    }

    /// Decodes an entry of `profiles` by the gateway's rules; further fields are decoded lazily.
    ///
    /// - Parameter provider: the expected provider, usually that of the previous entry, which avoids decoding it again.
    static func decode(id: String, _ view: ValueView, provider: String) -> Decoded {
        guard view.isObject else { return .dropped(.notAnObject) }
        guard let kind = view["type"].flatMap(CredentialKind.init) else {
            return .dropped(.unknownType(view.text("type")))
        }
        guard let provider = view["provider"]?.text(or: provider), !provider.isEmpty else {
            return .dropped(.noProvider)
        }
        return .profile(Profile(id: id, provider: provider, kind: kind, in: view))
    }

    /// A profile made of fields that are not in a store document.
    init(id: String, provider: String, kind: CredentialKind, fields: Value) {
        self.init(
            id: id,
            provider: provider,
            credential: Credential(kind, fields),
            email: fields.text("email"),
            storedExpires: fields.value("expires")
        )
    }
}

extension CredentialKind {
    /// The kind that a `type` names, compared without creating a string.
    fileprivate init?(_ type: ValueView) {
        if type.spells("api_key") {
            self = .apiKey
        } else if type.spells("token") {
            self = .token
        } else if type.spells("oauth") {
            self = .oauth
        } else {
            return nil
        }
    }
}

extension Credential {
    /// The secret fields of a kind.
    fileprivate init(_ kind: CredentialKind, _ fields: some StoredFields) {
        let expires = { fields.value("expires")?.positiveTime }
        self =
            switch kind {
            case .apiKey: .apiKey(fields.secret("key") ?? Secret(""))
            case .token: .token(fields.secret("token") ?? Secret(""), expires: expires())
            case .oauth:
                .oauth(access: fields.secret("access"), refresh: fields.secret("refresh"), expires: expires())
            }
    }
}

// MARK: - Flaws

extension Profile {
    /// Why the stored credential itself cannot be used.
    package func flaw(now: Int64) -> Ineligibility? {
        switch kind {
        case .apiKey: return isBlank("key") ? .empty : nil
        case .token:
            if isBlank("token") { return .empty }
            guard let expires, now >= expires else { return nil }
            return .expired(at: expires)
        case .oauth: return isBlank("access") && isBlank("refresh") ? .empty : nil
        }
    }

    /// Whether the gateway can refresh the login.
    var renewsItself: Bool {
        guard case .oauth(_, let refresh?, _) = credential else { return false }
        return !refresh.isEmpty
    }

    /// The expiry of a token or login in Unix milliseconds; nil if the file has no value that the gateway honours.
    var expires: Int64? {
        switch source {
        case .stored(let view): return view.value("expires")?.positiveTime
        case .made(.token(_, let expires), _, _), .made(.oauth(_, _, let expires), _, _): return expires
        case .made(.apiKey, _, _): return nil
        }
    }

    /// Whether a secret field is absent or only white space. A stored field is checked in the document without a copy.
    private func isBlank(_ field: StaticString) -> Bool {
        switch source {
        case .stored(let view): return view[field]?.withUTF8(Secret.isBlank) ?? true
        case .made(.apiKey(let secret), _, _), .made(.token(let secret, _), _, _): return secret.isBlank
        case .made(.oauth(let access, let refresh, _), _, _):
            return (access?.isBlank ?? true) && (refresh?.isBlank ?? true)
        }
    }
}
