package import Credentials
internal import GatewayConfig

extension Texts {
    /// What kind of credential it is: only Anthropic calls its tokens setup-tokens, and none that ends within a day may be
    /// called one. That is the access token of Claude Code's own login, as a rule.
    package func kind(_ kind: CredentialKind, of provider: String, isShortLived: Bool = false) -> String {
        let key = "kind." + kind.rawValue
        let isCommon = ProviderName.normalized(provider) == ProviderName.anthropic && !isShortLived
        guard !isCommon, has(key + ".other") else { return self(key) }
        return self(key + ".other")
    }
}
