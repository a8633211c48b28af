internal import ChildProgram
internal import GatewayHost
internal import Glibc
internal import Secrets
internal import TerminalUI

/// Runs another program in this terminal and shows its output with every setup-token masked.
///
/// The child gets its own pseudo-terminal, wide enough that it wraps no line. Its output goes into a screen model, and
/// only that model is drawn here, laid out again for this terminal's width, in the alternate screen, so that nothing
/// remains in the scrollback. Key presses are passed on unchanged. The child cannot block this program, even if it
/// closes its terminal, never reads, or writes without end.
@MainActor
struct MaskedRelay {
    enum Outcome {
        /// Exited with 0; with the token found in its output, if any.
        case ended(TokenSight.Finding)
        /// Failed, with its exit code.
        case failed(code: Int32)
        /// Ended by the person or by a signal, with our exit code.
        case left(code: Int32)
    }

    private let terminal: RawTerminal
    private let child: TerminalChild
    private var screen: ScreenModel
    private var sight = TokenSight()
    /// Cells that hold part of a token, from the last scan; by row.
    private var hidden: [Int: Set<Int>] = [:]
    private var painter = RelayPainter()
    /// Arrival times of the first and the latest output that is not drawn yet.
    private var undrawn: (since: Int64, latest: Int64)?
    private var lastInterrupt: Int64?

    /// Two Ctrl-C within this time end the child even if it ignores them.
    private static let secondInterruptMilliseconds: Int64 = 2000
    /// Drawing waits until output has been quiet this long, but never longer than `most`; in milliseconds.
    private static let gatherMilliseconds: (quiet: Int64, most: Int64) = (10, 50)
    /// Width for the child. The longest line such a program is known to print has 200 characters, a URL 450 and more.
    private static let leastColumns = 400
    private static let leastRows = 24

    /// Runs the child to its end; nil without a terminal.
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
            // SIGHUP, as when a terminal window is closed.
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

    /// The child's terminal size: never narrower than the width at which it wraps no line.
    private static func size(in terminal: RawTerminal) -> Size {
        let size = terminal.size
        return Size(columns: max(leastColumns, size.columns), rows: max(leastRows, size.rows - 1))
    }

    private mutating func run() -> Outcome {
        while true {
            if child.hasEnded { return finish() }
            switch terminal.next(or: sources, timeoutMilliseconds: timeout) {
            // The child has ended.
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

    /// Scans for tokens before output can scroll away and before it is drawn.
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

    /// After the end: a failed run yields no token, whatever it printed.
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

    /// Draws all rows but the last, which labels the screen.
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
