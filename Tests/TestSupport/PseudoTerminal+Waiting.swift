import Glibc
package import TerminalUI

/// Why a wait of a test failed.
package enum PseudoTerminalError: Error, CustomStringConvertible {
    case notStarted(program: String, errno: Int32)
    /// Timeout; with the screen at that time.
    case timedOut(screen: [String])
    /// The program ended while a test waited for something on its screen.
    case ended(PseudoTerminal.Ending, screen: [String])

    package var description: String {
        switch self {
        case .notStarted(let program, let errno): "cannot start \(program): errno \(errno)"
        case .timedOut(let screen): "timed out; the screen is\n" + screen.joined(separator: "\n")
        case .ended(let ending, let screen): "\(ending); the screen is\n" + screen.joined(separator: "\n")
        }
    }
}

extension PseudoTerminal {
    /// Waits until the condition holds; throws if the program ends or the timeout expires first.
    package func wait(timeout: Duration = .seconds(20), until condition: (VirtualScreen) -> Bool) throws {
        let end = ContinuousClock.now + timeout
        while !condition(screen) {
            guard pump(until: end) else {
                if condition(screen) { return }
                if let ending { throw PseudoTerminalError.ended(ending, screen: screen.lines) }
                throw PseudoTerminalError.timedOut(screen: screen.lines)
            }
        }
    }

    /// Waits until the program has written nothing for a while, so that the frame is complete.
    package func settle(quiet: Duration = .milliseconds(40)) {
        while pump(until: ContinuousClock.now + quiet) {}
    }

    /// Waits for the end of the program; remaining output is shown.
    package func waitForExit(timeout: Duration = .seconds(20)) throws -> Ending {
        let end = ContinuousClock.now + timeout
        while pump(until: end) {}
        guard let ending else { throw PseudoTerminalError.timedOut(screen: screen.lines) }
        return ending
    }

    /// Shows the next output; false if the program ended or the time is over.
    @discardableResult
    func pump(until end: ContinuousClock.Instant) -> Bool {
        while ending == nil || descriptor >= 0 {
            if readOnce() { return true }
            if ending != nil { return false }
            reap()
            guard ending == nil else { continue }
            let left = ContinuousClock.now.duration(to: end)
            guard left > .zero else { return false }
            // Woken by output or a closed terminal; the end of a program that leaves its terminal open to others is
            // polled.
            var source = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let milliseconds = Int32(
                clamping: left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000
            )
            poll(&source, 1, min(20, milliseconds + 1))
            if source.revents & Int16(POLLIN) == 0, source.revents != 0 { reap(waits: true) }
        }
        return false
    }

    /// Reads available output; false if there is none.
    private func readOnce() -> Bool {
        guard descriptor >= 0 else { return false }
        var buffer = [UInt8](repeating: 0, count: 65536)
        let count = read(descriptor, &buffer, buffer.count)
        guard count > 0 else { return false }
        show(buffer[..<count])
        // Answers the program's queries to its terminal.
        write(screen.takeOutput())
        return true
    }

    private func reap(waits: Bool = false) {
        var status: Int32 = 0
        guard ending == nil, waitpid(processID, &status, waits ? 0 : WNOHANG) == processID else { return }
        // WIFEXITED and WEXITSTATUS are macros.
        ending = status & 0x7F == 0 ? .exited((status >> 8) & 0xFF) : .signalled(status & 0x7F)
    }
}

// MARK: - Typing

extension PseudoTerminal {
    /// Sends several keys at once.
    package func send(_ keys: Key...) {
        for key in keys { screen.bytes(for: key).map(write) }
    }

    /// Sends bytes unchanged.
    package func send(bytes text: String) {
        write(Array(text.utf8))
    }

    /// Sends bytes unchanged, including parts of a character.
    package func send(raw bytes: [UInt8]) {
        write(bytes)
    }

    /// Types characters slowly enough not to count as a paste: each is sent after the previous one was answered.
    package func type(_ text: String) {
        for character in text {
            send(.character(character))
            settle(quiet: .milliseconds(60))
        }
    }

    /// Pastes as a terminal does: with paste marks if the program enabled them and `marked` is true.
    package func paste(_ text: String, marked: Bool = true) {
        write(marked ? screen.bytes(forPasting: text) : text.utf8.map { $0 == 0x0A ? 0x0D : $0 })
    }

    /// Writes all bytes; while the terminal's buffer is full, reads the program's output.
    func write(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty, descriptor >= 0 {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else {
                guard errno == EAGAIN || errno == EINTR else { return }
                var source = pollfd(fd: descriptor, events: Int16(POLLIN | POLLOUT), revents: 0)
                guard poll(&source, 1, 20_000) > 0 else { return }
                if source.revents & Int16(POLLIN) != 0 { _ = readOnce() }
            }
        }
    }
}
