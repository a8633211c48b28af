internal import CSystem
internal import Glibc

/// A running child process. It leads its own session, so that keys pressed in our terminal do not signal it.
///
/// Only its own end counts, not that of its streams, because processes it leaves behind can keep those open. The end is
/// watched through a pidfd, so there is no polling. A class because it represents one process; used only on the thread
/// that started it. If it is released while the process runs, the process is killed.
package final class Child {
    package let processID: Int32
    /// Readable once the process has ended; -1 on kernels without pidfd, where it is polled.
    private let watch: Int32
    private var code: Int32?

    /// How long the process may take to end after SIGTERM, in milliseconds.
    private static let graceMilliseconds: Int64 = 2000
    /// How long to wait after SIGKILL, in milliseconds; a process that hangs in the kernel may take longer.
    private static let killedMilliseconds: Int64 = 1000
    /// The polling interval without a pidfd, in milliseconds.
    private static let lookMilliseconds: Int64 = 20

    /// The standard streams and the other descriptors of the child.
    struct Streams {
        var standard: (Int32, Int32, Int32)
        /// Becomes descriptor 3; -1 for none.
        var kept: Int32 = -1
        /// Its standard input is a terminal, which becomes the controlling terminal of its session.
        var controlsTerminal = false
    }

    /// - Parameter exitWatch: creates the pidfd; replaced in tests.
    init(
        _ command: ChildCommand,
        _ streams: Streams,
        exitWatch: (Int32) -> Int32 = csystem_exit_watch
    ) throws(ChildError) {
        let arguments: [UnsafeMutablePointer<CChar>?] = command.arguments.map { strdup($0) }
        let variables: [UnsafeMutablePointer<CChar>?] = command.environment.map { strdup("\($0.key)=\($0.value)") }
        defer { for pointer in arguments + variables { free(pointer) } }
        var process: pid_t = 0
        let code = command.program.withCString { program in
            (arguments + [nil]).withUnsafeBufferPointer { arguments in
                (variables + [nil]).withUnsafeBufferPointer { variables -> Int32 in
                    guard let arguments = arguments.baseAddress, let variables = variables.baseAddress else {
                        return EINVAL
                    }
                    var child = csystem_child(
                        program: program,
                        arguments: arguments,
                        environment: variables,
                        standard: streams.standard,
                        kept: streams.kept,
                        controls_terminal: streams.controlsTerminal ? 1 : 0,
                        last_signal: command.lastSignal
                    )
                    return csystem_start(&process, &child)
                }
            }
        }
        guard code == 0 else { throw .failed(code: code) }
        processID = process
        watch = exitWatch(process)
    }

    deinit {
        if end() == nil {
            kill(-processID, SIGKILL)
            wait(until: MonotonicTime.now() + Self.killedMilliseconds)
        }
        if watch >= 0 { close(watch) }
    }

    /// For poll(2): readable once the process has ended; -1 if `waitLimit` has to be used instead.
    package var exitDescriptor: Int32 { watch }
    /// The longest wait before the end has to be polled, in milliseconds; nil with a pidfd.
    package var waitLimit: Int64? { watch >= 0 ? nil : Self.lookMilliseconds }

    /// The exit code, or 128 plus the number of the signal that ended it; nil while it runs. Never blocks.
    package func end() -> Int32? {
        if let code { return code }
        var status: Int32 = 0
        let found = waitpid(processID, &status, WNOHANG)
        // Another part of the process has reaped it, so its exit code is unknown.
        if found < 0, errno == ECHILD { status = 255 << 8 } else if found != processID { return nil }
        let signal = status & 0x7F
        code = signal == 0 ? (status >> 8) & 0xFF : 128 + signal
        return code
    }

    /// Ends the process group: SIGTERM, then SIGKILL after two seconds.
    ///
    /// - Parameter other: another process group, such as the foreground job of its terminal; 0 for none.
    func stop(alsoGroup other: Int32 = 0) {
        guard end() == nil else { return }
        let groups = [processID, other].filter { $0 > 1 }
        for group in groups {
            kill(-group, SIGTERM)
            // A stopped process handles no signal before SIGCONT.
            kill(-group, SIGCONT)
        }
        waitUnreaped(until: MonotonicTime.now() + Self.graceMilliseconds)
        // Before reaping: until then the process id is not reused, and members of its group may still exist.
        for group in groups { kill(-group, SIGKILL) }
        wait(until: MonotonicTime.now() + Self.killedMilliseconds)
    }

    /// Waits for its end, at most until the deadline.
    private func wait(until deadline: Int64) {
        waitUnreaped(until: deadline)
        _ = end()
    }

    private func waitUnreaped(until deadline: Int64) {
        while !hasEnded, MonotonicTime.now() < deadline { _ = poll([], until: deadline) }
    }

    /// Whether it has ended; it is not reaped, so its group can still be signalled.
    private var hasEnded: Bool {
        guard code == nil else { return true }
        var info = siginfo_t()
        // 0 without a process id means that it still runs.
        return waitid(P_PID, id_t(processID), &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_signo == SIGCHLD
    }

    /// Waits until a source is ready, the process has ended, or the deadline; returns the results in the order of the
    /// sources.
    func poll(_ sources: [pollfd], until deadline: Int64) -> [pollfd] {
        // Do not watch a process that has ended already.
        let isRunning = code == nil
        var polled = sources + [pollfd(fd: isRunning ? watch : -1, events: Int16(POLLIN), revents: 0)]
        let left = min(max(0, deadline - MonotonicTime.now()), isRunning ? waitLimit ?? .max : .max)
        Glibc.poll(&polled, nfds_t(polled.count), Int32(clamping: left))
        return Array(polled.dropLast())
    }
}

/// Milliseconds of the monotonic clock (clock_gettime, CLOCK_MONOTONIC).
enum MonotonicTime {
    static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
