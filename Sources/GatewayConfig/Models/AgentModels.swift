package import JSON5

/// The model settings of every agent under one config. The list of agents and what they share are read once, so that a
/// question about each of a thousand agents takes time in proportion to their number.
package struct AgentModels: Sendable {
    /// What holds where an agent sets nothing of its own.
    package let shared: ModelSettings
    private let config: Value
    private let format: ConfigFormat
    private let roster: AgentRoster

    package init(_ config: Value, _ format: ConfigFormat) {
        self.config = config
        self.format = format
        roster = AgentRoster(config, format.places)
        shared = ModelSettings(config, format)
    }

    /// The settings of an agent; the shared ones if it is not in the list.
    package subscript(agent: AgentID) -> ModelSettings {
        guard let entry = roster.entry(of: agent) else { return shared }
        return ModelSettings(config, format, entry: config.value(at: entry.pointer))
    }
}
