package import JSON5
import Secrets

/// The agents of a config: which exist, which is the default, where each stores its credentials.
package struct AgentRoster: Sendable, Equatable {
    /// One entry of the list.
    package struct Agent: Sendable, Equatable {
        package let id: AgentID
        package let name: String?
        /// `agentDir` as written; nil for the standard folder.
        package let agentDirectory: String?
        /// The path of the entry in the config.
        package let pointer: Pointer
        /// The path of its `agentDir`, set or not.
        package var directoryPointer: Pointer { pointer.appending("agentDir") }
    }

    /// The configured agents in file order; empty if there is no list.
    package let listed: [Agent]
    /// The agent that is used if none is named.
    package let defaultAgent: AgentID
    /// The agents that `bindings` route to, without duplicates.
    package let bound: [AgentID]
    /// All agents that exist or are routed to: the default one first, then in file order.
    package let all: [AgentID]
    /// The index of the first entry of each id.
    private let indices: [String: Int]

    /// Reads the resolved configuration.
    package init(_ config: Value, _ places: ConfigPlaces) {
        let list = config.value(at: places.agentList)?.arrayValue ?? []
        let entries = list.enumerated().filter { $0.element.objectValue != nil }
        // Of several that are marked the gateway takes the first.
        let marked = entries.first { $0.element["default"]?.isTruthy == true }
        let chosen = (marked ?? entries.first)?.element["id"]?.stringValue
        listed = entries.map { index, entry in
            Agent(
                id: AgentID(entry["id"]?.stringValue ?? ""),
                name: entry["name"]?.stringValue.nonBlank,
                agentDirectory: entry["agentDir"]?.stringValue.nonBlank,
                pointer: places.agentList.appending(index)
            )
        }
        defaultAgent = AgentID(chosen ?? "")
        bound =
            (config.value(at: places.bindings)?.arrayValue ?? [])
            .compactMap { $0["agentId"]?.stringValue.nonBlank }
            .map(AgentID.init).withoutRepetition
        all = ([defaultAgent] + listed.map(\.id) + bound).withoutRepetition
        indices = Dictionary(zip(listed.map(\.id.text), listed.indices)) { first, _ in first }
    }

    /// The list entry of an agent; the first one of a repeated id.
    package func entry(of agent: AgentID) -> Agent? { indices[agent.text].map { listed[$0] } }
}

extension [AgentID] {
    /// Without duplicates, in order of first occurrence.
    fileprivate var withoutRepetition: [AgentID] {
        var seen: Set<String> = []
        return filter { seen.insert($0.text).inserted }
    }
}

extension StatePaths {
    /// An agent's folder: its `agentDir`, else `S/agents/ID/agent`; environment variables are not considered.
    package func agentDirectory(of agent: AgentID, in roster: AgentRoster) -> String {
        roster.entry(of: agent)?.agentDirectory.map(expanding) ?? standardAgentDirectory(of: agent)
    }
}

extension Value {
    /// The truth value of the value in JavaScript.
    var isTruthy: Bool {
        switch self {
        case .null: false
        case .bool(let bool): bool
        case .number(let number): number.doubleValue != 0 && !number.doubleValue.isNaN
        case .string(let text): !text.isEmpty
        case .array, .object: true
        }
    }
}
