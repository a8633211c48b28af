package import JSON5

/// Which models a config allows since release 2026.8.1: `modelPolicy.allow`, with full names or `PROVIDER/*`. The model
/// list, which allowed models before, only describes them since.
package struct ModelPolicy: Sendable, Equatable {
    /// As written.
    package let allow: [String]

    /// That of an entry of the list of agents, else that of all agents; nil if every model is allowed.
    init?(_ config: Value, _ places: ConfigPlaces, entry: Value?) {
        let own = entry?[ConfigPlaces.modelPolicy]?[ConfigPlaces.allowed]?.arrayValue
        let names = (own ?? config.value(at: places.allowedModels)?.arrayValue ?? []).compactMap(\.stringValue)
        guard !names.isEmpty else { return nil }
        allow = names
    }

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

extension ConfigPlaces {
    static let modelPolicy = "modelPolicy"
    static let allowed = "allow"

    /// The models that agents may use, of later releases.
    package var allowedModels: Pointer { agentDefaults.appending(Self.modelPolicy).appending(Self.allowed) }
}
