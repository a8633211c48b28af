extension HostSnapshot {
    /// The agent whose store a file is; by its folder if the config that names the agents cannot be read.
    func agentOfStore(at path: String) -> String? {
        if let agent = agents.first(where: { $0.storePath == path || path.hasPrefix($0.directory + "/") }) {
            return agent.id
        }
        return path.agentOfStore
    }
}

extension String {
    /// The agent in the path of a store, `.../agents/ops/agent/auth-profiles.json`; nil for any other path.
    var agentOfStore: String? {
        let parts = split(separator: "/")
        guard parts.count > 3, parts[parts.count - 4] == "agents" else { return nil }
        return String(parts[parts.count - 3])
    }
}
