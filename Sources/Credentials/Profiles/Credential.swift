package import Secrets

/// How a profile is stored; the raw value is the `type` in the file.
package enum CredentialKind: String, Sendable, CaseIterable {
    case apiKey = "api_key"
    case token
    case oauth

    /// The `mode` under which `auth.profiles` of the config lists this kind.
    package var mode: String { rawValue }

    /// Whether a secret stored as this kind says by its text that it is of another.
    ///
    /// A setup-token stored as an API key works, but is paid by a plan; an API key stored as a token is not.
    package func isMislabelling(_ secret: Secret) -> Bool {
        switch self {
        case .apiKey: SecretKind.isSubscription(secret)
        case .token: SecretKind.recognise(secret) == .apiKey
        case .oauth: false
        }
    }
}

/// The secret part of a profile. An empty secret is one that the file lacks or holds in another type.
package enum Credential: Sendable, Equatable {
    case apiKey(Secret)
    /// `expires` in Unix milliseconds; nil when nothing is stored that the gateway would honour.
    case token(Secret, expires: Int64?)
    /// `expires` in Unix milliseconds.
    case oauth(access: Secret?, refresh: Secret?, expires: Int64?)

    package var kind: CredentialKind {
        switch self {
        case .apiKey: .apiKey
        case .token: .token
        case .oauth: .oauth
        }
    }

    /// Whether the stored type and what the text of the secret says are at odds.
    package var isMislabelled: Bool { secret.map(kind.isMislabelling) ?? false }

    /// Who is charged when it is used with a provider; a login of Anthropic's is a plan's, whatever its secret looks like.
    package func payer(of provider: String) -> Payer {
        if case .oauth = self, ProviderName.normalized(provider) == "anthropic" { return .claudePlan }
        return Payer(of: secret ?? Secret(""), provider: provider)
    }

    /// The secret that is sent, blank or not.
    package var secret: Secret? {
        switch self {
        case .apiKey(let secret), .token(let secret, _): secret
        case .oauth(let access, _, _): access
        }
    }
}

/// Who is charged for what a credential is used for.
package enum Payer: Sendable, Hashable {
    case apiCredits
    case claudePlan
    /// Another provider, by its id.
    case provider(String)

    /// Judged by the text of the secret: the gateway sends `sk-ant-oat…` as a subscription whatever its stored type.
    package init(of secret: Secret, provider: String) {
        guard ProviderName.normalized(provider) == "anthropic" else {
            self = .provider(ProviderName.normalized(provider))
            return
        }
        self = SecretKind.isSubscription(secret) ? .claudePlan : .apiCredits
    }
}
