internal import Credentials
internal import GatewayConfig
internal import JSON5

/// Which provider answers an agent under one config: that of its model, or of the first fallback if its own has nothing
/// to answer with.
struct AnsweringRoute {
    /// Normalised; nil if none of them has anything to answer with.
    let provider: String?

    /// - Parameters:
    ///   - contents: the store that the agent reads.
    ///   - sections: those of the config.
    init(
        _ settings: ModelSettings,
        _ contents: StoreContents,
        _ sections: ProviderSections,
        _ snapshot: HostSnapshot
    ) {
        let release = snapshot.release
        let providers = Self.models(settings).map { ProviderName.normalized($0.provider) }
        let keys = EnvironmentKeys(snapshot.config.environment, providers: providers, rules: release.rules)
        provider = providers.first { provider in
            !contents.places(of: provider).isEmpty || !keys.keys(for: provider).isEmpty || sections[provider] != nil
        }
    }

    /// The providers of the models and fallbacks of all agents under a config, normalised.
    static func providersInUse(config: Value, _ snapshot: HostSnapshot) -> Set<String> {
        let settings = AgentModels(config, snapshot.release.format)
        let shared = settings.shared
        let images = ([shared.imagePrimary].compactMap { $0 } + shared.imageFallbacks).compactMap { ModelReference($0) }
        let ofAgents = snapshot.agents.flatMap { models(settings[AgentID($0.id)]) }
        return Set((models(shared) + images + ofAgents).map { ProviderName.normalized($0.provider) })
    }

    /// The models that are tried: the default one, then its fallbacks.
    private static func models(_ settings: ModelSettings) -> [ModelReference] {
        [settings.resolvedPrimary] + settings.fallbacks.compactMap(settings.reference).filter(settings.isAllowed)
    }
}
