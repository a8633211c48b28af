package import JSON5

/// The models that a config names for some use: primary and fallback models of all agents, image models, those of
/// heartbeats and of subagents.
package enum ModelsInUse {
    /// Each model once, in the order of the config. A name that is no reference, such as one with a variable that has no
    /// value, is left out.
    ///
    /// - Parameter primary: the primary model of agents without their own, instead of the one in the config.
    package static func all(in config: Value, _ format: ConfigFormat, primary: String? = nil) -> [ModelReference] {
        let places = format.places
        let settings = ModelSettings(config, format)
        let defaults = config.value(at: places.agentDefaults)
        var names = primary.map { [$0] } ?? []
        names += Self.names(of: config.value(at: places.model), isReplaced: primary != nil)
        names += Self.names(of: config.value(at: places.imageModel))
        names += background(of: defaults)
        for agent in AgentRoster(config, places).listed {
            let entry = config.value(at: agent.pointer)
            names += Self.names(of: entry?["model"]) + background(of: entry)
        }
        var seen: Set<String> = []
        return names.compactMap { name in
            guard !name.contains("${") else { return nil }
            let full = format.modelAliases[name.lowercased()]
            return settings.reference(full ?? name)
        }.filter { seen.insert($0.key).inserted }
    }

    /// The models of what runs beside conversations.
    private static func background(of settings: Value?) -> [String] {
        names(of: settings?["heartbeat"]?["model"]) + names(of: settings?["subagents"]?["model"])
    }

    /// A name, or an object with `primary` and `fallbacks`.
    private static func names(of model: Value?, isReplaced: Bool = false) -> [String] {
        if let name = model?.stringValue { return isReplaced ? [] : [name] }
        let primary = isReplaced ? nil : model?["primary"]?.stringValue
        return [primary].compactMap(\.self) + (model?["fallbacks"]?.arrayValue ?? []).compactMap(\.stringValue)
    }
}
