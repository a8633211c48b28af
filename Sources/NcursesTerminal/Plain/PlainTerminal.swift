import CNcurses
import CSystem
import Glibc
package import TerminalUI

/// This process's terminal in append-only line mode; works with any terminal type, without ncurses.
///
/// The terminal is restored by `close`, on a crash, on `exit`, while suspended, and when a signal ends the program.
@MainActor
package final class PlainTerminal: LineTerminal, EventSource {
    let device: TerminalDevice
    let signals: Int32
    private let unicode: Bool
    /// The sequences for bracketed paste, if the type is known to support it.
    private let pasteModes: (on: StaticString, off: StaticString)
    private var input = ByteInput()
    var decoder = KeyDecoder()
    var events: [TerminalEvent] = []
    var isHungUp = false
    /// Written lines do not change, so nothing is watched.
    var watch = FolderWatch()
    private var isOpen = true

    /// Opens the terminal that `environment` describes (TERM, locale).
    package init(environment: [String: String]) throws(TerminalError) {
        let device = try TerminalDevice()
        signals = csystem_signals_open()
        guard signals >= 0 else {
            device.close()
            throw .system(operation: "pipe", errno: -signals)
        }
        self.device = device
        unicode = TerminalLocale.adopt(environment)
        pasteModes = Self.marksPastes(environment["TERM"] ?? "") ? ("\u{1B}[?2004h", "\u{1B}[?2004l") : ("", "")
        var modes = device.modes
        pasteModes.off.withUTF8Buffer { csystem_crash_guard(device.descriptor, &modes, $0.baseAddress, $0.count) }
        enter()
    }

    /// Terminal types with bracketed paste; elsewhere a paste is recognised by its speed.
    private static func marksPastes(_ type: String) -> Bool {
        let families = [
            "xterm", "screen", "tmux", "rxvt", "vte", "konsole", "alacritty", "foot", "kitty", "linux", "putty",
        ]
        return families.contains { type.hasPrefix($0) }
    }

    package var columns: Int { device.size?.columns ?? 80 }

    package func write(_ text: TerminalText) {
        guard isOpen, !isHungUp else { return }
        device.write(unicode ? text : text.ascii)
    }

    package func nextEvent(timeoutMilliseconds: Int?) -> TerminalEvent? {
        awaitEvent(milliseconds: timeoutMilliseconds)
    }

    package nonisolated func wake() { csystem_signals_wake() }

    package func discardPendingKeys() { dropKeys() }

    package func suspend() -> Bool {
        guard isOpen else { return false }
        leave()
        let wasStopped = csystem_signals_stop() == 1
        enter()
        return wasStopped
    }

    package func close() {
        guard isOpen else { return }
        isOpen = false
        leave()
        csystem_crash_unguard()
        csystem_signals_close()
        device.close()
    }

    // MARK: - Modes

    /// Unbuffered input without echo, because it may be a secret.
    private func enter() {
        var modes = device.modes
        modes.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG | IEXTEN)
        modes.c_iflag &= ~tcflag_t(IXON | INLCR | IGNCR)
        modes.c_iflag |= tcflag_t(ICRNL)
        tcsetattr(device.descriptor, TCSADRAIN, &modes)
        device.write(TerminalText(pasteModes.on))
    }

    private func leave() {
        device.write(TerminalText(pasteModes.off))
        device.restoreModes()
    }

    // MARK: - Input

    func readAvailable() {
        while case let number = csystem_signals_next(), number >= 0 { take(signal: number) }
        guard !isHungUp else { return }
        let now = MonotonicClock.now()
        var keys: [Key] = []
        while device.hasInput { feed(readBytes(), at: now, into: &keys) }
        for input in input.settle() { keys += decoder.feed(input, at: now) }
        keys += decoder.settle(at: now)
        events += keys.map { .key($0) }
    }

    private func feed(_ inputs: [RawInput], at now: Int64, into keys: inout [Key]) {
        for input in inputs { keys += decoder.feed(input, at: now) }
    }

    private func readBytes() -> [RawInput] {
        let size = 4096
        let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 1)
        defer {
            csystem_wipe(bytes.baseAddress, size)
            bytes.deallocate()
        }
        let count = read(device.descriptor, bytes.baseAddress, size)
        if count == 0 { hangUp() }
        return count > 0 ? input.feed(bytes.prefix(count)) : []
    }

    private func take(signal number: Int32) {
        switch number {
        case 0: events.append(.woken)
        case SIGWINCH: break
        case SIGTSTP: if suspend() { events.append(.resumed) }
        case SIGCONT:
            // Stopped by SIGSTOP, which cannot be caught: the shell has set its own modes meanwhile.
            enter()
            events.append(.resumed)
        default: events.append(.signal(number))
        }
    }
}
