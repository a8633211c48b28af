internal import GatewayHost
internal import Glibc
internal import JSON5
internal import Secrets

/// Parses the value of `config set`: JSON5, or a plain string if it is not JSON5; `-` reads it from standard input.
enum ConfigValueInput {
    /// In bytes; far above any real config value.
    private static let limit = 1 << 20

    static func read(_ argument: String) throws(Problem) -> Value {
        guard argument == "-" else {
            if Redaction.looksSecret(argument) { Console.error(Words.text("hint.argv.config")) }
            return value(argument)
        }
        guard isatty(STDIN_FILENO) == 0 else {
            throw Problem(
                code: "input-is-terminal",
                message: Words.text("error.value.terminal"),
                next: Words.text("error.value.terminal.next")
            )
        }
        return value(try standardInput())
    }

    /// JSON5 by the gateway's rules; anything else is taken as a string.
    private static func value(_ text: String) -> Value {
        (try? Document(parsing: text).root) ?? .string(text)
    }

    /// All of standard input, without trailing line breaks.
    private static func standardInput() throws(Problem) -> String {
        let bytes: [UInt8]
        do throws(PlainInput.Failure) {
            bytes = try PlainInput.bytes(from: STDIN_FILENO, limit: limit)
        } catch {
            throw error.number == EFBIG ? noText : unreadable(error.reason)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw noText }
        return String(text.reversed().drop { $0.isNewline }.reversed())
    }

    private static var noText: Problem {
        Problem(code: "bad-value", message: Words.text("error.value.bytes", ["limit": String(limit)]))
    }

    private static func unreadable(_ reason: String) -> Problem {
        Problem(
            code: "unreadable-value",
            message: Words.text(
                "error.secret.unreadable",
                ["path": Words.text("word.standardInput"), "reason": reason]
            )
        )
    }
}
