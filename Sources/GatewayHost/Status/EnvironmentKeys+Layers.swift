internal import Credentials
internal import GatewayConfig
internal import Secrets

extension EnvironmentKeys {
    /// Providers that the gateway's status lists as soon as their variable is set, whether or not they are used.
    ///
    /// It also looks for the login of `google-vertex`, which this program does not know.
    static let alwaysConsidered = [
        "anthropic", "github-copilot", "openai", "google", "groq", "cerebras", "xai", "openrouter", "zai", "mistral",
        "synthetic",
    ]

    /// The variables of all layers that could hold the key of one of the providers.
    init(_ layers: EnvironmentLayers, providers: [String]) {
        let names = Set(providers.flatMap(EnvironmentKeys.names))
        self.init(
            names.sorted().compactMap { name in
                guard let value = layers[name], let source = layers.source(of: name) else { return nil }
                return EnvironmentKey(name: name, value: Secret(value), layer: source.layer.credentialLayer)
            }
        )
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
