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
        /// `withInput` has something.
        case input
        /// This one of the other descriptors that were asked about is ready, or has ended.
        case other(Int)
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

    /// A descriptor beside the terminal that is waited for.
    struct Source {
        var descriptor: Int32
        /// Until it can be written, not read.
        var isWriting = false
    }

    /// Waits for a signal, for keys, for one of the others in their order, or for so many milliseconds; nil waits for ever.
    ///
    /// Keys come before the others: a program that writes without end must not keep Ctrl-C from being read.
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
