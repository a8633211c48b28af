package import GatewayConfig
package import JSON5

/// A model parameter with a value that the provider refuses, or that the gateway does not read.
package struct ParameterFinding: Sendable {
    package let pointer: Pointer
    /// The parameter's name.
    package let name: String
    /// What the parameter is for.
    package let help: String
    private let problem: ModelParameter.Problem

    /// All such values of a config, in order: of the models, of all models, then of the agents that have their own.
    ///
    /// - Parameter models: what is known of a model.
    package static func all(in config: ConfigSnapshot, _ models: HostModels) -> [ParameterFinding] {
        let listed = (config.value(at: config.places.models)?.objectValue ?? [:]).flatMap { key, _ in
            let model = ModelReference(key).flatMap { models.model($0) }
            return all(at: config.places.parameters(ofKey: key), in: config, of: model)
        }
        let later = config.format.later
        let shared = later.hasSharedParameters ? all(at: config.places.sharedParameters, in: config, of: nil) : []
        guard later.hasAgentParameters else { return listed + shared }
        let agents = AgentRoster(config.root, config.places).listed
        return listed + shared + agents.flatMap { all(at: config.places.parameters(of: $0), in: config, of: nil) }
    }

    /// - Parameter model: nil for parameters of every model.
    private static func all(
        at parameters: Pointer,
        in config: ConfigSnapshot,
        of model: ModelCatalog.Model?
    ) -> [ParameterFinding] {
        guard let written = config.value(at: parameters) else { return [] }
        return config.schema.modelParameters.compactMap { parameter in
            guard let value = written[parameter.name] else { return nil }
            let place = parameters.appending(parameter.name)
            guard config.unset(at: place).isEmpty else { return nil }
            return ParameterFinding(value, of: parameter.limited(by: model), at: place)
        }
    }

    init?(_ value: Value, of parameter: ModelParameter, at pointer: Pointer) {
        do {
            try parameter.check(value)
            return nil
        } catch {
            self.pointer = pointer
            name = parameter.name
            help = parameter.help
            problem = error
        }
    }

    /// Whether the gateway sends the value as it is: any number. Everything else it leaves out
    /// (src/agents/pi-embedded-runner/extra-params.ts).
    package var isSent: Bool {
        switch problem {
        case .notAChoice, .notANumber: false
        case .notWhole, .tooSmall, .tooBig, .notTaken: true
        }
    }

    /// Whether the model takes the parameter at all.
    package var isTaken: Bool { problem != .notTaken }

    /// Why, as text.
    package func reason(_ texts: Texts) -> String {
        switch problem {
        case .notAChoice(let choices): texts("parameter.choice", ["choices": choices.joined(separator: ", ")])
        case .notANumber: texts("parameter.number")
        case .notWhole: texts("parameter.whole")
        case .tooSmall(let minimum): texts("parameter.min", ["limit": Number(minimum).text])
        case .tooBig(let maximum): texts("parameter.max", ["limit": Number(maximum).text])
        case .notTaken: texts("parameter.notTaken", ["name": name])
        }
    }
}
