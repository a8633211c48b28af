package import JSON5
import Secrets

/// One named credential of a store.
///
/// Of a stored one only what it is found by is decoded. Its secret stays in the text of the store until somebody asks for
/// it: of thousands that are listed nobody does, and no second copy of them lies in memory.
package struct Profile: Sendable {
    /// `anthropic:default`.
    package let id: String
    /// As stored; compare with `ProviderName`.
    package let provider: String
    package let kind: CredentialKind
    private let source: Source

    private enum Source: Sendable {
        case stored(ValueView)
        /// Apart, for a list of thousands of stored ones has room for it in each.
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

    /// One that stands in a store; `kind` is what its `type` says.
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

    /// `expires` exactly as the file has it, for the surfaces that show what is stored; nil when absent.
    package var storedExpires: Value? {
        switch source {
        case .stored(let view): view.value("expires")
        case .made(_, _, let expires): expires
        }
    }

    /// Whether the stored type and what the text of the secret says are at odds.
    package var isMislabelled: Bool { credential.isMislabelled }

    /// Who is charged when it is used.
    package var payer: Payer { credential.payer(of: provider) }
}

extension Profile: Equatable {
    /// Whether both have the same name and the same fields, wherever they stand.
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

    /// What the gateway takes an entry of `profiles` for; it is decoded further when it is asked.
    ///
    /// - Parameter provider: the one that it probably has, as its neighbour.
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

    /// One of fields that stand in no store.
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
    /// The kind that a `type` names; no text is made of it.
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
    /// What is wrong with the stored credential itself.
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

    /// Whether the gateway can have the login renewed.
    var renewsItself: Bool {
        guard case .oauth(_, let refresh?, _) = credential else { return false }
        return !refresh.isEmpty
    }

    /// When a token or a login ends, in Unix milliseconds; nil when nothing is stored that the gateway would honour.
    var expires: Int64? {
        switch source {
        case .stored(let view): return view.value("expires")?.positiveTime
        case .made(.token(_, let expires), _, _), .made(.oauth(_, _, let expires), _, _): return expires
        case .made(.apiKey, _, _): return nil
        }
    }

    /// Whether a secret field is absent or nothing but blanks. What stands in a store is looked at where it stands.
    private func isBlank(_ field: StaticString) -> Bool {
        switch source {
        case .stored(let view): return view[field]?.withUTF8(Secret.isBlank) ?? true
        case .made(.apiKey(let secret), _, _), .made(.token(let secret, _), _, _): return secret.isBlank
        case .made(.oauth(let access, let refresh, _), _, _):
            return (access?.isBlank ?? true) && (refresh?.isBlank ?? true)
        }
    }
}
