internal import GatewayHost
internal import Secrets
internal import TerminalUI

extension ParametersScreen {
    package mutating func handle(_ event: ScreenEvent) -> [Effect] {
        asking.look(at: event.time)
        switch event {
        case .resized(let size):
            self.size = size
            list.measure(parameterWords)
        case .key(let key, let time): return handle(key, at: time)
        case .presented(let time):
            asking.pace.shown(at: time)
            let effects = follow(event)
            return asking.check.isRunning ? [.wake(afterMilliseconds: Int(asking.pace.milliseconds))] : effects
        case .woken(let time):
            if asking.check.isRunning { asking.pace.ticked(at: time) }
            return follow(event)
        case .suspendRefused, .applied, .undone: return follow(event)
        case .checked(let id, let verification, _): return checked(verification, id: id)
        case .recordFailed(let problem): message = .warning(problem.sentence)
        case .browse(.edited(let problem)):
            message = problem.map { .error($0.sentence) } ?? .plain(words("home.edited"))
        case .browse(.filesChanged): return [.browse(.read)]
        case .browse(.read(let host, _)): update(host)
        case .browse(.undoPlanned(let result)): showUndo(result)
        case .browse(.wizard), .reread: break
        }
        return []
    }

    // MARK: - Keys

    private mutating func handle(_ key: Key, at time: Int64) -> [Effect] {
        if let effects = receive(key, at: time, in: size, takesPaste: takesPaste) { return effects }
        if progress.waiting != nil { return command(key) }
        if !overlays.isEmpty { return handleOverlay(key, at: time) ?? command(key) }
        if isFiltering { return handleFilter(key) }
        guard sheet != nil else { return handleChoices(key) }
        return pane == .models ? handleModels(key) : handleParameters(key)
    }

    private var takesPaste: Bool {
        if case .editor(let editor) = overlays.last { return editor.list == nil }
        return isFiltering && overlays.isEmpty
    }

    private mutating func handleModels(_ key: Key) -> [Effect] {
        switch models.handle(key, pageRows: modelRows) {
        case .chosen where isOnAsking: return ask()
        case .chosen: pane = .parameters
        case .handled: showMarked()
        default: return command(key)
        }
        return []
    }

    private mutating func handleParameters(_ key: Key) -> [Effect] {
        switch list.handle(key) {
        case .chosen: openEditor()
        case .handled: break
        default: return command(key)
        }
        return []
    }

    private mutating func handleFilter(_ key: Key) -> [Effect] {
        let (rows, text) = (modelRows, searchText)
        let isUsed = models.handleTyping(key, isFiltering: &isFiltering, pageRows: rows, text: text)
        showMarked()
        return isUsed ? [] : command(key)
    }

    mutating func clearFilter() {
        isFiltering = false
        models.setFilter("", text: searchText)
        showMarked()
    }

    private mutating func handleChoices(_ key: Key) -> [Effect] {
        if let command = KeyTable.command(for: key, in: keys), command != .accept { return run(command) }
        guard case .chosen(let index) = choices.handle(key) else { return [] }
        return takeChoice(choices.rows[index].id)
    }

    /// Runs the command of a key that nothing on the page has used.
    private mutating func command(_ key: Key) -> [Effect] {
        KeyTable.command(for: key, in: keys).map { run($0) } ?? []
    }

    // MARK: - Overlays

    /// Lets the topmost overlay handle a key; nil leaves it to the key table.
    private mutating func handleOverlay(_ key: Key, at time: Int64) -> [Effect]? {
        switch overlays.last {
        case .undo, .proposal: return handleAnswer(key, in: keys, at: time)
        case .leaving(let leaving):
            switch KeyTable.command(for: key, in: keys) {
            case .accept, nil: break
            default: return nil
            }
            guard let id = take(key) else { return nil }
            return id.isEmpty ? [] : answer(leaving, leaves: id == Question.yes)
        case .agents:
            guard let id = take(key) else { return nil }
            if !id.isEmpty { takeAgent(id) }
            return []
        case .editor(let editor):
            if case .number(let field, let parameter) = editor.input { return handle(key, editor, field, parameter) }
            guard let id = take(key) else { return nil }
            if !id.isEmpty { takeValue(id, of: editor) }
            return []
        default: return nil
        }
    }

    mutating func answer(_ leaving: Leaving, leaves: Bool) -> [Effect] {
        close()
        return leaves ? asking.stop() + leaving.effects : []
    }
}
