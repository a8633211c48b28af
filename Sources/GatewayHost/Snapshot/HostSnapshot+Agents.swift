internal import GatewayConfig
internal import Secrets

// Agents as a person names them.
extension HostSnapshot {
    /// The agents that were named, each once; main where none was. One that is not there is refused with the nearest name.
    package func agentIDs(_ names: [String]) throws(Problem) -> [String] {
        var (ids, seen): ([String], Set<String>) = ([], [])
        for name in names.isEmpty ? [AgentID.main.text] : names {
            let id = AgentID(name).text
            guard agent(id) != nil, name.contains(where: { !$0.isWhitespace }) else {
                throw unknownAgent(Redaction.redact(name))
            }
            if seen.insert(id).inserted { ids.append(id) }
        }
        return ids
    }

    /// The one agent that was named; main where none was.
    package func agentID(_ name: String?) throws(Problem) -> String {
        try agentIDs(name.map { [$0] } ?? [])[0]
    }
}
