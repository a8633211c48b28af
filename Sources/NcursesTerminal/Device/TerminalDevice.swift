import CNcurses
import Glibc
import TerminalUI

/// The terminal's descriptor and its original modes.
struct TerminalDevice {
    let descriptor: Int32
    private let ownsDescriptor: Bool
    private(set) var modes = termios()

    /// Standard input if it and standard output are the terminal, else the controlling terminal.
    init() throws(TerminalError) {
        if isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 {
            (descriptor, ownsDescriptor) = (STDIN_FILENO, false)
        } else {
            descriptor = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)
            ownsDescriptor = true
            guard descriptor >= 0 else { throw .noTerminal }
        }
        guard tcgetattr(descriptor, &modes) == 0 else {
            let error = errno
            close()
            throw .system(operation: "tcgetattr", errno: error)
        }
    }

    /// The size reported by the terminal; nil if it reports none.
    var size: Size? {
        var window = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 else {
            return nil
        }
        return Size(columns: Int(window.ws_col), rows: Int(window.ws_row))
    }

    /// Whether input is available.
    var hasInput: Bool {
        var count: Int32 = 0
        return ioctl(descriptor, UInt(FIONREAD), &count) == 0 && count > 0
    }

    /// A separate stdio stream on the terminal; ncurses needs two, which are closed separately from the descriptor.
    func stream(_ mode: String) throws(TerminalError) -> UnsafeMutablePointer<FILE> {
        let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
        guard copy >= 0 else { throw .system(operation: "dup", errno: errno) }
        guard let stream = fdopen(copy, mode) else {
            let error = errno
            _ = Glibc.close(copy)
            throw .system(operation: "fdopen", errno: error)
        }
        return stream
    }

    /// Restores the modes and discards unread input, so that the rest of a paste does not reach the shell.
    func restoreModes() {
        var modes = modes
        tcsetattr(descriptor, TCSAFLUSH, &modes)
    }

    /// Writes without ncurses.
    func write(_ text: TerminalText) { TextStream(descriptor).write(text) }

    func close() {
        if ownsDescriptor { _ = Glibc.close(descriptor) }
    }
}
