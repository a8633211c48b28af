internal import CSystem
internal import Glibc
internal import Secrets

/// A child with its own pseudo-terminal.
///
/// Only `stop` and `finish` wait for it, and for a bounded time: a program that never reads its input, or closes its
/// terminal and keeps running, blocks nothing. A class because it represents one process.
package final class TerminalChild {
    /// The master side of the terminal, for poll(2): readable when the child has written.
    package let descriptor: Int32
    /// The slave side, kept open here too: a program that closes its terminal can reopen it, and Ctrl-C still reaches
    /// it.
    private var other: Int32
    private let child: Child
    /// Input that the terminal has not accepted yet.
    private var keys = SecretBuffer()

    /// Maximum size of that input in bytes; further input is dropped.
    private static let keyLimit = 1 << 16
    /// Bytes per read.
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

    // MARK: - Output and input

    package var processID: Int32 { child.processID }
    /// For poll(2): readable once the process has ended; -1 if `waitLimit` has to be used instead.
    package var exitDescriptor: Int32 { child.exitDescriptor }
    /// The longest wait before `hasEnded` has to be polled, in milliseconds; nil with a pidfd.
    package var waitLimit: Int64? { child.waitLimit }
    package var hasEnded: Bool { child.end() != nil }
    /// Whether input is waiting: poll(2) reports when `descriptor` is writable.
    package var hasKeysWaiting: Bool { !keys.isEmpty }

    /// Passes some new output to `body` and zeroes it, because it may contain a token. False if there is none now.
    package func read(_ body: (UnsafeRawBufferPointer) -> Void) -> Bool {
        withUnsafeTemporaryAllocation(byteCount: Self.chunk, alignment: 1) { buffer in
            var count: Int
            repeat {
                count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            } while count < 0 && errno == EINTR
            // EIO: the slave side is closed everywhere.
            guard count > 0 else { return false }
            body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            csystem_wipe(buffer.baseAddress, count)
            return true
        }
    }

    /// Sends input; what the terminal does not accept at once is queued.
    package func press(_ bytes: UnsafeRawBufferPointer) {
        keys.append(contentsOf: bytes.prefix(max(0, Self.keyLimit - keys.count)))
        pressWaiting()
    }

    /// Sends queued input, as much as the terminal accepts.
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

    // MARK: - End

    /// Ends it, its process group, and the foreground job of its terminal; at once if they do not resist.
    package func stop() {
        child.stop(alsoGroup: tcgetpgrp(descriptor))
    }

    /// After its end: passes the remaining output to `body`; returns the exit code, or 128 plus the signal's number.
    package func finish(_ body: (UnsafeRawBufferPointer) -> Void) -> Int32 {
        // With the slave side closed here too, the terminal reports when no more output can follow.
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
