/// Why no full-screen terminal can be opened; the terminal was not changed.
package enum TerminalError: Error, Sendable, Equatable {
    /// Neither standard input and output nor `/dev/tty` is a terminal.
    case noTerminal
    /// The host has no description of this terminal type; the name is empty if TERM is not set.
    case unknownType(String)
    /// The type is known but cannot position text: `dumb`, a printer.
    case cannotDraw(String)
    /// A system call failed.
    case system(operation: String, errno: Int32)
}
