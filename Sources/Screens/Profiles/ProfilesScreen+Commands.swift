internal import Credentials
internal import GatewayHost
internal import TerminalUI

// What keys and rows do; letters only open a preview.
extension ProfilesScreen {
    mutating func run(_ command: Command, _ key: Key) -> [Effect] {
        switch command {
        case .back: return goBack()
        case .quit: return isRoot ? [.leave(code: 0)] : [.tables(.back)]
        case .help: openHelp()
        case .leave: return [.leave(code: 130)]
        case .redraw:
            message = .plain(words("reread"))
            return [.repaint, .tables(.read)]
        case .suspend: return [.suspend]
        case .filter: isFiltering = true
        case .chooseAgent: openAgents()
        case .undo: return [.tables(.planUndo)]
        case .add: return [.tables(.open(.wizard(agent: agent)))]
        case .diff: openDiff()
        case .showCommand: openCommand()
        case .yes, .no: return answer(yes: command == .yes)
        case .up, .down, .pageUp, .pageDown, .first, .last: scroll(command)
        case .verify, .clearFailures, .replaceSecret, .move, .copy, .remove, .automaticOrder:
            if let row = markedRow { act(command, on: row) }
        case .accept, .widget, .steps: break
        }
        return []
    }

    private mutating func goBack() -> [Effect] {
        if waiting != nil {
            (waiting, pending, expectsChange) = (nil, nil, false)
            message = .plain(words("review.stopped"))
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
            return [.tables(.back)]
        }
        return []
    }

    // MARK: - Overlays

    /// What the topmost overlay makes of a key; nil leaves it to the key table.
    mutating func handleOverlay(_ key: Key, at time: Int64) -> [Effect]? {
        switch overlays.last {
        case .menu(let menu):
            if let letter = KeyTable.command(for: key, in: .menu), menu.commands.values.contains(letter) {
                return run(letter, from: menu)
            }
            guard let id = take(key) else { return nil }
            return menu.commands[id].map { run($0, from: menu) } ?? []
        case .agents:
            guard let id = take(key) else { return nil }
            guard !id.isEmpty else { return [] }
            close()
            show(agent: id)
            return []
        case .undo, .proposal, .check:
            guard !isAnswer(key), let id = take(key) else { return nil }
            return id.isEmpty ? [] : chosen(id, at: time)
        case .targets(var targets): return handle(key, &targets)
        case .secret(var page): return handle(key, &page)
        case .reading, nil: return nil
        }
    }

    private mutating func run(_ command: Command, from menu: RowMenu) -> [Effect] {
        close()
        if let row = row(menu.profile) { act(command, on: row) }
        return []
    }

    /// Letters, and what scrolls a larger change, are not for the list.
    private func isAnswer(_ key: Key) -> Bool {
        switch KeyTable.command(for: key, in: keys) {
        case .up, .down, .accept, nil: false
        default: true
        }
    }

    /// Gives a key to the topmost list: the id of the row that was taken, none when it was used otherwise, nil when it was
    /// not used.
    private mutating func take(_ key: Key) -> String? {
        guard var overlay = overlays.last, var list = overlay.list else { return nil }
        let action = list.handle(key == .tab ? .down : key)
        overlay.list = list
        replaceOverlay(overlay)
        switch action {
        case .chosen(let index): return list.rows[index].id
        case .refused(.rowUnavailable(let index)):
            if case .menu(let menu) = overlay { message = .plain(menu.reasons[list.rows[index].id] ?? "") }
        case .refused(.nothingMatches), .handled: break
        default: return nil
        }
        return ""
    }

    // MARK: - Answers

    /// A row was chosen with Enter: it counts at once, or when it is known that Enter is not held down.
    private mutating func chosen(_ row: String, at time: Int64) -> [Effect] {
        guard row != Strip.leaveIt else { return answer(yes: false) }
        switch enters.verdict {
        case .pressed: return act(row)
        case .unclear: settling = (row, time + HeldEnter.repeatMilliseconds)
        case .repeated: message = .plain(words("review.held"))
        }
        return []
    }

    mutating func act(_ row: String) -> [Effect] {
        settling = nil
        switch row {
        case Strip.doIt: return doIt()
        case Strip.checkIt: return startCheck()
        default: return []
        }
    }

    /// Do it, or leave it.
    private mutating func answer(yes: Bool) -> [Effect] {
        guard !yes else { return overlays.last?.yes(words).map { act($0) } ?? [] }
        close()
        message = .plain(words("profiles.left"))
        return []
    }

    /// Does what the topmost overlay shows.
    mutating func doIt() -> [Effect] {
        switch overlays.last {
        case .proposal(let proposal):
            pending = proposal
            expectsChange = true
            return [.apply(proposal.plan)]
        case .undo:
            close()
            expectsChange = true
            return [.undo, .tables(.read)]
        default: return []
        }
    }

    /// Shows what a change would do; where that cannot be planned, or is so already, it is said instead.
    mutating func propose(
        _ change: ProfileChange,
        _ key: String,
        _ values: [String: String],
        isDangerous: Bool = false,
        replacement: Replacement? = nil
    ) {
        switch host.planner(change) {
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

    /// The files changed: what is proposed is planned again on what is there now.
    mutating func replanOverlays() {
        if let gone = overlays.firstIndex(where: { $0.profile.map { row($0) == nil } ?? false }) {
            overlays.removeSubrange(gone...)
        }
        for index in overlays.indices {
            guard case .proposal(var proposal) = overlays[index] else { continue }
            switch host.planner(proposal.change) {
            case .success(let plan) where !plan.isEmpty:
                if proposal.replan(plan) { isShown = false }
                overlays[index] = .proposal(proposal)
            case .success:
                message = .plain(words("profiles.alreadySo"))
                overlays.removeSubrange(index...)
                return
            case .failure(let problem):
                message = .error(problem.sentence)
                overlays.removeSubrange(index...)
                return
            }
        }
    }

    // MARK: - Reading

    private mutating func openHelp() {
        let sheet = HelpSheet(
            words: words,
            keys: keys,
            enterLabel: enterLabel,
            topic: "profiles",
            name: words("profiles.name")
        )
        toggle(sheet)
    }

    private mutating func openDiff() {
        guard case .proposal(let proposal) = overlays.last else { return }
        let lines = proposal.plan.redactedDiff(display: host.display).flatMap {
            $0.blocks(isUnicode: capabilities.unicode)
        }
        open(.reading(Reading(.diff, title: words("diff.title"), lines)))
    }

    /// The change that is shown as a command; without one, how to list the same from the shell.
    private mutating func openCommand() {
        var parts = ["openclaw models auth list", "--agent " + agent]
        var readsSecret = false
        if case .proposal(let proposal) = overlays.last {
            parts = proposal.change.command
            readsSecret = proposal.change.readsSecret
        }
        let lines = SetupCommand.lines(of: parts, columns: bodyArea.columns - 2).map { Block.exact("  " + $0) }
        var blocks: [Block] = [.text(words("command.intro")), .gap] + lines
        if readsSecret { blocks += [.gap, .text(words("command.secret"), .muted)] }
        open(.reading(Reading(.command, title: words("command.title"), blocks)))
    }

    private mutating func scroll(_ command: Command) {
        switch overlays.last {
        case .reading(var reading):
            reading.scroll(command, in: bodyArea, marks: marks)
            replaceOverlay(.reading(reading))
        case .proposal(var proposal):
            let blocks = blocks(proposal, waiting: nil)
            let columns = bodyArea.columns
            let lines = BodyLayout(columns: columns, marks: marks).place(blocks, rows: .max).flatMap(\.lines).count
            proposal.scroll(command, lines: lines, rows: bodyArea.rows - proposal.list.rows.count - 1)
            replaceOverlay(.proposal(proposal))
        default: break
        }
    }
}
