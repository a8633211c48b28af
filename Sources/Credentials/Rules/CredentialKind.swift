package import Secrets

/// How a profile is stored; the raw value is the `type` in the file.
package enum CredentialKind: String, Sendable, CaseIterable {
    case apiKey = "api_key"
    case token
    case oauth

    /// How a secret of a kind is stored.
    package init(_ kind: SecretKind) {
        self = kind == .apiKey ? .apiKey : .token
    }

    /// The kind of secret that is stored so; nil for a login, which is neither.
    package var secretKind: SecretKind? {
        switch self {
        case .apiKey: .apiKey
        case .token: .setupToken
        case .oauth: nil
        }
    }

    /// The `mode` of this kind in the config's `auth.profiles`.
    package var mode: String { rawValue }

    /// Whether the text of a secret stored as this kind shows that it is of another kind.
    ///
    /// A setup-token stored as an API key works but is paid by a subscription; an API key stored as a token is not.
    package func isMislabelling(_ secret: Secret) -> Bool {
        switch self {
        case .apiKey: SecretKind(of: secret) == .setupToken
        case .token: RecognisedSecret.recognise(secret) == .usable(.apiKey)
        case .oauth: false
        }
    }
}
