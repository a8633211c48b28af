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
        var ids: [Choice] = []
        if storeProblem != nil {
            ids = [.readAgain] + (host.agents.count > 1 ? [.otherAgent] : []) + [.leave]
        } else {
            ids = [.add]
            if host.agent(agent)?.ofMain.isEmpty == false { ids.append(.copyFromMain) }
            if host.agents.count > 1 { ids.append(.otherAgent) }
            ids.append(.leave)
        }
        return mending
            + ids.map { PickRow(id: $0.rawValue, label: words("profiles.choice." + $0.rawValue, ["agent": agent])) }
    }

    mutating func takeChoice(_ id: String) -> [Effect] {
        if let way = waysOut.items.first(where: { $0.id == id }) { return [way.action.effect] }
        switch Choice(rawValue: id) {
        case .add: return [.browse(.open(.wizard(agent: agent)))]
        case .copyFromMain: copyFromMain()
        case .otherAgent: openAgents()
        case .readAgain:
            message = .plain(words("reread"))
            return [.browse(.read)]
        case .leave, nil: return isRoot ? [.leave(code: 0)] : [.browse(.back)]
        }
        return []
    }

    /// Copies the profile that main uses first.
    private mutating func copyFromMain() {
        guard let row = firstReady.map({ rows[$0] }) ?? rows.first else { return }
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
