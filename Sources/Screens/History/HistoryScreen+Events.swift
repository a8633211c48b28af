internal import GatewayHost
internal import Secrets
internal import TerminalUI

extension HistoryScreen {
    package mutating func handle(_ event: ScreenEvent) -> [Effect] {
        switch event {
        case .resized(let size):
            self.size = size
            layOut()
        case .key(let key, let time):
            defer { showMarked() }
            return handle(key, at: time)
        case .presented, .woken, .suspendRefused, .applied, .undone: return follow(event)
        case .browse(.filesChanged): return [.browse(.read)]
        case .browse(.read(let host, let time)): update(host, seenAt: time)
        case .browse(.undoPlanned(let result)):
            undoing = nil
            showUndo(result)
        case .browse(.edited), .browse(.wizard), .reread, .checked, .recordFailed: break
        }
        return []
    }

    // MARK: - Keys

    private mutating func handle(_ key: Key, at time: Int64) -> [Effect] {
        if let effects = receive(key, at: time, in: size, takesPaste: isFiltering) { return effects }
        if progress.waiting != nil { return command(key) }
        switch overlays.last {
        case .undo, .proposal: return handleAnswer(key, in: keys, at: time) ?? command(key)
        case nil: break
        default: return command(key)
        }
        if isFiltering { return handleFilter(key) }
        switch table.handle(key, pageRows: pageRows) {
        case .chosen(let index):
            preview(rows[index])
            return []
        case .handled: return []
        default: return command(key)
        }
    }

    private mutating func handleFilter(_ key: Key) -> [Effect] {
        let (rows, text) = (pageRows, searchText)
        return table.handleTyping(key, isFiltering: &isFiltering, pageRows: rows, text: text) ? [] : command(key)
    }

    private mutating func command(_ key: Key) -> [Effect] {
        KeyTable.command(for: key, in: keys).map { run($0) } ?? []
    }

    private mutating func run(_ command: Command) -> [Effect] {
        switch command {
        case .back: return back()
        case .quit: return [.browse(.back)]
        case .leave: return [.leave(code: 130)]
        case .filter: isFiltering = true
        case .help: openHelp()
        case .redraw:
            message = .plain(words("reread"))
            return [.repaint, .browse(.read)]
        case .suspend: return [.suspend]
        case .undo: return [.browse(.planUndo)]
        case .diff: if overlays.isEmpty { openDifference() } else { openDiff() }
        case .showCommand: openCommand(otherwise: [])
        case .yes: return answer(yes: true)
        case .no: return answer(yes: false)
        case .up, .down, .pageUp, .pageDown, .first, .last: scroll(command)
        default: break
        }
        return []
    }

    private mutating func back() -> [Effect] {
        if progress.waiting != nil {
            stopWaiting()
        } else if !overlays.isEmpty {
            close()
        } else if !table.filter.isEmpty || isFiltering {
            isFiltering = false
            table.setFilter("", text: searchText)
        } else {
            return [.browse(.back)]
        }
        return []
    }

    private mutating func openHelp() {
        toggle(
            HelpSheet(
                words: words,
                keys: rows.isEmpty ? .emptyHistory : .history,
                enterLabel: "preview",
                topic: "history",
                name: words("history.name")
            )
        )
    }

    private mutating func openDifference() {
        guard let marked else { return }
        let lines = difference.flatMap { $0.blocks(isUnicode: capabilities.unicode) }
        let none: [Block] = [.text(words("history.noLines"))]
        open(.reading(Reading(.diff, title: title(of: marked), lines.isEmpty ? none : lines)))
    }

    /// What undoing or restoring a row would do; what cannot be done has only its name.
    func title(of row: HistoryRow) -> String {
        switch row.subject {
        case .apply(let apply) where apply.undo == .exact:
            words("history.undoing", ["time": row.time, "what": row.text])
        case .backup(let backup) where backup.state == .possible:
            words("history.restoring", ["file": text.file(backup.id.path), "time": row.time])
        default: row.text
        }
    }

    // MARK: - Acts

    /// The number of lines of a difference that a strip shows.
    private static let stripLines = 6

    /// Enter on a row: the preview of its act, or why there is none.
    private mutating func preview(_ row: HistoryRow) {
        switch row.subject {
        case .apply(let apply):
            guard apply.undo == .exact else { return message = .plain(text.reason(apply, now: now) ?? "") }
            undoing = apply.id
            let strip = Strip(
                title: title(of: row),
                lines: changes(apply.files, rows: apply.files.count + Self.stripLines, columns: bodyArea.columns),
                list: Strip.choice(words("undo.do"), words("undo.leave"), isDangerous: false)
            )
            open(.undo(strip))
        case .backup(let backup): propose(backup)
        }
    }

    /// Marks a copy and previews putting it back.
    mutating func propose(_ id: BackupID) {
        guard let row = rows.first(where: { $0.backup?.id == id }), let backup = row.backup else { return }
        table.mark(id: row.id)
        showMarked()
        propose(backup)
    }

    /// Previews putting a copy back.
    private mutating func propose(_ backup: History.Backup) {
        let change = ProposedChange.restore(backup.id)
        let values = ["file": text.file(backup.id.path), "time": text.moment(backup.time, now: now)]
        switch host.planner(change) {
        case .failure(let problem): message = .error(problem.sentence)
        case .success(let plan) where plan.isEmpty: message = .plain(words("history.same", values))
        case .success(let plan):
            let proposal = Proposal(
                change,
                plan: plan,
                title: words("history.restoring", values),
                details: text.takenOut(backup, now: now).map { [$0] } ?? [],
                done: words("history.restored", values),
                isDangerous: plan.losesLogin,
                shownLines: Self.stripLines,
                words: words
            )
            open(.proposal(proposal))
        }
    }

    mutating func act(_ row: String) -> [Effect] {
        progress.settling = nil
        guard case .undo = overlays.last, let undoing else { return doIt() }
        self.undoing = nil
        close()
        progress.expectsChange = true
        return [.browse(.undo(record: undoing)), .browse(.read)]
    }
}

extension ChangePlan {
    /// Whether a login of a copy is left out: something is lost that cannot be had back here.
    fileprivate var losesLogin: Bool {
        effects.contains { if case .leavesLoginOut = $0 { true } else { false } }
    }
}
