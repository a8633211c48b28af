import Glibc
import Synchronization
import TerminalUI

extension PseudoTerminal {
    /// Held while descriptors are open that another child must not inherit.
    private static let starting = Mutex<Void>(())

    /// Starts a program as the leader of its own session, with a new pseudo-terminal as the controlling terminal.
    ///
    /// No fork, because the test runner has threads. Opening the terminal as the first descriptor of a new session
    /// makes it the controlling one. Returns the master side, the process, and the modes before it started.
    static func spawn(
        _ arguments: [String],
        _ environment: [String: String],
        _ size: Size,
        _ redirections: [Redirection]
    ) throws(PseudoTerminalError) -> (Int32, pid_t, TerminalModes) {
        var (descriptor, process, error): (Int32, pid_t, Int32) = (-1, 0, 0)
        let modes = starting.withLock { _ in
            var slave: Int32 = -1
            var name = [CChar](repeating: 0, count: 128)
            var window = winsize(ws_row: UInt16(size.rows), ws_col: UInt16(size.columns), ws_xpixel: 0, ws_ypixel: 0)
            guard openpty(&descriptor, &slave, &name, nil, &window) == 0 else {
                error = errno
                return TerminalModes(of: descriptor)
            }
            let modes = TerminalModes(of: descriptor)
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
            error = start(&process, arguments, environment, terminal: name, redirections)
            close(slave)
            return modes
        }
        guard error == 0 else {
            if descriptor >= 0 { close(descriptor) }
            throw .notStarted(program: arguments[0], errno: error)
        }
        return (descriptor, process, modes)
    }

    private static func start(
        _ process: inout pid_t,
        _ arguments: [String],
        _ environment: [String: String],
        terminal: [CChar],
        _ redirections: [Redirection]
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
        for redirection in redirections {
            let flags = redirection.writes ? O_WRONLY | O_CREAT | O_TRUNC : O_RDONLY
            posix_spawn_file_actions_addopen(&actions, redirection.descriptor, redirection.path, flags, 0o600)
        }
        // The test runner's threads block signals and ignore some.
        var (all, none) = (sigset_t(), sigset_t())
        sigfillset(&all)
        sigemptyset(&none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setsigmask(&attributes, &none)
        // POSIX_SPAWN_SETSID, which the Glibc module lacks.
        let flags = 0x80 | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
        posix_spawnattr_setflags(&attributes, Int16(flags))
        let variables = environment.map { "\($0.key)=\($0.value)" }
        return withCStrings(arguments) { argv in
            withCStrings(variables) { envp in posix_spawn(&process, arguments[0], &actions, &attributes, argv, envp) }
        }
    }

    private static func withCStrings<Result>(
        _ texts: [String],
        _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let pointers = texts.map { strdup($0) }
        defer { for pointer in pointers { free(pointer) } }
        return body(pointers + [nil])
    }
}
