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

    /// The reference in the place of the secret, also as `${NAME}`; nil if a secret is stored.
    package var reference: SecretReference? {
        if let standIn { return standIn.whole }
        guard case .stored(let store, let place) = source, kind != .oauth else { return nil }
        return store.template(kind.secretMember, at: place)
    }

    /// What is stored instead of any text of a secret; nil if there is a text, or nothing at all.
    private var standIn: StoredReference? {
        switch source {
        case .stored(let store, let place): return store.standIn(kind, at: place)
        case .made(let credential, _, _): return credential.reference.map { .whole($0) }
        }
    }

    /// The stored reference, also one beside a secret, and also a malformed one: it would go away with another
    /// credential.
    package var storedReference: StoredReference? {
        guard case .stored(let store, let place) = source else { return standIn }
        return store.reference(kind.secretMember, at: place) ?? reference.map { .whole($0) }
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
        if let reference = store.standIn(kind, at: place)?.whole {
            self = .reference(reference, kind, expires: kind == .apiKey ? nil : store.expires(at: place))
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
    ///
    /// - Parameter rules: what a release looks at; without one, what all releases do.
    package func flaw(now: Int64, _ rules: GatewayRules.Selection = .init()) -> Ineligibility? {
        switch kind {
        case .apiKey:
            if isBlank(.key) { return lack }
            return rules.refusesCommands && isCommand(.key) ? .command : nil
        case .token:
            if isBlank(.token), let lack { return lack }
            if rules.checksExpiries, let storedExpiry, !storedExpiry.isTime { return .invalidExpiry }
            guard let expires, now >= expires else { return nil }
            return .expired(at: expires)
        case .oauth:
            guard isBlank(.access) && isBlank(.refresh) else { return nil }
            return rules.needsLogins && standIn != nil ? .loginElsewhere : lack
        }
    }

    /// Why there is nothing to send if no secret is stored; nil if a reference stands for it.
    private var lack: Ineligibility? {
        switch standIn {
        case .whole: nil
        case .malformed(let reference): .malformedReference(reference)
        case nil: .empty
        }
    }

    /// Whether it is a token that ends within a day, or has ended.
    package func isShortLived(now: Int64) -> Bool {
        guard kind == .token, let expires else { return false }
        return expires <= TimeRange.adding(24 * 3_600_000, to: now)
    }

    /// Whether it is a key or a token whose text is one of Anthropic, whatever its provider is.
    package var holdsClaude: Bool {
        guard kind != .oauth else { return false }
        guard case .stored(let store, let place) = source else {
            return credential.secret?.withUTF8(SecretPrefixes.isClaude) ?? false
        }
        return store.isOfClaude(kind.secretMember, at: place)
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

    /// Whether it is a login whose access has expired at a time that the store names.
    func hasEnded(at now: Int64) -> Bool { kind == .oauth && expires.map { now >= $0 } ?? false }

    /// `now >= expires` with JavaScript's comparison: false if `expires` is not a number.
    func isExpired(at now: Int64) -> Bool {
        if let expires { return now >= expires }
        return Double(now) >= storedExpiry?.asNumber ?? .nan
    }

    /// Whether it is a replacement that waits to be activated.
    var isReplacement: Bool {
        guard case .stored(let store, let place) = source else { return false }
        return store.isReplacement(at: place)
    }

    /// Whether a secret is the text of a command that makes one.
    private func isCommand(_ member: SecretMember) -> Bool {
        switch source {
        case .stored(let store, let place): store.isCommand(member, at: place)
        case .made(let credential, _, _): credential.secret?.withUTF8(PastedCommand.isOne) ?? false
        }
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
    /// The member that holds the secret or has a reference beside it.
    fileprivate var secretMember: SecretMember {
        switch self {
        case .apiKey: .key
        case .token: .token
        case .oauth: .access
        }
    }
}

extension StoredProfiles {
    /// What is stored instead of a secret of a kind; nil if a secret is.
    fileprivate func standIn(_ kind: CredentialKind, at place: Int) -> StoredReference? {
        guard isBlank(kind.secretMember, at: place), kind != .oauth || isBlank(.refresh, at: place) else { return nil }
        return reference(kind.secretMember, at: place)
    }
}
