internal import CSystem
internal import Glibc

/// One running program, the leader of a session of its own, so that no key of our terminal reaches it by itself.
///
/// What counts is its own end, never that of its streams: a program may leave others behind that keep them open. The end is
/// watched by a descriptor of the process (pidfd), so nothing waits longer than it has to and nothing looks again and again.
/// A class because a process is one; used on one thread, the one that started it. If it is let go while it runs, it is
/// killed.
package final class Child {
    package let processID: Int32
    /// Readable when it has ended; -1 on kernels that have no such descriptor, and then it is looked for.
    private let watch: Int32
    private var code: Int32?

    /// How long a program may take to end after SIGTERM, in milliseconds.
    private static let graceMilliseconds: Int64 = 2000
    /// How long the end of a killed one is waited for: one that hangs in the kernel ends when the kernel lets it.
    private static let killedMilliseconds: Int64 = 1000
    /// How often the end is looked for where no descriptor tells it.
    private static let lookMilliseconds: Int64 = 20

    /// What its standard streams are, and what it gets besides them.
    struct Streams {
        var standard: (Int32, Int32, Int32)
        /// Its fourth descriptor; -1 for none.
        var kept: Int32 = -1
        /// Its standard input is a terminal, which becomes that of its session.
        var controlsTerminal = false
    }

    /// - Parameter exitWatch: makes the descriptor that tells of the end of a process; another one in tests.
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

    /// For poll(2): readable when it has ended; -1 where `waitLimit` says how often to look.
    package var exitDescriptor: Int32 { watch }
    /// The longest wait before its end is looked for, in milliseconds; nil where `exitDescriptor` tells it.
    package var waitLimit: Int64? { watch >= 0 ? nil : Self.lookMilliseconds }

    /// Its exit code, or 128 and the number of the signal that ended it; nil while it runs. Never waits.
    package func end() -> Int32? {
        if let code { return code }
        var status: Int32 = 0
        let found = waitpid(processID, &status, WNOHANG)
        // Somebody else has taken the answer, so nobody knows it.
        if found < 0, errno == ECHILD { status = 255 << 8 } else if found != processID { return nil }
        let signal = status & 0x7F
        code = signal == 0 ? (status >> 8) & 0xFF : 128 + signal
        return code
    }

    /// Ends it and all that it started in its group: SIGTERM, SIGKILL for what is there two seconds later.
    ///
    /// - Parameter other: one more process group, as that of a job in its terminal; 0 for none.
    func stop(alsoGroup other: Int32 = 0) {
        guard end() == nil else { return }
        let groups = [processID, other].filter { $0 > 1 }
        for group in groups {
            kill(-group, SIGTERM)
            // A stopped one hears nothing before it goes on.
            kill(-group, SIGCONT)
        }
        waitUnreaped(until: MonotonicTime.now() + Self.graceMilliseconds)
        // Before it is reaped: until then its number is nobody else's, and what it has started may still be there.
        for group in groups { kill(-group, SIGKILL) }
        wait(until: MonotonicTime.now() + Self.killedMilliseconds)
    }

    /// Waits for its end at most until a time.
    private func wait(until deadline: Int64) {
        waitUnreaped(until: deadline)
        _ = end()
    }

    private func waitUnreaped(until deadline: Int64) {
        while !hasEnded, MonotonicTime.now() < deadline { _ = poll([], until: deadline) }
    }

    /// Whether it has ended; it can still be signalled as a group.
    private var hasEnded: Bool {
        guard code == nil else { return true }
        var info = siginfo_t()
        // 0 and no process in it: it still runs.
        return waitid(P_PID, id_t(processID), &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_signo == SIGCHLD
    }

    /// Waits until one of these is ready, it has ended, or the time has come; the answers are in their order.
    func poll(_ sources: [pollfd], until deadline: Int64) -> [pollfd] {
        // Of one that has ended nothing more is told.
        let isRunning = code == nil
        var polled = sources + [pollfd(fd: isRunning ? watch : -1, events: Int16(POLLIN), revents: 0)]
        let left = min(max(0, deadline - MonotonicTime.now()), isRunning ? waitLimit ?? .max : .max)
        Glibc.poll(&polled, nfds_t(polled.count), Int32(clamping: left))
        return Array(polled.dropLast())
    }
}

/// Milliseconds of a clock that never goes back (clock_gettime, CLOCK_MONOTONIC).
enum MonotonicTime {
    static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
