internal import Credentials
internal import GatewayHost
internal import TerminalUI

// Key and row commands; letters only open a preview.
extension ProfilesScreen {
    mutating func run(_ command: Command, _ key: Key) -> [Effect] {
        if command.isOnRow {
            if let row = markedRow { act(command, on: row) }
            return []
        }
        switch command {
        case .back: return goBack()
        case .quit: return isRoot ? [.leave(code: 0)] : [.browse(.back)]
        case .help: openHelp()
        case .leave: return [.leave(code: 130)]
        case .redraw:
            message = .plain(words("reread"))
            return [.repaint, .browse(.read)]
        case .suspend: return [.suspend]
        case .filter: startFilter()
        case .otherPane: switchPane()
        case .chooseAgent: openAgents()
        case .undo: return [.browse(.planUndo)]
        case .add: return [.browse(.open(.credential(agent: agent)))]
        case .diff: openDiff()
        case .showCommand: openCommand(otherwise: [[words.texts.command("models auth list"), "--agent " + agent]])
        case .yes, .no: return answer(yes: command == .yes)
        case .up, .down, .pageUp, .pageDown, .first, .last: scroll(command)
        case .editFile: return waysOut.edit.map { [$0.action.effect] } ?? []
        default: break
        }
        return []
    }

    private mutating func goBack() -> [Effect] {
        if progress.waiting != nil {
            stopWaiting()
        } else if !overlays.isEmpty {
            close()
        } else if moving != nil {
            moving = nil
            message = .plain(words("profiles.putBack"))
        } else if checkedProfile != nil {
            return stopCheck()
        } else if isFiltering || !table.filter.isEmpty {
            clearFilter()
        } else if isRoot {
            message = .plain(words("profiles.backHint"))
        } else {
            return [.browse(.back)]
        }
        return []
    }

    // MARK: - Overlays

    /// Lets the topmost overlay handle a key; nil leaves it to the key table.
    mutating func handleOverlay(_ key: Key, at time: Int64) -> [Effect]? {
        switch overlays.last {
        case .menu(let menu):
            if let letter = KeyTable.command(for: key, in: .menu), letter.isOnRow { return run(letter, from: menu) }
            guard let id = take(key) else { return nil }
            return menu.commands[id].map { run($0, from: menu) } ?? []
        case .agents:
            guard let id = take(key) else { return nil }
            guard !id.isEmpty else { return [] }
            close()
            show(agent: id)
            return []
        case .undo, .proposal, .check: return handleAnswer(key, in: keys, at: time)
        case .naming(var naming): return handle(key, &naming)
        case .targets(var targets): return handle(key, &targets)
        case .secret(var page): return handle(key, &page)
        case .reading, .editor, .leaving, nil: return nil
        }
    }

    private mutating func run(_ command: Command, from menu: RowMenu) -> [Effect] {
        close()
        if let row = row(menu.profile) { act(command, on: row) }
        return []
    }

    mutating func act(_ row: String) -> [Effect] {
        progress.settling = nil
        switch row {
        case Strip.doIt: return doIt()
        case Strip.checkIt: return startCheck()
        default: return []
        }
    }

    /// Stores the result of the new secret's check under its profile id.
    mutating func wrote(_ proposal: Proposal) -> [Effect] {
        if case .profile(.rename(_, let new, _)) = proposal.change { renamed = new }
        guard let replacement = proposal.replacement, replacement.view.verification != nil else { return [] }
        return [.record(checkID: check.id, profileID: replacement.profile)]
    }

    /// Shows the plan of a change; reports instead if it cannot be planned or changes nothing.
    mutating func propose(
        _ change: ProfileChange,
        _ key: String,
        _ values: [String: String],
        isDangerous: Bool = false,
        replacement: Replacement? = nil
    ) {
        let change = ProposedChange.profile(change)
        dropped = nil
        switch host.planner(change) {
        case .failure(let problem) where host.storeWords != nil: tell(problem)
        case .failure(let problem): message = .error(problem.sentence)
        case .success(let plan) where plan.isEmpty: message = .plain(words("review.title.nothing"))
        case .success(let plan):
            let proposal = Proposal(
                change,
                plan: plan,
                title: words("profiles.do." + key, values),
                done: words("profiles.done." + key, values),
                isDangerous: isDangerous,
                replacement: replacement,
                words: words
            )
            open(.proposal(proposal))
        }
    }

    /// Plans the shown proposals again after the files changed.
    mutating func replanOverlays() {
        if let gone = overlays.firstIndex(where: { $0.profile.map { row($0) == nil } ?? false }) {
            overlays.removeSubrange(gone...)
        }
        replanProposals()
    }

    // MARK: - Commands that would only say that there is nothing to do

    /// Those of the page, whatever row is marked.
    private var idleOnPage: Set<Command> {
        var idle: Set<Command> = []
        if host.agents.count < 2 { idle.insert(.chooseAgent) }
        if !hasOthers { idle.insert(.otherPane) }
        if table.ids.count < 2 { idle.insert(.filter) }
        return idle
    }

    /// Those with a place in the footer: of the letters for a row only the check has one.
    var idleInFooter: Set<Command> {
        var idle = idleOnPage
        if !markCanBeChecked { idle.insert(.verify) }
        return idle
    }

    /// All of them, for the help.
    private var idleCommands: Set<Command> {
        var idle = idleOnPage
        guard let row = markedRow else { return idle }
        if checkUnavailable(row) != nil { idle.insert(.verify) }
        if !row.isLeftOut { idle.insert(.include) }
        if !row.usage.hasFailures { idle.insert(.clearFailures) }
        if moveUnavailable(row) != nil { idle.insert(.move) }
        if group(of: row)?.order == .automatic { idle.insert(.automaticOrder) }
        if host.agents.count < 2 { idle.insert(.copy) }
        if host.storeWords != nil { idle.insert(.rename) }
        return idle
    }

    // MARK: - Reading

    private mutating func openHelp() {
        let sheet = HelpSheet(
            words: words,
            keys: keys,
            enterLabel: enterLabel,
            idle: idleCommands,
            topic: "profiles",
            name: words("profiles.name")
        )
        toggle(sheet)
    }
}
