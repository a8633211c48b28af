package import Credentials
internal import GatewayConfig

extension Texts {
    /// What kind of credential it is: only Anthropic calls its tokens setup-tokens.
    package func kind(_ kind: CredentialKind, of provider: String) -> String {
        let key = "kind." + kind.rawValue
        guard ProviderName.normalized(provider) != "anthropic", has(key + ".other") else { return self(key) }
        return self(key + ".other")
    }
}
