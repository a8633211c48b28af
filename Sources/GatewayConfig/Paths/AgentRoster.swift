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

        fileprivate init(_ id: AgentID, _ entry: Value, at pointer: Pointer) {
            self.id = id
            name = entry["name"]?.stringValue.nonBlank
            agentDirectory = entry["agentDir"]?.stringValue.nonBlank
            self.pointer = pointer
        }
    }

    /// The configured agents in file order; empty if the config names none.
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
        let chosen: String?
        if list.isEmpty, let keyed = config.value(at: places.agentEntries)?.objectValue {
            (listed, chosen) = Self.keyed(keyed, config, places)
        } else {
            (listed, chosen) = Self.listed(list, places)
        }
        defaultAgent = AgentID(chosen ?? "")
        bound =
            (config.value(at: places.bindings)?.arrayValue ?? [])
            .compactMap { $0["agentId"]?.stringValue.nonBlank }
            .map(AgentID.init).withoutRepetition
        all = ([defaultAgent] + listed.map(\.id) + bound).withoutRepetition
        indices = Dictionary(zip(listed.map(\.id.text), listed.indices)) { first, _ in first }
    }

    private static func listed(_ list: [Value], _ places: ConfigPlaces) -> ([Agent], String?) {
        let entries = list.enumerated().filter { $0.element.objectValue != nil }
        // Of several that are marked the gateway takes the first.
        let marked = entries.first { $0.element["default"]?.isTruthy == true }
        let agents = entries.map { index, entry in
            Agent(AgentID(entry["id"]?.stringValue ?? ""), entry, at: places.agentList.appending(index))
        }
        return (agents, (marked ?? entries.first)?.element["id"]?.stringValue)
    }

    /// The agents of later releases. Without a system agent the only one is used, else main, else the first.
    private static func keyed(_ entries: Members, _ config: Value, _ places: ConfigPlaces) -> ([Agent], String?) {
        let agents = entries.filter { $0.value.objectValue != nil }.map { id, entry in
            Agent(AgentID(id), entry, at: places.agentEntries.appending(id))
        }
        let system = config.value(at: places.systemAgent)?.stringValue.nonBlank
        let usual = agents.count == 1 ? agents.first : agents.first { $0.id == .main } ?? agents.first
        return (agents, system ?? usual?.id.text)
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
