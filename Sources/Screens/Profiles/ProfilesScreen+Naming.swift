internal import Credentials
internal import GatewayHost
internal import TerminalUI

// Another id for a profile: the name, the agents if several have it, then the plan as for every other change.
extension ProfilesScreen {
    mutating func startNaming(_ row: ProfileRow) {
        if let refusal = host.refusal(.rename(row.id, to: row.id), holder(of: row)) { return tell(refusal) }
        if let reason = ownOnly(row) { return message = .plain(reason) }
        let name = ProfileWords.name(row, isAlone: true)
        let holders = host.sharing(row.id, agent)
        var notes: [Block] = [.text(words("profiles.naming.note", ["provider": row.provider]), .muted)]
        if holders.count > 1 {
            let others = words.texts.list(holders.filter { $0 != agent })
            notes.append(.text(words("profiles.naming.shared", count: holders.count - 1, ["agents": others]), .muted))
        }
        let strip = FieldStrip(
            title: words("profiles.naming.title", ["profile": row.id]),
            notes: notes,
            field: TextField(name)
        )
        open(.naming(Naming(profile: row.id, holders: holders, strip: strip)))
    }

    mutating func handle(_ key: Key, _ naming: inout Naming) -> [Effect]? {
        if naming.choice != nil { return choose(key, naming) }
        switch naming.strip.field.handle(key) {
        case .accepted: take(naming)
        case .refused(.secretPasted): message = .warning(words("profiles.droppedKey"))
        case .handled, .refused: replaceOverlay(.naming(naming))
        default: return nil
        }
        return []
    }

    /// With several holders of the same secret, asks for which of them; a name that cannot be is said before.
    private mutating func take(_ naming: Naming) {
        let name = naming.strip.field.text
        guard naming.holders.count > 1 else { return rename(naming.profile, to: name, [agent]) }
        if case .failure(let problem) = host.planner(.profile(.rename(id: naming.profile, to: name, agents: [agent]))) {
            return message = .error(problem.sentence)
        }
        let others = naming.holders.filter { $0 != agent }
        let all = words("profiles.naming.all", count: others.count, ["agents": words.texts.list(others)])
        var asking = naming
        let rows = [
            PickRow(id: Naming.thisAgent, label: words("profiles.naming.this", ["agent": agent])),
            PickRow(id: Naming.allAgents, label: all),
        ]
        asking.choice = (name, PickList(rows))
        replaceOverlay(.naming(asking))
    }

    private mutating func choose(_ key: Key, _ naming: Naming) -> [Effect]? {
        guard let id = take(key) else { return nil }
        guard !id.isEmpty, let name = naming.choice?.name else { return [] }
        rename(naming.profile, to: name, id == Naming.allAgents ? naming.holders : [agent])
        return []
    }

    /// A name that cannot be keeps the field open.
    private mutating func rename(_ id: String, to name: String, _ agents: [String]) {
        guard let row = row(id) else { return close() }
        let new = name.contains(":") ? name : row.provider + ":" + name
        let change = ProfileChange.rename(id: id, to: new, agents: agents)
        switch host.planner(.profile(change)) {
        case .failure(let problem): message = .error(problem.sentence)
        case .success:
            close()
            propose(change, "rename", ["profile": self.name(row), "new": name])
        }
    }

    /// The question for whom, with the name that was typed.
    func which(_ naming: Naming, _ name: String) -> String {
        words("profiles.naming.which", ["profile": row(naming.profile).map(self.name) ?? naming.profile, "new": name])
    }

    func draw(_ naming: Naming, on canvas: inout Canvas, in area: Rect) -> Point? {
        if let choice = naming.choice {
            return draw(Strip(title: which(naming, choice.name), lines: [], list: choice.list), on: &canvas, in: area)
        }
        let rows = min(naming.strip.height(columns: area.columns, marks: marks), max(4, area.rows - 1))
        let (rest, bottom) = area.splitBottom(rows)
        _ = drawPage(on: &canvas, in: rest, isFocused: false)
        return naming.strip.draw(on: &canvas, in: bottom, marks: marks)
    }
}
