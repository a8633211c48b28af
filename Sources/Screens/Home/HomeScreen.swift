internal import Credentials
package import GatewayHost
internal import Secrets
package import TerminalUI

/// `openclaw` on a terminal: whether the agent can answer, what can be done about it, and the other screens.
///
///     let screen = HomeScreen(host, seenAt: now)
package struct HomeScreen: Screen, OverlaidScreen {
    package var capabilities = TerminalCapabilities(colors: 0, unicode: false)

    private(set) var host: BrowseHost
    private(set) var agent: String
    private(set) var status: StatusText?
    /// What stands beside the rows on a broad screen; read when it is first needed.
    private(set) var side: HomeSide?
    /// The profiles of the agent; nil before they are read.
    private var rows: ProfileRows?
    private(set) var counts: (stored: Int, ready: Int) = (0, 0)
    /// Whether what takes time to read is shown too. The first frame does without it.
    private var isComplete: Bool
    var list = HomeList([])
    var size = Size(columns: 80, rows: 24)
    private var clock: ScreenClock
    var overlays: [BrowseOverlay] = []
    var message: Message?
    var isShown = false
    /// Tells a pressed Enter from one that a held key repeats.
    var enters = HeldEnter()
    var told: [String] = []

    package init(_ host: BrowseHost, seenAt: Int64 = 0) {
        self.host = host
        agent = host.defaultAgent
        // What is read out cannot be added to later.
        isComplete = host.isSpoken
        clock = ScreenClock(readAt: host.readAt, seenAt: seenAt, isHeld: host.isSpoken)
        load()
    }

    /// The current time in Unix milliseconds, as of the last event.
    var now: Int64 { clock.now }
    var words: Words { Words(host, size) }
    var marks: Marks { Marks(capabilities) }
    private var isBroad: Bool { FrameLayout.isBroad(size) }
    package var farewell: [String] { told }
    package var draft: SetupDraft? { nil }

    var keys: KeyContext {
        let isEmpty = status?.report.verdict.outcome == .nothingStored
        if let overlay = overlays.last { return overlay.keys }
        if waysOut.edit != nil { return .brokenHome }
        return isEmpty ? .emptyHome : host.agents.count > 1 ? .home : .soleHome
    }

    // MARK: - Reading

    mutating func update(_ host: BrowseHost, seenAt: Int64) {
        self.host = host
        clock = ScreenClock(readAt: host.readAt, seenAt: seenAt, isHeld: host.isSpoken)
        if host.agent(agent) == nil { agent = host.defaultAgent }
        load()
    }

    private mutating func load() {
        status = if case .success(let status) = host.status(agent) { status } else { nil }
        let rows = host.profiles(agent)
        let refused = status?.report.refusedProfiles ?? []
        self.rows = rows
        counts = (rows.count, rows.indices.count { rows.isReady($0, refused: refused) })
        side = nil
        renew()
    }

    /// The page is printed now, in line mode.
    mutating func look(at time: Int64) {
        clock.printed(at: time)
        renew()
    }

    /// Rebuilds the rows: their texts depend on the width and the clock.
    private mutating func renew() {
        list.replace(acts.items)
        guard isBroad, isComplete, side == nil, let rows else { return }
        side = HomeSide(host, agent: agent, rows: rows, status: status)
    }

    var acts: HomeActs {
        HomeActs(
            host: host,
            agent: agent,
            status: status,
            words: words,
            now: now,
            counts: counts,
            isComplete: isComplete
        )
    }
    var waysOut: FileWaysOut { FileWaysOut(host: host, words: words) }

    // MARK: - Events

    package mutating func handle(_ event: ScreenEvent) -> [Effect] {
        switch event {
        case .resized(let size):
            self.size = size
            renew()
        case .key(let key, let time): return handle(key, at: time)
        case .presented:
            isShown = true
            guard isComplete else {
                isComplete = true
                renew()
                // Draws again at once.
                return [.wake(afterMilliseconds: 0)]
            }
            return nextWake.map { [.wake(afterMilliseconds: $0)] } ?? []
        case .woken(let time): return woken(at: time)
        case .suspendRefused: message = .plain(words("suspend.refused"))
        case .undone(let result): tellUndone(result)
        case .browse(.filesChanged): return [.browse(.read)]
        case .browse(.read(let host, let time)): update(host, seenAt: time)
        case .browse(.undoPlanned(let result)): showUndo(result)
        case .browse(.edited(let problem)):
            message = problem.map { .error($0.sentence) } ?? .plain(words("home.edited"))
        case .browse(.wizard(.failure(let problem))): message = .error(problem.sentence)
        case .browse(.wizard(.success)), .reread, .applied, .checked, .recordFailed: break
        }
        return []
    }

    private var returns: [Int64] { status?.report.resting.map(\.until).filter { $0 > now } ?? [] }

    /// In milliseconds. While a profile is resting: each second of its last hour, because the rows count down; else when
    /// the first cooldown ends, and at least once a minute.
    private var nextWake: Int? {
        guard let first = returns.min() else { return nil }
        return Countdown.isTicking(until: first, now: now) ? 1000 : Int(min(first - now + 1, 60_000))
    }

    private mutating func woken(at time: Int64) -> [Effect] {
        let before = returns.count
        clock.look(at: time)
        renew()
        return returns.count < before ? [.browse(.read)] : []
    }

    // MARK: - Keys

    private mutating func handle(_ key: Key, at time: Int64) -> [Effect] {
        enters.note(key, at: time)
        if FrameLayout(size: size).isTooSmall { return key == .control("c") ? [.leave(code: 130)] : [] }
        if overlays.last?.writes == true, !isShown, key != .control("c") { return [] }
        message = nil
        if let secret = key.pasted {
            message = .warning(words(secret.looksLikeCredential ? "home.droppedKey" : "paste.dropped"))
            return []
        }
        if !overlays.isEmpty { return handleOverlay(key) ?? command(key) }
        if let command = KeyTable.command(for: key, in: keys), command != .accept { return run(command) }
        guard let item = list.handle(key) else { return [] }
        return open(item)
    }

    private mutating func command(_ key: Key) -> [Effect] {
        KeyTable.command(for: key, in: keys).map { run($0) } ?? []
    }

    private mutating func run(_ command: Command) -> [Effect] {
        switch command {
        case .quit: return [.leave(code: 0)]
        case .leave: return [.leave(code: 130)]
        case .back: if overlays.isEmpty { message = .plain(words("home.backHint")) } else { close() }
        case .help: openHelp()
        case .redraw:
            message = .plain(words("reread"))
            return [.repaint, .browse(.read)]
        case .suspend: return [.suspend]
        case .undo: return [.browse(.planUndo)]
        case .verify: return [.browse(.open(.act(.check, agent: agent, profile: winner)))]
        case .chooseAgent: openAgents()
        case .history: return [.browse(.open(.history(restoring: nil)))]
        case .editFile: return waysOut.edit.map { [$0.action.effect] } ?? []
        case .yes: return doIt()
        case .no: close()
        case .up, .down, .pageUp, .pageDown, .first, .last: scroll(command)
        default: break
        }
        return []
    }

    /// The id of the profile that is in use.
    private var winner: String? { status.flatMap { status in status.report.verdict.winner.map(status.name) } }

    /// Opens the screen or text of a row.
    private mutating func open(_ item: HomeItem) -> [Effect] {
        switch item.action {
        case .open(let page): return [.browse(.open(page))]
        case .read(let lines): read(lines)
        case .wayOut(let action): return [action.effect]
        }
        return []
    }

    // MARK: - Overlays

    private mutating func handleOverlay(_ key: Key) -> [Effect]? {
        guard var overlay = overlays.last, var choice = overlay.list else { return nil }
        switch KeyTable.command(for: key, in: keys) {
        case .accept, nil: break
        default: return nil
        }
        let action = choice.handle(key == .tab ? .down : key)
        overlay.list = choice
        replaceOverlay(overlay)
        guard case .chosen(let index) = action else { return action == .ignored ? nil : [] }
        let row = choice.rows[index].id
        if case .agents = overlay {
            close()
            show(agent: row)
            return []
        }
        guard row == Strip.doIt else {
            close()
            return []
        }
        // A held Enter must not trigger undo.
        return enters.verdict == .pressed ? doIt() : []
    }

    private mutating func show(agent: String) {
        self.agent = agent
        list = HomeList([])
        load()
    }

    private mutating func doIt() -> [Effect] {
        guard case .undo = overlays.last else { return [] }
        close()
        return [.undo, .browse(.read)]
    }
}
