internal import TerminalUI

extension BrowseHost {
    /// `agent main`, or with several `agent main, 1 of 5`.
    func scope(of agent: String, _ words: Words) -> String {
        guard agents.count > 1 else { return words("header.agent", ["agent": agent]) }
        let place = (agents.firstIndex { $0.id == agent } ?? 0) + 1
        return words("profiles.scope", ["agent": agent, "place": String(place), "count": String(agents.count)])
    }

    /// The agents to choose from, each with whose profiles it uses.
    func agentList(marking agent: String, _ words: Words) -> PickList {
        PickList(agents.map { $0.row(words) }, marked: agents.firstIndex { $0.id == agent } ?? 0)
    }
}

extension BrowseHost.Agent {
    func row(_ words: Words) -> PickRow {
        let store = own.isEmpty ? ofMain.isEmpty ? "none" : "usesMain" : "own"
        let notes = [words("agents.store." + store), isDefault ? words("agents.default") : ""]
        return PickRow(id: id, label: id, notes: notes)
    }
}
