internal import TerminalUI

extension BrowseHost {
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
