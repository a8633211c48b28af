internal import GatewayHost
internal import Glibc
internal import JSON5
internal import Secrets

/// Plain lines on the standard streams.
enum Console {
    /// Writes to standard output; a closed reader ends the process as a shell expects, without a trace.
    static func output(_ text: String) {
        write(text, to: STDOUT_FILENO)
    }

    static func error(_ text: String) {
        write(text, to: STDERR_FILENO)
    }

    /// One document on standard output, two-space JSON.
    static func output(json value: Value) {
        output(value.json())
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
        error(Words.text("error.prefix", ["message": problem.message]))
        for detail in problem.details { error("  " + detail) }
        if let next = problem.next { error(Words.text("error.next", ["next": next])) }
    }

    private static func write(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)
        if bytes.last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                switch errno {
                case EINTR: continue
                case EIO: return  // The terminal is gone; nobody is left to read it.
                case EPIPE: exit(128 + SIGPIPE)
                default: exit(1)
                }
            }
            rest = rest.dropFirst(count)
        }
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
