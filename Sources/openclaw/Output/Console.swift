internal import GatewayHost
internal import Glibc
internal import JSON5
internal import Secrets
internal import TerminalUI

/// Writes lines to the standard streams; on a terminal in columns and colours.
enum Console {
    /// Writes one line to standard output. If the reader closed the pipe, the process ends silently, as shells expect.
    static func output(_ line: String) {
        write(TerminalText(line))
    }

    /// Writes a page of our own text, such as help.
    static func output(page: String) {
        write(TerminalText(page: page))
    }

    /// Writes a report, laid out for a terminal or for a pipe.
    static func output(_ report: [ReportLine]) {
        write(ConsoleText.live(STDOUT_FILENO).lines(report).joined(separator: "\n"))
    }

    /// Writes the lines of a plan or of its result; with `isDone` the first line is the success message.
    static func output(plan lines: [String], isDone: Bool = false) {
        guard let first = lines.first else { return }
        let title: ReportLine = .sentence(first, isDone ? .ok : .heading)
        output([title] + ReportLine.plan(Array(lines.dropFirst())))
    }

    /// Writes one line to standard error. A failure cannot be reported anywhere, so it is ignored and the command goes
    /// on.
    static func error(_ line: String) {
        writeError(TerminalText(line))
    }

    /// Writes a page of our own text to standard error.
    static func error(page: String) {
        writeError(TerminalText(page: page))
    }

    private static func writeError(_ text: TerminalText) {
        TextStream.standardError.write(text.endingItsLine())
    }

    /// Writes one document to standard output as JSON, indented by two spaces.
    static func output(json value: Value) {
        write(TerminalText(json: value.jsonBytes()))
    }

    /// Reports a problem: plain lines on standard error, or with `--json` the one document on standard output.
    ///
    /// A message can quote what was typed, and that can be a misplaced secret, so all of it is redacted.
    static func report(_ problem: Problem, json: Bool) {
        let problem = problem.redacted
        guard !json else {
            output(json: problem.document)
            return
        }
        let palette = ConsoleText.live(STDERR_FILENO).palette
        let mark = palette.dressed(TerminalText(Words.text("error.prefix", ["message": ""])), as: .error)
        writeError("\(mark)\(problem.message)")
        for detail in problem.details { writeError("  \(detail)") }
        guard let next = problem.next else { return }
        let lead = palette.dressed(TerminalText(Words.text("error.next", ["next": ""])), as: .heading)
        writeError("\(lead)\(next)")
    }

    /// Output was lost, so the process must not end with success.
    private static func leave(because number: Int32) -> Never {
        error(
            Words.text(
                "error.prefix",
                ["message": Words.text("error.output", ["reason": StandardStreams.reason(number)])]
            )
        )
        error("  " + Words.text("error.output.lost"))
        error(Words.text("error.next", ["next": Words.text("error.output.next")]))
        exit(1)
    }

    /// Writes to standard output and ends the last line.
    private static func write(_ text: TerminalText) {
        switch TextStream.standardOutput.write(text.endingItsLine()) {
        case nil, EIO: return  // Written; or the terminal is gone and nobody reads.
        case EPIPE: exit(128 + SIGPIPE)
        case let number?: leave(because: number)
        }
    }
}

extension TerminalText {
    fileprivate consuming func endingItsLine() -> TerminalText {
        if bytes.last != UInt8(ascii: "\n") { append("\n") }
        return self
    }
}

extension ConsoleText {
    /// The layout for a stream of this process.
    static func live(_ descriptor: Int32) -> ConsoleText {
        let isTerminal = isatty(descriptor) == 1
        let palette = Palette(
            environment: ProcessEnvironment.all,
            isTerminal: isTerminal,
            refusesColor: ColorFlag.isGiven(in: ProgramArguments.all)
        )
        return ConsoleText(palette: palette, columns: isTerminal ? columns(of: descriptor) : nil)
    }

    /// The width of the terminal; 80 if it does not report one.
    private static func columns(of descriptor: Int32) -> Int {
        var window = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0 else { return 80 }
        return Int(window.ws_col)
    }
}

extension Problem {
    /// The problem with everything redacted that looks like a secret.
    fileprivate var redacted: Problem {
        Problem(
            code: code,
            message: ProgramWord.redact(message),
            details: details.map(ProgramWord.redact),
            next: next.map(ProgramWord.redact)
        )
    }

    /// The `--json` document of the problem.
    var document: Value {
        var error: Members = ["code": .string(code), "message": .string(message)]
        if !details.isEmpty { error["details"] = .array(details.map { .string($0) }) }
        if let next { error["next"] = .string(next) }
        return .object(["ok": .bool(false), "changed": .bool(false), "error": .object(error)])
    }
}
