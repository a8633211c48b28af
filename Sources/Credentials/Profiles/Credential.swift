package import Secrets

/// The secret part of a profile. A secret is empty if the file lacks it or has a value of another type.
package enum Credential: Sendable, Equatable {
    case apiKey(Secret)
    /// `expires` in Unix milliseconds; nil if the file has no value that the gateway honours.
    case token(Secret, expires: Int64?)
    /// `expires` in Unix milliseconds.
    case oauth(access: Secret?, refresh: Secret?, expires: Int64?)
    /// A credential that the gateway takes from elsewhere; `expires` as for a token.
    indirect case reference(SecretReference, CredentialKind, expires: Int64?)

    /// A secret as it is stored by its kind; `expires` counts for a token alone.
    package init(_ kind: SecretKind, _ secret: Secret, expires: Int64? = nil) {
        switch kind {
        case .apiKey: self = .apiKey(secret)
        case .setupToken: self = .token(secret, expires: expires)
        }
    }

    package var kind: CredentialKind {
        switch self {
        case .apiKey: .apiKey
        case .token: .token
        case .oauth: .oauth
        case .reference(_, let kind, _): kind
        }
    }

    /// Whether the stored type contradicts the secret's text.
    package var isMislabelled: Bool { secret.map(kind.isMislabelling) ?? false }

    /// Who is charged when it is used with a provider. An Anthropic login belongs to a subscription, whatever its
    /// secret is; of a reference only the stored type is known.
    package func payer(of provider: String) -> Payer {
        if ProviderName.normalized(provider) == ProviderName.anthropic {
            switch self {
            case .oauth, .reference(_, .token, _), .reference(_, .oauth, _): return .claudePlan
            // Without a text only the stored type tells.
            case .token(let secret, _) where secret.isBlank: return .claudePlan
            case .apiKey, .token, .reference: break
            }
        }
        return Payer(of: secret ?? Secret(""), provider: provider)
    }

    /// The reference, if it is one.
    package var reference: SecretReference? {
        if case .reference(let reference, _, _) = self { reference } else { nil }
    }

    /// The secret that is sent, blank or not; nil for a reference.
    package var secret: Secret? {
        switch self {
        case .apiKey(let secret), .token(let secret, _): secret
        case .oauth(let access, _, _): access
        case .reference: nil
        }
    }
}

/// Who is charged for requests with a credential.
package enum Payer: Sendable, Hashable {
    case apiCredits
    case claudePlan
    /// Another provider, by its id.
    case provider(String)

    /// Determined by the secret's text: the gateway sends `sk-ant-oat…` as a subscription token whatever its stored
    /// type is.
    package init(of secret: Secret, provider: String) {
        guard ProviderName.normalized(provider) == ProviderName.anthropic else {
            self = .provider(ProviderName.normalized(provider))
            return
        }
        self = SecretKind(of: secret) == .setupToken ? .claudePlan : .apiCredits
    }

    /// The provider that is paid.
    package var providerID: String {
        if case .provider(let name) = self { name } else { ProviderName.anthropic }
    }

    /// The kind of secret that is paid so; a login counts as a setup-token, for both are paid by a plan.
    package var secretKind: SecretKind {
        switch self {
        case .claudePlan: .setupToken
        case .apiCredits, .provider: .apiKey
        }
    }
}
