internal import CSystem
internal import Glibc
internal import TerminalUI

/// This process's terminal in raw mode (no echo, no line editing), for one question or one child program.
///
/// A class because it owns the terminal state: `close` restores it, and so do a crash and a terminating signal.
@MainActor
final class RawTerminal {
    enum Event: Equatable {
        /// Bytes are available through `withInput`.
        case input
        /// The descriptor at this index of `others` is ready or closed.
        case other(Int)
        case signal(Int32)
        case timedOut
        /// The terminal was closed.
        case hungUp
    }

    private let found: termios
    private let signals: Int32
    private let reset: StaticString
    private var isOpen = true
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 1)
    private var filled = 0

    /// Takes over standard input and output; nil if they are not a terminal.
    /// - Parameters:
    ///   - enter: written at the start.
    ///   - reset: written at the end, however the process ends.
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

    /// Restores the terminal. Unread input is discarded, so that the rest of a paste does not reach the shell.
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

    /// Another descriptor to wait for.
    struct Source {
        var descriptor: Int32
        /// True: wait until it is writable; false: until it is readable.
        var isWriting = false
    }

    /// Waits for a signal, for keys, for one of the others in order, or for the timeout; without a timeout it waits for
    /// ever.
    ///
    /// Keys take precedence over the others: a child that writes without end must not keep Ctrl-C from being read.
    func next(or others: [Source] = [], timeoutMilliseconds: Int? = nil) -> Event {
        let sources = [Source(descriptor: STDIN_FILENO), Source(descriptor: signals)] + others
        while true {
            let signal = csystem_signals_next()
            if signal > 0 { return .signal(signal) }
            var polled = sources.map {
                pollfd(fd: $0.descriptor, events: Int16($0.isWriting ? POLLOUT : POLLIN), revents: 0)
            }
            let timeout = timeoutMilliseconds.map { Int32(clamping: max(0, $0)) } ?? -1
            let count = poll(&polled, nfds_t(polled.count), timeout)
            if count == 0 { return .timedOut }
            guard count > 0 else { continue }
            if polled[0].revents & Int16(POLLIN) != 0 { return fill() }
            if polled[0].revents != 0 { return .hungUp }
            if let ready = polled.dropFirst(2).firstIndex(where: { $0.revents != 0 }) { return .other(ready - 2) }
        }
    }

    private func fill() -> Event {
        filled = Glibc.read(STDIN_FILENO, buffer.baseAddress, buffer.count)
        if filled > 0 { return .input }
        return filled < 0 && errno == EINTR ? .timedOut : .hungUp
    }

    /// Passes the bytes that were read to `body` and zeroes them afterwards.
    func withInput(_ body: (UnsafeRawBufferPointer) -> Void) {
        body(UnsafeRawBufferPointer(rebasing: buffer[..<max(0, filled)]))
        csystem_wipe(buffer.baseAddress, max(0, filled))
        filled = 0
    }

    /// Columns and rows; 80 by 24 if the terminal does not report a size.
    var size: (columns: Int, rows: Int) {
        var window = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 else {
            return (80, 24)
        }
        return (Int(window.ws_col), Int(window.ws_row))
    }

    func write(_ text: TerminalText) { TextStream.standardOutput.write(text) }
}
