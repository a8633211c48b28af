package import GatewayConfig
internal import JSON5
internal import Secrets

/// The models part of a report, as the gateway loads it.
package struct StatusModels: Sendable, Equatable {
    package struct Alias: Sendable, Equatable {
        package let name: String
        package let key: String
    }

    /// The default model as written, possibly an alias; the resolved one if none is configured.
    package let configured: String
    package let resolved: ModelReference
    package let source: ModelSettings.Source
    package let fallbacks: [String]
    package let fallbacksSource: ModelSettings.Source
    package let image: String?
    package let imageFallbacks: [String]
    /// In file order, including the gateway's built-in aliases.
    package let aliases: [Alias]
    /// Keys of the model list; empty allows all.
    package let allowed: [String]
    /// The models that these keys resolve to.
    let allowedModels: [ModelReference]
    /// Providers of the models that would be used, without duplicates.
    let providersInUse: [String]
    /// Providers of all named models, without duplicates.
    let providersNamed: [String]

    init(_ config: Value, _ format: ConfigFormat, agent: AgentID?) {
        let settings = ModelSettings(config, format, agent: agent)
        configured = settings.primary ?? settings.resolvedPrimary.key
        resolved = settings.resolvedPrimary
        source = settings.primarySource
        fallbacks = settings.fallbacks
        fallbacksSource = settings.fallbacksSource
        image = settings.imagePrimary
        imageFallbacks = settings.imageFallbacks
        allowed = settings.restriction
        // By the keys as written; `ModelSettings.aliases` has them by what counts.
        aliases = settings.writtenAliases.map { Alias(name: $0.name, key: $0.key) }
        let used = [configured] + fallbacks + [image].compactMap { $0 } + imageFallbacks
        let usedModels = used.compactMap { ModelReference($0) }
        allowedModels = settings.allowed.compactMap { ModelReference($0) }
        providersInUse = Self.providers(of: usedModels)
        providersNamed = Self.providers(of: usedModels + allowedModels)
    }

    private static func providers(of models: [ModelReference]) -> [String] {
        var seen: Set<String> = []
        return models.map(\.provider).filter { seen.insert($0).inserted }
    }

    /// The models an agent tries: the default one, then its fallbacks.
    func candidates(_ config: Value, _ format: ConfigFormat, agent: AgentID?) -> [ModelReference] {
        let settings = ModelSettings(config, format, agent: agent)
        let standIns = settings.fallbacks.compactMap(settings.reference).filter(settings.isAllowed)
        return [settings.resolvedPrimary] + standIns
    }
}
