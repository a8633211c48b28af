internal import GatewayHost
internal import Glibc
internal import JSON5
internal import Secrets
internal import TerminalUI

/// Lines on the standard streams, in columns and colours where a person looks at a terminal.
enum Console {
    /// Writes one line to standard output; a closed reader ends the process as a shell expects, without a trace.
    static func output(_ line: String) {
        write(TerminalText(line))
    }

    /// Lines of our own, such as help.
    static func output(page: String) {
        write(TerminalText(page: page))
    }

    /// A report, laid out for what standard output is.
    static func output(_ report: [ReportLine]) {
        write(ConsoleText.live(STDOUT_FILENO).lines(report).joined(separator: "\n"))
    }

    /// The lines of a plan or of what became of it; the first one says what was done.
    static func output(plan lines: [String], isDone: Bool = false) {
        guard let first = lines.first else { return }
        let title: ReportLine = .sentence(first, isDone ? .ok : .heading)
        output([title] + ReportLine.plan(Array(lines.dropFirst())))
    }

    /// Writes one line to standard error. Nobody can be told when that fails; what was asked goes on.
    static func error(_ line: String) {
        writeError(TerminalText(line))
    }

    /// Lines of our own on standard error.
    static func error(page: String) {
        writeError(TerminalText(page: page))
    }

    private static func writeError(_ text: TerminalText) {
        TextStream.standardError.write(text.endingItsLine())
    }

    /// One document on standard output, two-space JSON.
    static func output(json value: Value) {
        write(TerminalText(json: value.jsonBytes()))
    }

    /// A problem: plain lines on standard error, or the one document on standard output.
    ///
    /// Whatever a person typed may stand in it, also a secret in the wrong place, so all of it is redacted.
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

    /// What could not be told is not lost in silence.
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
        case nil, EIO: return  // Written; or the terminal is gone, and nobody is left to read it.
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
    /// For a stream of this process.
    static func live(_ descriptor: Int32) -> ConsoleText {
        let isTerminal = isatty(descriptor) == 1
        let palette = Palette(
            environment: ProcessEnvironment.all,
            isTerminal: isTerminal,
            refusesColor: ColorFlag.isGiven(in: ProgramArguments.all)
        )
        return ConsoleText(palette: palette, columns: isTerminal ? columns(of: descriptor) : nil)
    }

    /// 80 where the terminal does not say.
    private static func columns(of descriptor: Int32) -> Int {
        var window = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0 else { return 80 }
        return Int(window.ws_col)
    }
}

extension Problem {
    /// The problem with everything that looks like a secret taken out.
    fileprivate var redacted: Problem {
        Problem(
            code: code,
            message: Redaction.redact(message),
            details: details.map(Redaction.redact),
            next: next.map(Redaction.redact)
        )
    }

    /// The problem as the one document of `--json`.
    var document: Value {
        var error: Members = ["code": .string(code), "message": .string(message)]
        if !details.isEmpty { error["details"] = .array(details.map { .string($0) }) }
        if let next { error["next"] = .string(next) }
        return .object(["ok": .bool(false), "changed": .bool(false), "error": .object(error)])
    }
}
