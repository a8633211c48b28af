internal import CSystem
internal import Glibc
internal import Secrets

/// A program with a terminal of its own, whose other side is here.
///
/// Nothing here waits for the program but `stop` and `finish`, and those not for long: one that never reads its keyboard,
/// or closes its terminal and goes on, holds nobody up. A class because a process is one.
package final class TerminalChild {
    /// Our side of its terminal, for poll(2): readable when it has drawn something.
    package let descriptor: Int32
    /// Its own side, open here too: a program that closes its terminal can open it again, and a Ctrl-C still reaches it.
    private var other: Int32
    private let child: Child
    /// Keys that the terminal did not take yet.
    private var keys = SecretBuffer()

    /// So many bytes of keys wait for a program that does not read; what comes beyond is dropped.
    private static let keyLimit = 1 << 16
    /// What is read at once.
    private static let chunk = 1024

    package init(_ command: ChildCommand, columns: Int, rows: Int) throws(ChildError) {
        var (master, slave): (Int32, Int32) = (-1, -1)
        var window = Self.window(columns, rows)
        guard openpty(&master, &slave, nil, nil, &window) == 0 else { throw .failed(code: errno) }
        for end in [master, slave] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(master, F_SETFL, O_NONBLOCK)
        do throws(ChildError) {
            let streams = Child.Streams(standard: (slave, slave, slave), controlsTerminal: true)
            child = try Child(command, streams)
        } catch {
            close(master)
            close(slave)
            throw error
        }
        (descriptor, other) = (master, slave)
    }

    deinit {
        closeOther()
        close(descriptor)
    }

    private static func window(_ columns: Int, _ rows: Int) -> winsize {
        winsize(ws_row: UInt16(clamping: rows), ws_col: UInt16(clamping: columns), ws_xpixel: 0, ws_ypixel: 0)
    }

    // MARK: - Its screen and keyboard

    package var processID: Int32 { child.processID }
    /// For poll(2): readable when it has ended; -1 where `waitLimit` says how often to ask.
    package var exitDescriptor: Int32 { child.exitDescriptor }
    /// The longest wait before `hasEnded` is to be asked, in milliseconds; nil where `exitDescriptor` tells it.
    package var waitLimit: Int64? { child.waitLimit }
    package var hasEnded: Bool { child.end() != nil }
    /// Keys wait until its terminal can take more: poll(2) tells when `descriptor` can be written.
    package var hasKeysWaiting: Bool { !keys.isEmpty }

    /// Lends some of what it has drawn since, and zeroes it: a token may be in it. False when there is nothing now.
    package func read(_ body: (UnsafeRawBufferPointer) -> Void) -> Bool {
        withUnsafeTemporaryAllocation(byteCount: Self.chunk, alignment: 1) { buffer in
            var count: Int
            repeat {
                count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            } while count < 0 && errno == EINTR
            // EIO: nobody has its side open any more.
            guard count > 0 else { return false }
            body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            csystem_wipe(buffer.baseAddress, count)
            return true
        }
    }

    /// Presses keys; what its terminal does not take at once waits.
    package func press(_ bytes: UnsafeRawBufferPointer) {
        keys.append(contentsOf: bytes.prefix(max(0, Self.keyLimit - keys.count)))
        pressWaiting()
    }

    /// Gives its terminal the keys that wait, as many as it takes.
    package func pressWaiting() {
        let waiting = keys.secret
        var written = 0
        waiting.withUTF8 { bytes in
            guard let start = bytes.baseAddress else { return }
            while written < bytes.count {
                let count = write(descriptor, start + written, bytes.count - written)
                guard count > 0 || count < 0 && errno == EINTR else { return }
                written += max(0, count)
            }
        }
        guard written > 0 else { return }
        keys.removeAll()
        waiting.withUTF8 { keys.append(contentsOf: $0.dropFirst(written)) }
    }

    package func resize(columns: Int, rows: Int) {
        var window = Self.window(columns, rows)
        _ = ioctl(descriptor, UInt(TIOCSWINSZ), &window)
    }

    // MARK: - Its end

    /// Ends it, all that it started in its group, and the job in front on its terminal: at once where they let it.
    package func stop() {
        child.stop(alsoGroup: tcgetpgrp(descriptor))
    }

    /// Lends the rest of what it has drawn, now that it has ended; its exit code, or 128 and the number of the signal.
    package func finish(_ body: (UnsafeRawBufferPointer) -> Void) -> Int32 {
        // With its side closed here as well, the terminal says when nothing more can come.
        closeOther()
        let end = MonotonicTime.now() + PipedChild.drainMilliseconds
        while MonotonicTime.now() < end {
            while MonotonicTime.now() < end, read(body) {}
            var source = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            Glibc.poll(&source, 1, Int32(clamping: end - MonotonicTime.now()))
            if source.revents & Int16(POLLIN) == 0 { break }
        }
        return child.end() ?? 128 + SIGKILL
    }

    private func closeOther() {
        guard other >= 0 else { return }
        close(other)
        other = -1
    }
}
