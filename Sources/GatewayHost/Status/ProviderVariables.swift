internal import Credentials
internal import GatewayConfig
internal import Secrets

/// The variables that the gateway reads a provider's key from (src/agents/model-auth.ts).
enum ProviderVariables {
    /// Providers that are listed as soon as their variable is set.
    static let alwaysConsidered = [
        "anthropic", "github-copilot", "openai", "google", "groq", "cerebras", "xai", "openrouter", "zai", "mistral",
        "synthetic",
    ]

    /// The names for a provider, first come first served.
    static func names(for provider: String) -> [String] {
        let known = EnvironmentKeys.names(for: provider)
        return known.isEmpty ? others[ProviderName.normalized(provider)] ?? [] : known
    }

    private static let others = [
        "cerebras": ["CEREBRAS_API_KEY"],
        "chutes": ["CHUTES_OAUTH_TOKEN", "CHUTES_API_KEY"],
        "deepgram": ["DEEPGRAM_API_KEY"],
        "github-copilot": ["COPILOT_GITHUB_TOKEN", "GH_TOKEN", "GITHUB_TOKEN"],
        "kimi-coding": ["KIMI_API_KEY", "KIMICODE_API_KEY"],
        "minimax": ["MINIMAX_API_KEY"],
        "minimax-portal": ["MINIMAX_OAUTH_TOKEN", "MINIMAX_API_KEY"],
        "mistral": ["MISTRAL_API_KEY"],
        "moonshot": ["MOONSHOT_API_KEY"],
        "opencode": ["OPENCODE_API_KEY", "OPENCODE_ZEN_API_KEY"],
        "qwen-portal": ["QWEN_OAUTH_TOKEN", "QWEN_PORTAL_API_KEY"],
        "synthetic": ["SYNTHETIC_API_KEY"],
        "venice": ["VENICE_API_KEY"],
        "vercel-ai-gateway": ["AI_GATEWAY_API_KEY"],
        "xai": ["XAI_API_KEY"],
        "xiaomi": ["XIAOMI_API_KEY"],
    ]
}

extension EnvironmentKeys {
    /// The variables of all layers that could hold the key of any provider.
    init(_ layers: EnvironmentLayers, providers: [String]) {
        let names = Set(providers.flatMap(ProviderVariables.names))
        self.init(
            names.sorted().compactMap { name in
                guard let value = layers[name], let source = layers.source(of: name) else { return nil }
                return EnvironmentKey(name: name, value: Secret(value), layer: source.layer.credentialLayer)
            }
        )
    }

    /// The variable in force for a provider.
    func first(for provider: String) -> EnvironmentKey? {
        ProviderVariables.names(for: provider).lazy.compactMap { self[$0] }.first
    }
}

extension EnvironmentLayers.Layer {
    fileprivate var credentialLayer: EnvironmentLayer {
        switch self {
        case .process: .process
        case .workingDirectoryFile: .workingFolder
        case .stateFile: .stateFolder
        case .config: .config
        }
    }
}
