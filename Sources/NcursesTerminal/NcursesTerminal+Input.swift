import CNcurses
import CSystem
import Glibc
package import TerminalUI

extension NcursesTerminal {
    package func nextEvent(timeoutMilliseconds: Int?) -> TerminalEvent? {
        let end = timeoutMilliseconds.map { MonotonicClock.now().addingReportingOverflow(Int64($0)).partialValue }
        while true {
            if events.isEmpty { readAvailable() }
            if !events.isEmpty { return events.removeFirst() }
            let now = MonotonicClock.now()
            if let end, now >= end { return nil }
            wait(until: [end, decoder.deadline].compactMap(\.self).min(), now: now)
        }
    }

    package func discardPendingKeys() {
        readAvailable()
        decoder.discardTyped()
        events.removeAll { event in
            if case .key = event { true } else { false }
        }
    }

    /// Takes what is there: signals first, then keys.
    private func readAvailable() {
        while case let number = csystem_signals_next(), number >= 0 { take(signal: number) }
        guard !isHungUp else { return }
        var keys: [Key] = []
        while let input = readInput() {
            if let input = input.known { keys += decoder.feed(input, at: MonotonicClock.now()) }
        }
        keys += decoder.settle(at: MonotonicClock.now())
        events += keys.map { .key($0) }
    }

    /// One input of ncurses; nil when there is none, `known` nil for keys that mean nothing here.
    private func readInput() -> (known: RawInput?, Void)? {
        let hasInput = device.hasInput
        // ncurses reads ahead; only what it has not said to be all is worth a call.
        guard hasInput || !isDrained else { return nil }
        // A character may be torn between two reads: wait for its rest, but only when it has begun.
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
            // Stopped by SIGSTOP, which nobody can catch: the shell has used the terminal meanwhile.
            leave()
            comeBack()
            events.append(.resumed)
        default: events.append(.signal(number))
        }
    }

    /// Waits for the terminal, a signal or a wake, at most until a time.
    private func wait(until end: Int64?, now: Int64) {
        var sources = [
            pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
            pollfd(fd: isHungUp ? -1 : device.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        let timeout = end.map { Int32(clamping: max(0, $0 - now)) } ?? -1
        guard poll(&sources, nfds_t(sources.count), timeout) > 0 else { return }
        let lost = Int32(sources[1].revents) & (POLLHUP | POLLERR | POLLNVAL) != 0
        if lost, !isHungUp {
            isHungUp = true
            events.append(.signal(SIGHUP))
        }
    }
}
