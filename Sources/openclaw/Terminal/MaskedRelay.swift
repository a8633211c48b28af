internal import GatewayHost
internal import Glibc
internal import Secrets
internal import TerminalUI

/// Runs another program in this terminal and shows what it draws, with every setup-token masked.
///
/// The program has a terminal of its own; what it draws goes into a model of a screen, and only the model is drawn here, in
/// the alternate screen, so nothing of it is left in the scrollback. Keys go to the program as they are.
@MainActor
struct MaskedRelay {
    enum Outcome {
        /// It ended well; the token it printed, if it printed one.
        case ended(Secret?)
        /// It failed; its exit code.
        case failed(code: Int32)
        /// The person or a signal ended it; our exit code.
        case left(code: Int32)
    }

    private let terminal: RawTerminal
    private let child: PseudoProcess
    private var screen: ScreenModel
    private var sight = TokenSight()
    private var drawn: [TerminalText] = []
    private var isDirty = true
    private var lastInterrupt: Int64 = 0

    /// Two Ctrl-C within this time end the program, whatever it makes of them.
    private static let secondInterruptMilliseconds: Int64 = 2000
    /// So long the drawing waits for more output, in milliseconds.
    private static let gatherMilliseconds = 10

    /// Runs it to its end; nil without a terminal.
    static func run(
        _ program: String,
        _ arguments: [String],
        environment: [String: String]
    ) throws(PseudoProcess.Failure) -> Outcome? {
        guard
            let terminal = RawTerminal(enter: "\u{1B}[?1049h\u{1B}[2J", reset: "\u{1B}[0m\u{1B}[?25h\u{1B}[?1049l")
        else { return nil }
        defer { terminal.close() }
        let size = room(in: terminal)
        let child = try PseudoProcess(
            program,
            arguments,
            environment: environment,
            columns: size.columns,
            rows: size.rows
        )
        var relay = MaskedRelay(terminal: terminal, child: child, screen: ScreenModel(size: size))
        return relay.run()
    }

    private init(terminal: RawTerminal, child: PseudoProcess, screen: ScreenModel) {
        self.terminal = terminal
        self.child = child
        self.screen = screen
    }

    /// All but the last row, which says what this is.
    private static func room(in terminal: RawTerminal) -> Size {
        let size = terminal.size
        return Size(columns: size.columns, rows: max(1, size.rows - 1))
    }

    private mutating func run() -> Outcome {
        while true {
            let event = terminal.next(
                or: child.descriptor,
                timeoutMilliseconds: isDirty ? Self.gatherMilliseconds : nil
            )
            switch event {
            case .other:
                var screen = screen
                guard child.read({ screen.feed($0) }) else { return finish() }
                self.screen = screen
                look()
            case .input:
                if let outcome = passOn() { return outcome }
            case .timedOut: draw()
            case .signal(SIGWINCH): resize()
            case .signal(SIGCONT), .signal(SIGTSTP): redraw()
            case .signal(let number): return leave(code: 128 + number)
            case .hungUp: return leave(code: 128 + SIGHUP)
            }
        }
    }

    private mutating func look() {
        // Before anything can scroll away, and before it is drawn.
        _ = sight.look(at: screen)
        isDirty = true
        let replies = screen.takeReplies()
        if !replies.isEmpty { Array(replies.utf8).withUnsafeBytes { child.write($0) } }
    }

    private mutating func passOn() -> Outcome? {
        var interrupts = 0
        terminal.withInput { bytes in
            interrupts = bytes.count { $0 == 0x03 }
            child.write(bytes)
        }
        guard interrupts > 0 else { return nil }
        let now = MonotonicClock.now()
        if interrupts > 1 || now - lastInterrupt < Self.secondInterruptMilliseconds { return leave(code: 130) }
        lastInterrupt = now
        return nil
    }

    private func leave(code: Int32) -> Outcome {
        child.end()
        _ = child.wait()
        return .left(code: code)
    }

    /// Its terminal is closed: a failed run has no token, whatever it has printed.
    private mutating func finish() -> Outcome {
        draw()
        let code = child.wait()
        if code == 128 + SIGINT || code == 130 || code != 0 && lastInterrupt > 0 { return .left(code: 130) }
        return code == 0 ? .ended(sight.token) : .failed(code: code)
    }

    // MARK: - Drawing

    private mutating func resize() {
        let size = Self.room(in: terminal)
        screen.resize(to: size)
        child.resize(columns: size.columns, rows: size.rows)
        redraw()
    }

    private mutating func redraw() {
        drawn = []
        terminal.write("\u{1B}[2J")
        draw()
    }

    /// Sends the rows that look otherwise than before; the cursor last.
    private mutating func draw() {
        isDirty = false
        let hidden = sight.look(at: screen)
        let full = Words.text("relay.footer")
        let isNarrow = TextWidth.columns(of: full) >= screen.size.columns
        let footer = Shortening.prefix(
            isNarrow ? Words.text("relay.footer.narrow") : full,
            columns: screen.size.columns - 1
        )
        let rows =
            screen.rows.enumerated().map { Self.line($1, hidden: hidden[$0] ?? []) } + [
                "\u{1B}[7m\(footer)\u{1B}[0m"
            ]
        var output: TerminalText = "\u{1B}[?25l"
        for (index, row) in rows.enumerated() where drawn.count != rows.count || drawn[index] != row {
            output += "\u{1B}[\(index + 1);1H\(row)\u{1B}[0m\u{1B}[K"
        }
        drawn = rows
        output += "\u{1B}[\(screen.cursor.row + 1);\(screen.cursor.column + 1)H"
        if screen.isCursorVisible { output += "\u{1B}[?25h" }
        terminal.write(output)
    }

    private static func line(_ row: ScreenModel.Row, hidden: Set<Int>) -> TerminalText {
        var text: TerminalText = ""
        var look = ""
        let last = row.cells.lastIndex { $0.text != " " || !$0.look.isEmpty } ?? -1
        for (column, cell) in row.cells.prefix(last + 1).enumerated() where !cell.isContinuation {
            if cell.look != look {
                text += "\u{1B}[0m" + (cell.look.isEmpty ? "" : .look(cell.look))
                look = cell.look
            }
            text += hidden.contains(column) ? "*" : "\(String(cell.text))"
        }
        return text
    }
}
