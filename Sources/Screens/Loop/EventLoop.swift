internal import Anthropic
internal import GatewayHost
internal import Glibc
package import TerminalUI

/// Connects a screen, a terminal and the effects until the screen ends.
///
/// All pending input is handled before a frame is drawn; a frame equal to the last one is not sent.
///
///     let outcome = EventLoop.run(wizard, terminal: terminal, effects: effects)
@MainActor
package struct EventLoop<Content: Screen> {
    private var screen: Content
    private let terminal: any Terminal
    private let effects: any WizardEffects
    /// Nil if the screen is not a browse screen.
    private let browse: (any BrowseEffects)?
    private let clock: @MainActor () -> Int64
    private var lastFrame: Frame?
    private var wakeTime: Int64?
    private var outcome: ExitOutcome?
    private let inbox = CheckInbox()

    /// The frame that was sent last.
    private struct Frame: Equatable {
        var canvas: Canvas
        var cursor: Point?
    }

    /// Maximum number of events between two frames, so that a flood of input cannot stop the drawing.
    private static var longestDrain: Int { 4096 }

    /// Runs until the screen leaves or a signal ends it; the caller closes the terminal.
    package static func run(
        _ screen: Content,
        terminal: any Terminal,
        effects: any WizardEffects,
        browse: (any BrowseEffects)? = nil,
        clock: @escaping @MainActor () -> Int64 = MonotonicClock.now
    ) -> ExitOutcome {
        var loop = EventLoop(screen: screen, terminal: terminal, effects: effects, browse: browse, clock: clock)
        return loop.run()
    }

    private init(
        screen: Content,
        terminal: any Terminal,
        effects: any WizardEffects,
        browse: (any BrowseEffects)?,
        clock: @escaping @MainActor () -> Int64
    ) {
        self.screen = screen
        self.terminal = terminal
        self.effects = effects
        self.browse = browse
        self.clock = clock
        self.screen.capabilities = terminal.capabilities
    }

    private mutating func run() -> ExitOutcome {
        tell(.resized(terminal.size))
        defer { effects.stopChecks() }
        while true {
            if let outcome { return outcome }
            present()
            handle(terminal.nextEvent(timeoutMilliseconds: timeout))
            var drained = 0
            while outcome == nil, drained < Self.longestDrain,
                let event = terminal.nextEvent(timeoutMilliseconds: 0)
            {
                handle(event)
                drained += 1
            }
        }
    }

    // MARK: - Drawing

    private mutating func present() {
        var canvas = Canvas(size: terminal.size)
        let cursor = screen.draw(on: &canvas)
        let frame = Frame(canvas: canvas, cursor: cursor)
        if frame != lastFrame {
            terminal.present(canvas, cursor: cursor)
            lastFrame = frame
        }
        tell(.presented(at: clock()))
    }

    // MARK: - Events

    private var timeout: Int? {
        wakeTime.map { Int(max(0, $0 - clock())) }
    }

    private mutating func handle(_ event: TerminalEvent?) {
        wakeIfDue()
        for result in inbox.take() { tell(.checked(id: result.id, result.verification, at: clock())) }
        switch event {
        case .key(let key): tell(.key(key, at: clock()))
        case .resize(let size):
            lastFrame = nil
            tell(.resized(size))
        case .signal(let number):
            // SIGHUP: the connection is lost. The answers are saved, without the secret.
            if number == SIGHUP, let draft = screen.draft { effects.keep(draft) }
            leave(code: 128 + number)
        case .resumed: repaint()
        case .filesChanged: tell(.browse(.filesChanged))
        case .woken, nil: break
        }
    }

    private mutating func wakeIfDue() {
        guard let time = wakeTime, time <= clock() else { return }
        wakeTime = nil
        tell(.woken(at: clock()))
    }

    private mutating func tell(_ event: ScreenEvent) {
        for effect in screen.handle(event) where outcome == nil { run(effect) }
    }

    private mutating func leave(code: Int32) {
        outcome = ExitOutcome(code: code, lines: screen.farewell)
    }

    // MARK: - Effects

    private mutating func run(_ effect: Effect) {
        switch effect {
        case .apply(let plan): apply(plan)
        case .undo:
            present()
            undone(effects.undo())
        case .reread: tell(.reread(effects.reread()))
        case .suspend: suspend()
        case .repaint: repaint()
        case .check(let request):
            effects.check(request) { [inbox, terminal] verification in
                inbox.put(request.id, verification)
                terminal.wake()
            }
        case .askModels(let request):
            effects.askModels(request) { [inbox, terminal] verification in
                inbox.put(request.id, verification)
                terminal.wake()
            }
        case .keepModels: if let problem = effects.keepModels() { tell(.recordFailed(problem)) }
        case .stopCheck(let id): effects.stopCheck(id: id)
        case .record(let id, let profileID):
            if let problem = effects.record(checkID: id, profileID: profileID) { tell(.recordFailed(problem)) }
        case .wake(let milliseconds):
            // A screen may request a wake-up with each frame; keys in quick succession must not postpone the earliest
            // one.
            wakeTime = min(wakeTime ?? .max, clock() + Int64(milliseconds))
        case .leave(let code): leave(code: code)
        case .leaveForHome:
            leave(code: 0)
            outcome?.goesHome = true
        case .browse(let request): run(request)
        }
    }

    private mutating func run(_ request: BrowseRequest) {
        guard let browse else { return }
        switch request {
        case .read: tell(.browse(.read(browse.read(), at: clock())))
        case .undo(let record):
            present()
            undone(browse.undo(record: record))
        case .edit(let path, let line):
            let problem = terminal.lend { browse.edit(path: path, line: line) }
            lastFrame = nil
            tell(.browse(.edited(problem)))
            tell(.browse(.read(browse.read(), at: clock())))
        case .planUndo: tell(.browse(.undoPlanned(browse.plannedUndo())))
        case .prepareWizard(let agent): tell(.browse(.wizard(browse.wizardSetup(agent: agent))))
        case .open, .back: break
        }
    }

    /// Keys pressed meanwhile are dropped, as in an apply.
    private mutating func undone(_ result: Result<[String], Problem>) {
        terminal.discardPendingKeys()
        tell(.undone(result))
    }

    /// Applies while a frame says so. Keys pressed meanwhile are dropped, because they were not meant for the next
    /// page.
    private mutating func apply(_ plan: ChangePlan) {
        present()
        let result = effects.apply(plan)
        // While waiting for a lock nothing was written, and keys can answer "Esc stops".
        if case .failure(.locked) = result { return tell(.applied(result, interrupted: false, at: clock())) }
        let interrupted = dropKeys()
        tell(.applied(result, interrupted: interrupted, at: clock()))
    }

    /// Discards the keys that arrived during an apply; true if Ctrl-C was among them.
    private mutating func dropKeys() -> Bool {
        var interrupted = false
        var others: [TerminalEvent] = []
        for _ in 0..<Self.longestDrain {
            guard let event = terminal.nextEvent(timeoutMilliseconds: 0) else { break }
            guard case .key(let key) = event else {
                others.append(event)
                continue
            }
            if key == .control("c") { interrupted = true }
        }
        terminal.discardPendingKeys()
        for event in others { handle(event) }
        return interrupted
    }

    private mutating func suspend() {
        if !terminal.suspend() { tell(.suspendRefused) }
        repaint()
    }

    /// Sends the whole next frame, without comparing it to the last one.
    private mutating func repaint() {
        terminal.repaint()
        lastFrame = nil
    }
}
