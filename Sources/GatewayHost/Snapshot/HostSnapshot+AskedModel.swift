internal import Credentials
internal import GatewayConfig

extension HostSnapshot {
    /// For which model the gateway asks about an agent's profiles of a provider: for the first one of that provider that
    /// the agent would use. Where its release does not tell models apart, for none.
    func asked(of provider: String, agent: String) -> AskedModel {
        guard release.rules.selection.tellsModelsApart else { return .any }
        return AskedModel(ModelSettings(config.root, release.format, agent: AgentID(agent)), provider: provider)
    }
}

extension AskedModel {
    /// The first model of a provider among those that are tried.
    init(_ settings: ModelSettings, provider: String) {
        let models = [settings.resolvedPrimary] + settings.fallbacks.compactMap(settings.reference)
        self = models.first { ProviderName.isSame($0.provider, provider) }.map { .one($0.model) } ?? .any
    }
}
