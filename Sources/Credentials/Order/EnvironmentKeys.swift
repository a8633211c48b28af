package import Secrets

/// One variable that could hold a credential.
package struct EnvironmentKey: Sendable, Equatable {
    package let name: String
    package let value: Secret
    package let layer: EnvironmentLayer
    /// The file that sets it, if the layer is a file.
    package let file: String?
    /// False if a higher layer hides it.
    package let isInForce: Bool

    package init(name: String, value: Secret, layer: EnvironmentLayer, file: String? = nil, isInForce: Bool = true) {
        self.name = name
        self.value = value
        self.layer = layer
        self.file = file
        self.isInForce = isInForce
    }

    /// The gateway's name for it: `env: ANTHROPIC_API_KEY`.
    package var gatewaySource: String { "env: " + name }

    /// The kind of credential, which the gateway derives from the variable's name, not from its value.
    package var mode: AuthMode {
        name.contains("OAUTH_TOKEN") ? .oauth : .apiKey
    }
}

/// The variables of all layers that matter to credentials.
package struct EnvironmentKeys: Sendable, Equatable {
    private let all: [EnvironmentKey]

    package init(_ keys: [EnvironmentKey] = []) {
        all = keys
    }

    /// The variable names that the gateway reads for a provider, in order of precedence.
    package static func names(for provider: String) -> [String] {
        names[ProviderName.normalized(provider)] ?? []
    }

    /// The effective variable with this name: not blank, from the first layer that has one.
    package subscript(name: String) -> EnvironmentKey? {
        all.filter { $0.name == name && $0.isInForce && !$0.value.isBlank }
            .min { $0.layer.rawValue < $1.layer.rawValue }
    }

    /// The effective value of a name even if it is blank: a `.env` file sets only names that are absent in higher
    /// layers, so an empty variable of the process hides the value in the file (src/infra/dotenv.ts).
    func inForce(_ name: String) -> EnvironmentKey? { all.first { $0.name == name && $0.isInForce } }

    /// The variables of a provider in the order they are tried.
    package func keys(for provider: String) -> [EnvironmentKey] {
        Self.names(for: provider).compactMap { self[$0] }
    }

    /// The same, each followed by the values that it hides in lower layers.
    func everyKey(for provider: String) -> [EnvironmentKey] {
        Self.names(for: provider).flatMap { name in
            let hidden = all.filter { $0.name == name && !$0.isInForce && !$0.value.isBlank }
            return [self[name]].compactMap { $0 } + hidden.sorted { $0.layer.rawValue < $1.layer.rawValue }
        }
    }

    /// src/agents/model-auth.ts; without `google-vertex`, which has a login of its own instead of a variable.
    private static let names = [
        "anthropic": ["ANTHROPIC_OAUTH_TOKEN", "ANTHROPIC_API_KEY"],
        "cerebras": ["CEREBRAS_API_KEY"],
        "chutes": ["CHUTES_OAUTH_TOKEN", "CHUTES_API_KEY"],
        "deepgram": ["DEEPGRAM_API_KEY"],
        "github-copilot": ["COPILOT_GITHUB_TOKEN", "GH_TOKEN", "GITHUB_TOKEN"],
        "google": ["GEMINI_API_KEY"],
        "groq": ["GROQ_API_KEY"],
        "kimi-coding": ["KIMI_API_KEY", "KIMICODE_API_KEY"],
        "minimax": ["MINIMAX_API_KEY"],
        "minimax-portal": ["MINIMAX_OAUTH_TOKEN", "MINIMAX_API_KEY"],
        "mistral": ["MISTRAL_API_KEY"],
        "moonshot": ["MOONSHOT_API_KEY"],
        "openai": ["OPENAI_API_KEY"],
        "opencode": ["OPENCODE_API_KEY", "OPENCODE_ZEN_API_KEY"],
        "openrouter": ["OPENROUTER_API_KEY"],
        "qwen-portal": ["QWEN_OAUTH_TOKEN", "QWEN_PORTAL_API_KEY"],
        "synthetic": ["SYNTHETIC_API_KEY"],
        "venice": ["VENICE_API_KEY"],
        "vercel-ai-gateway": ["AI_GATEWAY_API_KEY"],
        "xai": ["XAI_API_KEY"],
        "xiaomi": ["XIAOMI_API_KEY"],
        "zai": ["ZAI_API_KEY", "Z_AI_API_KEY"],
    ]
}
