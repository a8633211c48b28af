package import JSON5

/// Which models a config allows since release 2026.8.1: `modelPolicy.allow`, with full names or `PROVIDER/*`. The model
/// list, which allowed models before, only describes them since.
package struct ModelPolicy: Sendable, Equatable {
    /// As written.
    package let allow: [String]

    /// That of an entry of the list of agents, else that of all agents; nil if every model is allowed.
    init?(_ config: Value, _ places: ConfigPlaces, entry: Value?) {
        let shared = config.value(at: places.agentDefaults)
        guard let written = Self.allow(in: entry) ?? Self.allow(in: shared), !written.isEmpty else { return nil }
        allow = written.compactMap(\.stringValue)
    }

    private static func allow(in section: Value?) -> [Value]? { section?["modelPolicy"]?["allow"]?.arrayValue }

    package func allows(_ model: ModelReference) -> Bool {
        allow.contains { name in
            name.hasSuffix("/*")
                ? ProviderID.normalized(String(name.dropLast(2))) == model.provider : ModelReference(name) == model
        }
    }

    /// The models in use that neither the policy of all agents allows nor one of an agent, under a config.
    package static func shutOut(in config: Value, _ format: ConfigFormat) -> [ModelReference] {
        guard let shared = ModelPolicy(config, format.places, entry: nil) else { return [] }
        let own = AgentRoster(config, format.places).listed.compactMap { agent in
            config.value(at: agent.pointer).flatMap { ModelPolicy(config, format.places, entry: $0) }
        }
        return ModelsInUse.all(in: config, format).filter { model in
            !shared.allows(model) && !own.contains { $0.allows(model) }
        }
    }
}
