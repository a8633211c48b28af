import Glibc
import TerminalUI

/// Waiting for keys, signals, wake-ups and the end of the connection, shared by both kinds of terminal.
@MainActor
protocol EventSource: AnyObject {
    var device: TerminalDevice { get }
    /// The descriptor for signals and wake-ups.
    var signals: Int32 { get }
    var decoder: KeyDecoder { get set }
    /// Events that were read but not delivered yet.
    var events: [TerminalEvent] { get set }
    var isHungUp: Bool { get set }
    var watch: FolderWatch { get set }

    /// Reads everything available: signals first, then keys.
    func readAvailable()
}

extension EventSource {
    /// The next event; nil on timeout. Without a timeout it waits for ever.
    func awaitEvent(milliseconds: Int?) -> TerminalEvent? {
        let end = milliseconds.map { MonotonicClock.now().addingReportingOverflow(Int64($0)).partialValue }
        while true {
            if events.isEmpty { readAvailable() }
            if !events.isEmpty { return events.removeFirst() }
            let now = MonotonicClock.now()
            if let end, now >= end { return nil }
            wait(until: [end, decoder.deadline, watch.nextLook].compactMap(\.self).min(), now: now)
        }
    }

    /// Drops pending keys; other events stay.
    func dropKeys() {
        readAvailable()
        decoder.discardTyped()
        events.removeAll { event in
            if case .key = event { true } else { false }
        }
    }

    /// Reports once that the connection is lost.
    func hangUp() {
        guard !isHungUp else { return }
        isHungUp = true
        events.append(.signal(SIGHUP))
    }

    /// Waits for the terminal, a signal or a wake-up, at most until a deadline.
    private func wait(until end: Int64?, now: Int64) {
        var sources = [
            pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
            pollfd(fd: isHungUp ? -1 : device.descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: watch.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        let timeout = end.map { Int32(clamping: max(0, $0 - now)) } ?? -1
        let count = poll(&sources, nfds_t(sources.count), timeout)
        if watch.sawChange(isReadable: sources[2].revents != 0, now: MonotonicClock.now()) {
            events.append(.filesChanged)
        }
        guard count > 0 else { return }
        if Int32(sources[1].revents) & (POLLHUP | POLLERR | POLLNVAL) != 0 { hangUp() }
    }
}
