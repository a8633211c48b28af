import CResources
package import JSON5
package import Secrets

/// A model provider: which credentials it gives out and where, under which names the gateway looks for them, how one is
/// checked, and its models.
///
/// Anthropic is one value of it, made of `Resources/providers/anthropic.json`. The type stands here, in the lowest target
/// that needs it: a config means something only with the provider's base URL and models; the rules of Credentials take
/// ids and names alone.
package struct Provider: Sendable {
    /// How a live check asks the provider.
    package enum Verification: String, Sendable {
        /// A short request to the Messages API.
        case anthropicMessages = "anthropic-messages"
    }

    /// The gateway's id, which is the prefix of model references and profile ids.
    package let id: String
    /// What can be stored for it.
    package let credentialKinds: [SecretKind]
    /// The variables that the gateway reads, in order of precedence.
    package let environmentNames: [String]
    /// Where keys are made.
    package let keysURL: String
    /// Where requests are sent if the config has no other URL.
    package let baseURL: String
    /// Nil if this program cannot check its credentials.
    package let verification: Verification?
    package let catalog: ModelCatalog

    /// Reads the data of a provider; `catalog` is last in it, because it is the largest part.
    package init(_ data: BuiltInJSON) {
        let data = data.members(through: "catalog")
        let id = data["id"]?.text ?? ""
        self.id = id
        credentialKinds = (data["credentials"]?.elements ?? []).compactMap { $0.text.flatMap(SecretKind.init(named:)) }
        environmentNames = (data["environment"]?.elements ?? []).compactMap(\.text)
        keysURL = data["keysURL"]?.text ?? ""
        baseURL = data["baseURL"]?.text ?? ""
        verification = data["verification"]?.text.flatMap(Verification.init(rawValue:))
        catalog = ModelCatalog(data["catalog"], of: id)
    }

    /// The provider that is compiled into this program.
    package static let anthropic = Provider(BuiltInJSON(resource_provider_anthropic()))

    /// How a secret is stored: a setup-token is known by its text, any other text is what was asked for. For a kind that
    /// the provider does not have, its first one.
    package func kind(of secret: Secret, asked: SecretKind?) -> SecretKind {
        let byText = SecretKind(of: secret)
        let wanted = byText == .setupToken ? byText : asked ?? byText
        return credentialKinds.contains(wanted) ? wanted : credentialKinds.first ?? .apiKey
    }
}

extension Provider: Equatable {
    /// By everything but the models, which are data of the id.
    package static func == (one: Provider, other: Provider) -> Bool {
        one.id == other.id && one.credentialKinds == other.credentialKinds
            && one.environmentNames == other.environmentNames && one.keysURL == other.keysURL
            && one.baseURL == other.baseURL && one.verification == other.verification
    }
}

extension SecretKind {
    fileprivate init?(named name: String) {
        switch name {
        case "api_key": self = .apiKey
        case "setup_token": self = .setupToken
        default: return nil
        }
    }
}
