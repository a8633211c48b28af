package import Secrets

/// One named credential of a store.
///
/// Of a stored profile only the fields that identify it are decoded. Its secret is decoded when it is asked for: listing
/// thousands of profiles needs no secret, and so no second copy of them is in memory.
package struct Profile: Sendable {
    /// `anthropic:default`.
    package let id: String
    /// As stored; compare with `ProviderName`.
    package let provider: String
    package let kind: CredentialKind
    private let source: Source

    private enum Source: Sendable {
        case stored(any StoredProfiles, place: Int)
        /// Indirect, because otherwise every stored profile in a list of thousands would reserve space for it.
        indirect case made(Credential, email: String?, expiry: StoredExpiry?)
    }

    /// - Parameter storedExpiry: `expires` as it stood where the profile was read.
    package init(
        id: String,
        provider: String,
        credential: Credential,
        email: String? = nil,
        storedExpiry: StoredExpiry? = nil
    ) {
        self.id = id
        self.provider = provider
        kind = credential.kind
        source = .made(credential, email: email, expiry: storedExpiry)
    }

    /// A profile of a store, which decodes the rest of it when it is asked for.
    package init(id: String, provider: String, kind: CredentialKind, in store: any StoredProfiles, at place: Int) {
        self.id = id
        self.provider = provider
        self.kind = kind
        source = .stored(store, place: place)
    }

    /// The store that it is decoded from, and its place there; nil for one that is not stored.
    package var stored: (profiles: any StoredProfiles, place: Int)? {
        if case .stored(let profiles, let place) = source { (profiles, place) } else { nil }
    }

    package var credential: Credential {
        switch source {
        case .stored(let store, let place): Credential(kind, store, place)
        case .made(let credential, _, _): credential
        }
    }

    package var email: String? {
        switch source {
        case .stored(let store, let place): store.email(at: place)
        case .made(_, let email, _): email
        }
    }

    /// `expires` as stored; nil if absent.
    package var storedExpiry: StoredExpiry? {
        switch source {
        case .stored(let store, let place): store.storedExpiry(at: place)
        case .made(_, _, let expiry): expiry
        }
    }

    /// The reference that the gateway resolves, if no secret is stored instead.
    package var reference: SecretReference? {
        guard let member = kind.secretMember else { return nil }
        switch source {
        case .stored(let store, let place):
            return store.isBlank(member, at: place) ? store.reference(member, at: place) : nil
        case .made(let credential, _, _): return credential.reference
        }
    }

    /// The stored reference, also one beside a secret: it would go away with another credential.
    package var storedReference: SecretReference? {
        guard let member = kind.secretMember, case .stored(let store, let place) = source else { return reference }
        return store.reference(member, at: place)
    }

    /// Whether the stored type contradicts the secret's text.
    package var isMislabelled: Bool { credential.isMislabelled }

    /// Who is charged when it is used.
    package var payer: Payer { credential.payer(of: provider) }
}

extension Profile: Equatable {
    /// Whether both have the same id and fields, in whatever store they are.
    package static func == (one: Profile, other: Profile) -> Bool {
        guard one.id == other.id, one.provider == other.provider, one.kind == other.kind else { return false }
        return one.credential == other.credential && one.email == other.email && one.storedExpiry == other.storedExpiry
    }
}

extension Credential {
    /// The secrets of a stored profile.
    fileprivate init(_ kind: CredentialKind, _ store: any StoredProfiles, _ place: Int) {
        if let member = kind.secretMember, store.isBlank(member, at: place),
            let reference = store.reference(member, at: place)
        {
            self = .reference(reference, kind, expires: kind == .token ? store.expires(at: place) : nil)
            return
        }
        self =
            switch kind {
            case .apiKey: .apiKey(store.secret(.key, at: place) ?? Secret(""))
            case .token: .token(store.secret(.token, at: place) ?? Secret(""), expires: store.expires(at: place))
            case .oauth:
                .oauth(
                    access: store.secret(.access, at: place),
                    refresh: store.secret(.refresh, at: place),
                    expires: store.expires(at: place)
                )
            }
    }
}

// MARK: - Flaws

extension Profile {
    /// Why the stored credential itself cannot be used.
    package func flaw(now: Int64) -> Ineligibility? {
        switch kind {
        case .apiKey: return isBlank(.key) && reference == nil ? .empty : nil
        case .token:
            if isBlank(.token), reference == nil { return .empty }
            guard let expires, now >= expires else { return nil }
            return .expired(at: expires)
        case .oauth: return isBlank(.access) && isBlank(.refresh) ? .empty : nil
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
        case .stored(let store, let place): return store.expires(at: place)
        case .made(.token(_, let expires), _, _), .made(.oauth(_, _, let expires), _, _),
            .made(.reference(_, _, let expires), _, _):
            return expires
        case .made(.apiKey, _, _): return nil
        }
    }

    /// `now >= expires` with JavaScript's comparison: false if `expires` is not a number.
    func isExpired(at now: Int64) -> Bool {
        if let expires { return now >= expires }
        return Double(now) >= storedExpiry?.asNumber ?? .nan
    }

    /// Whether a secret field is absent or only white space.
    func isBlank(_ member: SecretMember) -> Bool {
        switch source {
        case .stored(let store, let place): return store.isBlank(member, at: place)
        case .made(.apiKey(let secret), _, _), .made(.token(let secret, _), _, _): return secret.isBlank
        case .made(.oauth(let access, let refresh, _), _, _):
            return (member == .refresh ? refresh : access)?.isBlank ?? true
        case .made(.reference, _, _): return true
        }
    }
}

extension CredentialKind {
    /// The member that holds the secret or has a reference beside it; nil for a login.
    fileprivate var secretMember: SecretMember? {
        switch self {
        case .apiKey: .key
        case .token: .token
        case .oauth: nil
        }
    }
}
