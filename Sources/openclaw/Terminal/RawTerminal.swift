internal import CSystem
internal import Glibc
internal import TerminalUI

/// The terminal of this process without echo and line editing, for one question or one program run inside it.
///
/// A class because it is the terminal's state: `close` puts it back as it was found, and so do a crash and a signal that
/// ends the process.
@MainActor
final class RawTerminal {
    enum Event: Equatable {
        /// `forEachByte` has something.
        case input
        /// The other descriptor that was asked about can be read, or has ended.
        case other
        case signal(Int32)
        case timedOut
        /// The terminal is gone.
        case hungUp
    }

    private let found: termios
    private let signals: Int32
    private let reset: StaticString
    private var isOpen = true
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 1)
    private var filled = 0

    /// Takes over standard input and output; nil when they are no terminal.
    /// - Parameters:
    ///   - enter: what is written at the start.
    ///   - reset: what is written at the end, whatever the end is.
    init?(enter: TerminalText, reset: StaticString) {
        var modes = termios()
        guard isatty(STDOUT_FILENO) == 1, tcgetattr(STDIN_FILENO, &modes) == 0 else { return nil }
        found = modes
        self.reset = reset
        signals = csystem_signals_open()
        reset.withUTF8Buffer { csystem_crash_guard(STDIN_FILENO, &modes, $0.baseAddress, $0.count) }
        cfmakeraw(&modes)
        tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
        write(enter)
    }

    /// Puts the terminal back; keys that nobody read are dropped, so that the rest of a paste does not reach the shell.
    func close() {
        guard isOpen else { return }
        isOpen = false
        csystem_wipe(buffer.baseAddress, buffer.count)
        buffer.deallocate()
        write(TerminalText(reset))
        var modes = found
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &modes)
        csystem_crash_unguard()
        csystem_signals_close()
    }

    /// Waits for keys, for the other descriptor, for a signal, or for so many milliseconds; nil waits for ever.
    func next(or other: Int32 = -1, timeoutMilliseconds: Int? = nil) -> Event {
        while true {
            let signal = csystem_signals_next()
            if signal > 0 { return .signal(signal) }
            var polled = [STDIN_FILENO, signals, other].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            let count = poll(&polled, 3, timeoutMilliseconds.map { Int32(clamping: max(0, $0)) } ?? -1)
            if count == 0 { return .timedOut }
            guard count > 0 else { continue }
            if polled[2].revents != 0 { return .other }
            if polled[0].revents & Int16(POLLIN) != 0 { return fill() }
            if polled[0].revents != 0 { return .hungUp }
        }
    }

    private func fill() -> Event {
        filled = Glibc.read(STDIN_FILENO, buffer.baseAddress, buffer.count)
        if filled > 0 { return .input }
        return filled < 0 && errno == EINTR ? .timedOut : .hungUp
    }

    /// Lends the bytes that were read, and zeroes them.
    func withInput(_ body: (UnsafeRawBufferPointer) -> Void) {
        body(UnsafeRawBufferPointer(rebasing: buffer[..<max(0, filled)]))
        csystem_wipe(buffer.baseAddress, max(0, filled))
        filled = 0
    }

    /// Columns and rows; 80 by 24 where the terminal does not say.
    var size: (columns: Int, rows: Int) {
        var window = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 else {
            return (80, 24)
        }
        return (Int(window.ws_col), Int(window.ws_row))
    }

    func write(_ text: TerminalText) { TextStream.standardOutput.write(text) }
}
