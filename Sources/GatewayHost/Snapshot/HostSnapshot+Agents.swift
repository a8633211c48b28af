internal import GatewayConfig
internal import Secrets

// Agents named on the command line.
extension HostSnapshot {
    /// The named agents without duplicates; main if none is named. An unknown one is refused with a similar name.
    package func agentIDs(_ names: [String], _ explain: Explanation) throws(Problem) -> [String] {
        var (ids, seen): ([String], Set<String>) = ([], [])
        for name in names.isEmpty ? [AgentID.main.text] : names {
            let id = AgentID(name).text
            guard agent(id) != nil, name.contains(where: { !$0.isWhitespace }) else {
                throw unknownAgent(Redaction.redact(name), explain)
            }
            if seen.insert(id).inserted { ids.append(id) }
        }
        return ids
    }

    /// The named agent; main if none is named.
    package func agentID(_ name: String?, _ explain: Explanation) throws(Problem) -> String {
        try agentIDs(name.map { [$0] } ?? [], explain)[0]
    }
}
