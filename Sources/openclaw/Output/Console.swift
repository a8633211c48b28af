internal import GatewayHost
internal import Glibc
internal import JSON5
internal import Secrets

/// Lines on the standard streams, in columns and colours where a person looks at a terminal.
enum Console {
    /// Writes to standard output; a closed reader ends the process as a shell expects, without a trace.
    static func output(_ text: String) {
        write(text, to: STDOUT_FILENO)
    }

    /// A report, laid out for what standard output is.
    static func output(_ report: [ReportLine]) {
        output(ConsoleText.live(STDOUT_FILENO).lines(report).joined(separator: "\n"))
    }

    /// The lines of a plan or of what became of it; the first one says what was done.
    static func output(plan lines: [String], isDone: Bool = false) {
        guard let first = lines.first else { return }
        let title: ReportLine = .sentence(first, isDone ? .ok : .heading)
        output([title] + ReportLine.plan(Array(lines.dropFirst())))
    }

    static func error(_ text: String) {
        write(text, to: STDERR_FILENO)
    }

    /// One document on standard output, two-space JSON.
    static func output(json value: Value) {
        write(value.jsonBytes(), to: STDOUT_FILENO)
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
        error(palette.dressed(Words.text("error.prefix", ["message": ""]), as: .error) + problem.message)
        for detail in problem.details { error("  " + detail) }
        guard let next = problem.next else { return }
        error(palette.dressed(Words.text("error.next", ["next": ""]), as: .heading) + next)
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

    private static func write(_ text: String, to descriptor: Int32) {
        write(Array(text.utf8), to: descriptor)
    }

    /// Writes a text and ends its last line.
    private static func write(_ text: consuming [UInt8], to descriptor: Int32) {
        if text.last != UInt8(ascii: "\n") { text.append(UInt8(ascii: "\n")) }
        var rest = text[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                let number = errno
                switch number {
                case EINTR: continue
                case EIO: return  // The terminal is gone; nobody is left to read it.
                case _ where descriptor == STDERR_FILENO: return  // Nobody can be told; what was asked goes on.
                case EPIPE: exit(128 + SIGPIPE)
                default: leave(because: number)
                }
            }
            rest = rest.dropFirst(count)
        }
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
