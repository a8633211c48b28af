import CNcurses
import CSystem
import Glibc
package import TerminalUI

extension NcursesTerminal: EventSource {
    package func nextEvent(timeoutMilliseconds: Int?) -> TerminalEvent? {
        awaitEvent(milliseconds: timeoutMilliseconds)
    }

    package func discardPendingKeys() { dropKeys() }

    func readAvailable() {
        while case let number = csystem_signals_next(), number >= 0 { take(signal: number) }
        guard !isHungUp else { return }
        var keys: [Key] = []
        while let input = readInput() {
            if let input = input.known { keys += decoder.feed(input, at: MonotonicClock.now()) }
        }
        keys += decoder.settle(at: MonotonicClock.now())
        events += keys.map { .key($0) }
    }

    /// One input of ncurses; nil if there is none. `known` is nil for keys without a meaning here.
    private func readInput() -> (known: RawInput?, Void)? {
        let hasInput = device.hasInput
        // ncurses reads ahead, so it has to be called until it reports that its buffer is empty.
        guard hasInput || !isDrained else { return nil }
        // A character may be split between two reads: wait for its rest, but only if it has begun.
        wtimeout(window, hasInput ? 30 : 0)
        var value: wint_t = 0
        let result = wget_wch(window, &value)
        isDrained = result == ERR
        switch result {
        case OK: return (Unicode.Scalar(value).map { .scalar($0) }, ())
        case KEY_CODE_YES: return (KeyCodes.input(of: Int32(bitPattern: value)), ())
        default: return nil
        }
    }

    private func take(signal number: Int32) {
        switch number {
        case 0: events.append(.woken)
        case SIGWINCH:
            if adoptSize() { events.append(.resize(size)) }
        case SIGTSTP:
            if suspend() { events.append(.resumed) }
        case SIGCONT:
            // Stopped by SIGSTOP, which cannot be caught: the shell has used the terminal meanwhile.
            leave()
            comeBack()
            events.append(.resumed)
        default: events.append(.signal(number))
        }
    }
}
