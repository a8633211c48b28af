internal import GatewayConfig
internal import GatewayHost
internal import TerminalUI

// The level of the shown values: all agents, or one agent, which later releases let have values of its own.
extension ParametersScreen {
    private static let everyAgent = "all"
    private static let oneAgent = "agent."

    /// Whether there is an agent to choose: the gateway reads its values, or the file has some all the same.
    var hasAgentLevels: Bool {
        guard let sheet, !sheet.agents.isEmpty else { return false }
        return sheet.readsAgents || !sheet.agentsWithValues.isEmpty
    }

    /// `a`: chooses the level.
    mutating func openAgents() {
        guard let sheet else { return }
        guard hasAgentLevels else { return message = .plain(noAgentLevels(sheet)) }
        let all = PickRow(id: Self.everyAgent, label: words("parameters.everyAgent"))
        let valued = Set(sheet.agentsWithValues)
        let rows = sheet.agents.map { agent in
            let note = valued.contains(agent) ? words("line.hasValues") : ""
            return PickRow(id: Self.oneAgent + agent.text, label: agent.text, notes: [note])
        }
        let marked = agent.flatMap { agent in sheet.agents.firstIndex { $0.text == agent } }.map { $0 + 1 }
        open(.agents(PickList([all] + rows, marked: marked ?? 0)))
    }

    /// The chosen row of the agents.
    mutating func takeAgent(_ id: String) {
        close()
        show(agent: id == Self.everyAgent ? nil : String(id.dropFirst(Self.oneAgent.count)))
        if agent != nil { message = .plain(words("parameters.agent.all")) }
    }

    private func noAgentLevels(_ sheet: ParameterSheet) -> String {
        sheet.readsAgents ? words("parameters.agent.none") : parameterWords?.notReadOfAgents ?? ""
    }
}
