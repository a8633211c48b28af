/// Why no full-screen terminal can be opened; nothing was changed on it.
package enum TerminalError: Error, Sendable, Equatable {
    /// Neither standard input and output nor `/dev/tty` is a terminal.
    case noTerminal
    /// The host has no description of this type; the name is empty when TERM is not set.
    case unknownType(String)
    /// The type is known but cannot place text freely: `dumb`, a printer.
    case cannotDraw(String)
    /// A system call failed.
    case system(operation: String, errno: Int32)
}
