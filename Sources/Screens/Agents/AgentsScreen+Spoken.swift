internal import TerminalUI

extension AgentsScreen: SpokenScreen {
    var writes: Bool { false }
    var spokenReading: Reading? { help }

    var spokenPage: SpokenPage {
        let count = words("agentTable.count", count: host.agents.count)
        return SpokenPage(
            subject: "agents",
            place: words("line.page", ["page": words("agentTable.name"), "scope": count]),
            lines: [words("agentTable.title")],
            asking: .rows(host.agents.map(row), marked: table.marked),
            isList: true
        )
    }

    /// `ops, has its own: default, work`.
    private func row(_ agent: BrowseHost.Agent) -> SpokenRow {
        let parts = [
            agent.id, agent.isDefault ? words("agents.default") : "", profiles("own", agent.own),
            profiles("usesMain", agent.ofMain),
            agent.own.isEmpty && agent.ofMain.isEmpty ? words("line.agent.none") : "",
        ]
        return SpokenRow(id: agent.id, text: words.spoken(joined: parts), name: agent.id)
    }

    /// The profiles by name if they are few, else their number.
    private func profiles(_ store: String, _ ids: [String]) -> String {
        guard !ids.isEmpty else { return "" }
        let names = ids.count > 6 ? String(ids.count) : ids.map(\.withoutProvider).joined(separator: words("line.join"))
        return words("line.fact", ["label": words("agents.store." + store), "value": names])
    }

    mutating func mark(_ row: SpokenRow) -> Bool {
        table.mark(id: row.id)
        return true
    }
}
