internal import GatewayHost
internal import NcursesTerminal

/// The message for a terminal that cannot be opened; ncurses is never allowed to exit the process itself.
enum TerminalWords {
    /// - Parameter next: a command that does without a terminal.
    static func problem(_ error: TerminalError, next: String) -> Problem {
        let (key, values): (String, [String: String]) =
            switch error {
            case .noTerminal: ("none", [:])
            case .unknownType(""): ("noType", [:])
            case .unknownType(let name): ("unknownType", ["name": name])
            case .cannotDraw(let name): ("cannotDraw", ["name": name])
            case .system(let operation, let number): ("system", ["operation": operation, "number": String(number)])
            }
        return Problem(
            code: "terminal-" + key,
            message: Words.text("terminal." + key, values),
            details: [Words.text("terminal.accessible")],
            next: next
        )
    }
}
