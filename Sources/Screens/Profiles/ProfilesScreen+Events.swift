internal import GatewayHost
internal import Secrets
internal import TerminalUI

extension ProfilesScreen {
    package mutating func handle(_ event: ScreenEvent) -> [Effect] {
        defer { noteMark() }
        time = max(time, event.time ?? time)
        // What follows from a check waits until the host was read again with the stored result.
        if case .checked(let id, let verification, _) = event { return checked(verification, id: id) }
        let effects = react(to: event)
        return effects.contains(where: \.leavesProfiles) ? dropCheck() + effects : effects + followCheck()
    }

    private mutating func react(to event: ScreenEvent) -> [Effect] {
        switch event {
        case .resized(let size):
            let wasNarrow = words.isNarrow
            self.size = size
            // Only the narrow texts differ; with thousands of rows measuring takes longer than drawing.
            if words.isNarrow != wasNarrow { layOut() }
            if case .menu(let menu) = overlays.last, let row = row(menu.profile) { replaceMenu(row) }
        case .key(let key, let time):
            clock.look(at: time)
            return handle(key, at: time)
        case .presented(let time): return presented(at: time)
        case .woken(let time): return woken(at: time)
        case .suspendRefused, .applied, .undone: return follow(event)
        case .browse(let event): return handle(event)
        case .recordFailed(let problem): tellNotKept(problem)
        case .reread, .checked: break
        }
        return []
    }

    private mutating func handle(_ event: BrowseEvent) -> [Effect] {
        switch event {
        case .filesChanged: return [.browse(.read)]
        case .read(let host, let time): update(host, seenAt: time)
        case .undoPlanned(let result): showUndo(result)
        case .wizard(.failure(let problem)): message = .error(problem.sentence)
        case .edited(let problem): message = problem.map { .error($0.sentence) } ?? .plain(words("home.edited"))
        case .wizard(.success): break
        }
        return []
    }

    // MARK: - Time

    private mutating func presented(at time: Int64) -> [Effect] {
        isShown = true
        pace.shown(at: time)
        if case .secret(var page) = overlays.last {
            page.presented()
            replaceOverlay(.secret(page))
        }
        return nextWake.map { [.wake(afterMilliseconds: $0)] } ?? []
    }

    /// When something on the screen changes with time.
    private var nextWake: Int? {
        [check.isRunning ? Int(pace.milliseconds) : nil, nextChange].compactMap(\.self).min()
    }

    /// The same without a running check: in one second if a visible row counts down its last hour.
    private var nextChange: Int? {
        if progress.waiting != nil || progress.settling != nil { return Self.retryMilliseconds }
        guard nextReturn != nil else { return nil }
        let isListed = overlays.isEmpty || { if case .menu = overlays.last { true } else { false } }()
        let visible = isListed ? table.visible(in: tableArea).map { rows.states[shown[$0]] } : []
        if let end = verdictEnd, isListed, Countdown.isTicking(until: end, now: now) { return Int(1000 - now % 1000) }
        if visible.contains(where: { ProfileWords.countsDown($0, at: now) }) { return Int(1000 - now % 1000) }
        let hour: Int64 = 3_600_000
        let times = visible.compactMap(\.restsUntil).map { $0 - hour } + [nextReturn ?? .max]
        return times.filter { $0 > now }.min().map { Int(min($0 - now + 1, 86_400_000)) }
    }

    private mutating func woken(at time: Int64) -> [Effect] {
        clock.look(at: time)
        if check.isRunning { pace.ticked(at: time) }
        if let effects = resume(at: time) { return effects }
        if let nextReturn, nextReturn <= now { return [.browse(.read)] }
        return []
    }

    // MARK: - Keys

    private mutating func handle(_ key: Key, at time: Int64) -> [Effect] {
        note(key, at: time)
        if FrameLayout(size: size).isTooSmall { return handleTooSmall(key) }
        if drops(key) { return [] }
        message = nil
        if let secret = key.pasted, !takesPaste {
            message = .warning(words(secret.looksLikeCredential ? "profiles.droppedKey" : "paste.dropped"))
            return []
        }
        if progress.waiting != nil { return command(key) }
        if !overlays.isEmpty { return handleOverlay(key, at: time) ?? command(key) }
        if moving != nil { return handleMoving(key) }
        if isFiltering { return handleFilter(key) }
        guard showsTable else { return handleChoices(key) }
        if case .chosen = table.handle(key, pageRows: pageRows) { return openMenu() }
        return command(key)
    }

    private func handleTooSmall(_ key: Key) -> [Effect] {
        switch KeyTable.command(for: key, in: .reading) {
        case .leave: [.leave(code: 130)]
        case .redraw: [.repaint]
        case .suspend: [.suspend]
        default: []
        }
    }

    private var takesPaste: Bool {
        if case .secret = overlays.last { return true }
        return isFiltering && overlays.isEmpty
    }

    private mutating func handleFilter(_ key: Key) -> [Effect] {
        if let secret = key.pasted, secret.looksLikeCredential {
            message = .warning(words("profiles.droppedKey"))
            return []
        }
        let (rows, text) = (pageRows, searchText)
        let isUsed = table.handleTyping(key, isFiltering: &isFiltering, pageRows: rows, text: text)
        if !isFiltering, table.filter.isEmpty { layOut() }
        return isUsed ? [] : command(key)
    }

    /// A filter looks through the profiles of all providers.
    mutating func startFilter() {
        isFiltering = true
        if groups.count > 1 { layOut() }
    }

    mutating func clearFilter() {
        let marked = markedRow
        isFiltering = false
        table.setFilter("", text: searchText)
        guard groups.count > 1 else { return }
        layOut()
        if let marked {
            showPane(of: marked.id)
            table.mark(id: marked.id)
        }
    }

    private mutating func handleMoving(_ key: Key) -> [Effect] {
        let page = max(1, pageRows - 1)
        switch key {
        case .up: moving?.move(by: -1)
        case .down: moving?.move(by: 1)
        case .pageUp: moving?.move(by: -page)
        case .pageDown: moving?.move(by: page)
        case .home: moving?.move(to: 0)
        case .end: moving?.move(to: .max)
        case .enter: dropRow()
        default: return command(key)
        }
        return []
    }

    private mutating func handleChoices(_ key: Key) -> [Effect] {
        if let command = KeyTable.command(for: key, in: keys), command != .accept { return run(command, key) }
        guard case .chosen(let index) = choices.handle(key) else { return [] }
        return takeChoice(choices.rows[index].id)
    }

    /// Runs the command of a key that nothing on the page has used.
    mutating func command(_ key: Key) -> [Effect] {
        guard let command = KeyTable.command(for: key, in: keys) else { return [] }
        return run(command, key)
    }
}

extension Effect {
    /// Whether an effect opens another screen or leaves.
    fileprivate var leavesProfiles: Bool {
        switch self {
        case .leave, .browse(.open), .browse(.back): true
        default: false
        }
    }
}
