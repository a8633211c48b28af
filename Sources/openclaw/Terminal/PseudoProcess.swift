internal import CSystem
internal import Glibc

/// A program with a terminal of its own, whose other side is here.
///
/// A class because a process is one. No fork: the child is started by posix_spawn as the leader of a new session, and
/// opening its terminal as the first descriptor makes that the controlling one.
final class PseudoProcess {
    /// Our side of its terminal; reading gives what it draws, writing is its keyboard.
    let descriptor: Int32
    private let process: pid_t
    private var status: Int32?

    struct Failure: Error {
        let number: Int32
    }

    init(
        _ program: String,
        _ arguments: [String],
        environment: [String: String],
        columns: Int,
        rows: Int
    ) throws(Failure) {
        var (master, slave): (Int32, Int32) = (-1, -1)
        var name = [CChar](repeating: 0, count: 128)
        var window = winsize(
            ws_row: UInt16(clamping: rows),
            ws_col: UInt16(clamping: columns),
            ws_xpixel: 0,
            ws_ypixel: 0
        )
        guard openpty(&master, &slave, &name, nil, &window) == 0 else { throw Failure(number: errno) }
        _ = fcntl(master, F_SETFD, FD_CLOEXEC)
        _ = fcntl(slave, F_SETFD, FD_CLOEXEC)
        defer { close(slave) }
        var child: pid_t = 0
        let code = Self.start(&child, [program] + arguments, environment, terminal: name)
        guard code == 0 else {
            close(master)
            throw Failure(number: code)
        }
        (descriptor, process) = (master, child)
    }

    deinit { close(descriptor) }

    private static func start(
        _ process: inout pid_t,
        _ arguments: [String],
        _ environment: [String: String],
        terminal: [CChar]
    ) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        // What we inherited ourselves is not its business.
        csystem_close_from(&actions, 3)
        // Handlers are not inherited, but a mask and what is ignored are.
        var (all, none) = (sigset_t(), sigset_t())
        sigfillset(&all)
        sigemptyset(&none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setsigmask(&attributes, &none)
        // POSIX_SPAWN_SETSID, which the Glibc module lacks.
        let flags = 0x80 | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
        posix_spawnattr_setflags(&attributes, Int16(flags))
        return withPointers(arguments) { argv in
            withPointers(environment.map { "\($0.key)=\($0.value)" }) { envp in
                posix_spawn(&process, arguments[0], &actions, &attributes, argv, envp)
            }
        }
    }

    private static func withPointers<Result>(
        _ texts: [String],
        _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let pointers = texts.map { strdup($0) }
        defer { for pointer in pointers { free(pointer) } }
        return body(pointers + [nil])
    }

    /// Lends what it has drawn since, and zeroes it: a token may be in it. False when it has closed its terminal.
    func read(_ body: (UnsafeRawBufferPointer) -> Void) -> Bool {
        withUnsafeTemporaryAllocation(byteCount: 8192, alignment: 1) { buffer in
            defer { csystem_wipe(buffer.baseAddress, buffer.count) }
            while true {
                let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                if count > 0 {
                    body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
                    return true
                }
                // Linux says EIO when the last one has closed the other side.
                guard count < 0, errno == EINTR else { return false }
            }
        }
    }

    func write(_ bytes: UnsafeRawBufferPointer) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let part = UnsafeRawBufferPointer(rebasing: rest)
            let count = Glibc.write(descriptor, part.baseAddress, part.count)
            guard count > 0 || errno == EINTR else { return }
            rest = rest.dropFirst(max(0, count))
        }
    }

    func resize(columns: Int, rows: Int) {
        var window = winsize(
            ws_row: UInt16(clamping: rows),
            ws_col: UInt16(clamping: columns),
            ws_xpixel: 0,
            ws_ypixel: 0
        )
        _ = ioctl(descriptor, UInt(TIOCSWINSZ), &window)
    }

    /// Ends it and all that it started in its session.
    func end() {
        guard status == nil else { return }
        kill(-process, SIGHUP)
        kill(-process, SIGKILL)
    }

    /// Waits for its end; the exit code, or 128 and the number of the signal.
    func wait() -> Int32 {
        if let status { return status }
        var raw: Int32 = 0
        while waitpid(process, &raw, 0) < 0, errno == EINTR {}
        let signal = raw & 0x7F
        let code = signal == 0 ? (raw >> 8) & 0xFF : 128 + signal
        status = code
        return code
    }
}
