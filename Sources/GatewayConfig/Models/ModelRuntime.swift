package import JSON5
import Secrets

/// Which program answers a model where the config names one (since release 2026.5.12): `agentRuntime.id`.
package enum ModelRuntime {
    /// The `claude` program with a login of its own.
    package static let claudeProgram = "claude-cli"

    /// The id of the program; nil where the gateway itself asks the provider.
    ///
    /// What is said of the model comes before what is said of all models of a provider, and what is said for an agent
    /// before what is said for all.
    package static func id(
        of model: ModelReference,
        agent: AgentID,
        in config: Value,
        _ format: ConfigFormat
    ) -> String? {
        let places = format.places
        let own = AgentRoster(config, places).entry(of: agent).flatMap { config.value(at: $0.pointer)?["models"] }
        let lists = [own, config.value(at: places.models)]
        let provider = config.value(at: places.providers)?[model.provider]
        func named(_ isMeant: (String) -> Bool) -> String? {
            for case .object(let entries)? in lists {
                for (key, entry) in entries where isMeant(key) { if let id = id(in: entry) { return id } }
            }
            return nil
        }
        let defined = provider?["models"]?.arrayValue?.first { $0["id"]?.stringValue == model.model }
        return named { ModelReference($0) == model } ?? defined.flatMap(id)
            ?? named { $0 == model.provider + "/*" } ?? provider.flatMap(id)
    }

    private static func id(in section: Value) -> String? {
        section["agentRuntime"]?["id"]?.stringValue.nonBlank?.lowercased()
    }
}
