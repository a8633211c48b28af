import CNcurses
import Glibc
import TerminalUI

/// The terminal's descriptor with the modes it had.
struct TerminalDevice {
    let descriptor: Int32
    private let ownsDescriptor: Bool
    private(set) var modes = termios()

    /// Standard input when that and standard output are the terminal, else the controlling terminal.
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

    /// The size that the terminal reports; nil when it reports none.
    var size: Size? {
        var window = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 else {
            return nil
        }
        return Size(columns: Int(window.ws_col), rows: Int(window.ws_row))
    }

    /// Whether bytes wait to be read.
    var hasInput: Bool {
        var count: Int32 = 0
        return ioctl(descriptor, UInt(FIONREAD), &count) == 0 && count > 0
    }

    /// A stream of its own on the terminal; ncurses wants two, and they are closed apart from the descriptor.
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

    /// Puts the modes back; keys that nobody read are dropped, so that the rest of a paste does not reach the shell.
    func restoreModes() {
        var modes = modes
        tcsetattr(descriptor, TCSAFLUSH, &modes)
    }

    /// Writes past ncurses.
    func write(_ text: TerminalText) { TextStream(descriptor).write(text) }

    func close() {
        if ownsDescriptor { _ = Glibc.close(descriptor) }
    }
}
