package import GatewayConfig
package import JSON5

/// Where parameters are set: for a model of all agents, or for one agent and every model that it uses.
///
/// A value of the agent comes before one of the model, and that before one of all models.
package enum ParameterLevel: Sendable, Hashable {
    case model(ModelReference)
    case agent(AgentID)

    /// The model; nil for an agent's level.
    package var model: ModelReference? {
        if case .model(let model) = self { model } else { nil }
    }

    /// The path of the parameters; nil for an agent that the config does not list.
    package func parameters(in config: ConfigSnapshot) -> Pointer? {
        switch self {
        case .model(let model): config.places.parameters(of: model)
        case .agent(let agent):
            AgentRoster(config.root, config.places).entry(of: agent).map { config.places.parameters(of: $0) }
        }
    }
}
