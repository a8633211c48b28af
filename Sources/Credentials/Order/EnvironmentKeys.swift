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
    private let names: [String: [String]]

    /// - Parameter rules: which variables the gateway reads for which provider.
    package init(_ keys: [EnvironmentKey] = [], rules: GatewayRules) {
        all = keys
        names = rules.environmentNames
    }

    /// The variable names that the gateway reads for a provider, in order of precedence.
    package func names(for provider: String) -> [String] {
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
        names(for: provider).compactMap { self[$0] }
    }

    /// The same, each followed by the values that it hides in lower layers.
    func everyKey(for provider: String) -> [EnvironmentKey] {
        names(for: provider).flatMap { name in
            let hidden = all.filter { $0.name == name && !$0.isInForce && !$0.value.isBlank }
            return [self[name]].compactMap { $0 } + hidden.sorted { $0.layer.rawValue < $1.layer.rawValue }
        }
    }
}
