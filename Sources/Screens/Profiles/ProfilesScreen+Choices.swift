internal import GatewayHost
internal import TerminalUI

// The page in place of the table if the agent has no own profiles or its store cannot be read.
extension ProfilesScreen {
    private enum Choice: String {
        case add
        case copyFromMain
        case otherAgent
        case readAgain
        case leave
    }

    /// What mends the store if it cannot be read.
    var waysOut: FileWaysOut {
        var ways = FileWaysOut(host: host, words: words)
        ways.shownPath = host.storePath(agent)
        return ways
    }

    /// The rows of that page; what mends it and harmless ones first.
    var choiceRows: [PickRow] {
        let mending =
            storeProblem == nil ? [] : waysOut.items.map { PickRow(id: $0.id, label: $0.text, notes: [$0.note]) }
        let others = (host.agents.count > 1 ? [Choice.otherAgent] : []) + [.leave]
        guard storeProblem == nil else { return mending + ([.readAgain] + others).map(row) }
        return [row(.add)] + copied.map(copyRow) + others.map(row)
    }

    private func row(_ choice: Choice) -> PickRow {
        PickRow(id: choice.rawValue, label: words("profiles.choice." + choice.rawValue, ["agent": agent]))
    }

    private static let mostCopied = 4

    /// Those of main's profiles that can be copied here, the one that main uses first at the top. Of many only the first
    /// few; main's own page copies the others.
    private var copied: [ProfileRow] {
        guard host.agent(agent)?.ofMain.isEmpty == false else { return [] }
        let most = Self.mostCopied
        let ready = Array(rows.indices.lazy.filter { isReady($0) }.prefix(most))
        let rest = Array(rows.indices.lazy.filter { !isReady($0) }.prefix(most))
        return (ready + rest).prefix(most).map { rows[$0] }
    }

    private func copyRow(_ row: ProfileRow) -> PickRow {
        PickRow(
            id: Choice.copyFromMain.rawValue + " " + row.id,
            label: words("profiles.choice.copyFromMain", ["profile": name(row)])
        )
    }

    mutating func takeChoice(_ id: String) -> [Effect] {
        if let way = waysOut.items.first(where: { $0.id == id }) { return [way.action.effect] }
        let parts = id.split(separator: " ", maxSplits: 1).map(String.init)
        switch Choice(rawValue: parts[0]) {
        case .add: return [.browse(.open(.wizard(agent: agent)))]
        case .copyFromMain: if let row = row(parts[1]) { copyFromMain(row) }
        case .otherAgent: openAgents()
        case .readAgain:
            message = .plain(words("reread"))
            return [.browse(.read)]
        case .leave, nil: return isRoot ? [.leave(code: 0)] : [.browse(.back)]
        }
        return []
    }

    private mutating func copyFromMain(_ row: ProfileRow) {
        let values = ["profile": name(row), "agents": agent]
        propose(.copy(id: row.id, from: "main", to: [agent]), "copy", values)
    }

    /// The texts above the rows.
    var choiceBlocks: [Block] {
        if let problem = storeProblem {
            return [.title(problem.message)] + problem.details.map { .exact($0) }
                + (problem.next.map { [.gap, .text(host.texts("error.next", ["next": $0]))] } ?? []) + [.gap, .widget]
        }
        let main = host.agent(agent)?.ofMain ?? []
        let title =
            main.isEmpty
            ? words("profiles.empty", ["agent": agent])
            : words(
                "profiles.empty.usesMain",
                ["agent": agent, "profiles": rows.prefix(6).map(name).joined(separator: words("line.join"))]
            )
        return [
            .title(title), .gap, .text(words("profiles.empty.path", ["path": host.storePath(agent)]), .muted), .gap,
            .widget,
        ]
    }
}
