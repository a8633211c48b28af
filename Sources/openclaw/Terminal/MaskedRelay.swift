internal import ChildProgram
internal import GatewayHost
internal import Glibc
internal import Secrets
internal import TerminalUI

/// Runs another program in this terminal and shows what it draws, with every setup-token masked.
///
/// The program has a terminal of its own, so wide that it breaks no line; what it draws goes into a model of a screen, and
/// only the model is drawn here, laid out anew for this terminal, in the alternate screen, so nothing of it is left in the
/// scrollback. Keys go to the program as they are. It cannot hold this program up: not by closing its terminal, not by
/// never reading, not by writing without end.
@MainActor
struct MaskedRelay {
    enum Outcome {
        /// It ended well; what it printed.
        case ended(TokenSight.Finding)
        /// It failed; its exit code.
        case failed(code: Int32)
        /// The person or a signal ended it; our exit code.
        case left(code: Int32)
    }

    private let terminal: RawTerminal
    private let child: TerminalChild
    private var screen: ScreenModel
    private var sight = TokenSight()
    /// Cells with a part of a token, as of the last look.
    private var hidden: [Int: Set<Int>] = [:]
    private var painter = RelayPainter()
    /// When the first and the latest output came that is not drawn yet.
    private var undrawn: (since: Int64, latest: Int64)?
    private var lastInterrupt: Int64?

    /// Two Ctrl-C within this time end the program, whatever it makes of them.
    private static let secondInterruptMilliseconds: Int64 = 2000
    /// So long the drawing waits for more output, and so long at the most, in milliseconds.
    private static let gatherMilliseconds: (quiet: Int64, most: Int64) = (10, 50)
    /// The longest line that any such program is known to print has 200 characters, an address 450 and more.
    private static let leastColumns = 400
    private static let leastRows = 24

    /// Runs it to its end; nil without a terminal.
    static func run(
        _ program: String,
        _ arguments: [String],
        environment: [String: String]
    ) throws(ChildError) -> Outcome? {
        guard
            let terminal = RawTerminal(enter: "\u{1B}[?1049h\u{1B}[2J", reset: "\u{1B}[0m\u{1B}[?25h\u{1B}[?1049l")
        else { return nil }
        defer { terminal.close() }
        let size = size(in: terminal)
        let command = ChildCommand(
            program,
            arguments: [program] + arguments,
            environment: environment,
            // As when a terminal is closed.
            lastSignal: SIGHUP
        )
        let child = try TerminalChild(command, columns: size.columns, rows: size.rows)
        var relay = MaskedRelay(terminal: terminal, child: child, screen: ScreenModel(size: size))
        return relay.run()
    }

    private init(terminal: RawTerminal, child: TerminalChild, screen: ScreenModel) {
        self.terminal = terminal
        self.child = child
        self.screen = screen
    }

    /// What the program gets: never less than it needs to break no line.
    private static func size(in terminal: RawTerminal) -> Size {
        let size = terminal.size
        return Size(columns: max(leastColumns, size.columns), rows: max(leastRows, size.rows - 1))
    }

    private mutating func run() -> Outcome {
        while true {
            if child.hasEnded { return finish() }
            switch terminal.next(or: sources, timeoutMilliseconds: timeout) {
            // It has ended.
            case .other(0): continue
            case .other(1): take()
            case .other: child.pressWaiting()
            case .input: if let outcome = passOn() { return outcome }
            case .timedOut: break
            case .signal(SIGWINCH): resize()
            case .signal(SIGCONT), .signal(SIGTSTP): redraw()
            case .signal(let number): return leave(code: 128 + number)
            case .hungUp: return leave(code: 128 + SIGHUP)
            }
            if let due = drawingTime, due <= MonotonicClock.now() { draw() }
        }
    }

    private var sources: [RawTerminal.Source] {
        let reading = [child.exitDescriptor, child.descriptor].map { RawTerminal.Source(descriptor: $0) }
        let keys = RawTerminal.Source(descriptor: child.descriptor, isWriting: true)
        return child.hasKeysWaiting ? reading + [keys] : reading
    }

    private var timeout: Int? {
        let drawing = drawingTime.map { max(0, $0 - MonotonicClock.now()) }
        return [drawing, child.waitLimit].compactMap(\.self).min().map { Int($0) }
    }

    private var drawingTime: Int64? {
        let gather = Self.gatherMilliseconds
        return undrawn.map { min($0.latest + gather.quiet, $0.since + gather.most) }
    }

    // MARK: - Output and keys

    private mutating func take() {
        let child = child
        if child.read({ screen.feed($0) }) { look() }
    }

    /// Before anything can scroll away, and before it is drawn.
    private mutating func look() {
        hidden = sight.look(at: screen)
        screen.forgetGone()
        let now = MonotonicClock.now()
        undrawn = (undrawn?.since ?? now, now)
        let replies = screen.takeReplies()
        if !replies.isEmpty { Array(replies.utf8).withUnsafeBytes { child.press($0) } }
    }

    private mutating func passOn() -> Outcome? {
        var interrupts = 0
        terminal.withInput { bytes in
            interrupts = bytes.count { $0 == 0x03 }
            child.press(bytes)
        }
        guard interrupts > 0 else { return nil }
        let now = MonotonicClock.now()
        let isSecond = lastInterrupt.map { now - $0 < Self.secondInterruptMilliseconds } ?? false
        if interrupts > 1 || isSecond { return leave(code: 130) }
        lastInterrupt = now
        return nil
    }

    private func leave(code: Int32) -> Outcome {
        child.stop()
        return .left(code: code)
    }

    /// It has ended: a failed run has no token, whatever it has printed.
    private mutating func finish() -> Outcome {
        let child = child
        let code = child.finish {
            screen.feed($0)
            hidden = sight.look(at: screen)
            screen.forgetGone()
        }
        draw()
        if code == 128 + SIGINT || code == 130 || code != 0 && lastInterrupt != nil { return .left(code: 130) }
        return code == 0 ? .ended(sight.finding) : .failed(code: code)
    }

    // MARK: - Drawing

    private mutating func resize() {
        let size = Self.size(in: terminal)
        screen.resize(to: size)
        hidden = sight.look(at: screen)
        screen.forgetGone()
        child.resize(columns: size.columns, rows: size.rows)
        redraw()
    }

    private mutating func redraw() {
        painter = RelayPainter()
        terminal.write("\u{1B}[2J")
        draw()
    }

    /// All but the last row, which says what this is.
    private mutating func draw() {
        undrawn = nil
        let size = terminal.size
        let room = Size(columns: size.columns, rows: max(1, size.rows - 1))
        let layout = RelayLayout(screen, hidden: hidden, size: room)
        let full = Words.text("relay.footer")
        let isNarrow = TextWidth.columns(of: full) >= size.columns
        let footer = Shortening.prefix(
            isNarrow ? Words.text("relay.footer.narrow") : full,
            columns: size.columns - 1
        )
        terminal.write(
            painter.paint(layout, in: room, footer: footer, showsCursor: screen.isCursorVisible)
        )
    }
}
