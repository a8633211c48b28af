internal import CSystem
internal import Glibc

/// Another program with this process's terminal, until it ends.
///
/// It stays in our process group, so that Ctrl-Z in it stops both and the shell continues both.
enum ForegroundProgram {
    /// How it ended.
    enum Outcome: Equatable {
        case ended(code: Int32)
        /// It was not started: an errno.
        case notStarted(code: Int32)
    }

    /// - Parameters:
    ///   - program: its path.
    ///   - environment: the complete environment.
    static func run(_ program: String, _ arguments: [String], environment: [String: String]) -> Outcome {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var all = sigset_t()
        var none = sigset_t()
        sigfillset(&all)
        sigemptyset(&none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // Our standard streams may be files or pipes; the page is on the terminal, so the program is there too.
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where isatty(descriptor) != 1 {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/tty", O_RDWR, 0)
        }
        let words = CStrings([program] + arguments)
        let variables = CStrings(environment.map { $0.key + "=" + $0.value })
        var process: pid_t = 0
        let code = posix_spawn(&process, program, &actions, &attributes, words.pointers, variables.pointers)
        guard code == 0 else { return .notStarted(code: code) }
        return .ended(code: wait(for: process))
    }

    private static func wait(for process: pid_t) -> Int32 {
        var status: Int32 = 0
        while true {
            let ended = waitpid(process, &status, WUNTRACED)
            if ended < 0, errno == EINTR { continue }
            guard ended == process else { return 127 }
            guard status & 0xFF == 0x7F else { break }
            // Stopped by the person: we stop as well, and the shell continues both.
            _ = csystem_signals_stop()
            kill(process, SIGCONT)
        }
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }
}

/// Strings as C wants them, ended by NULL; they live as long as this value.
private final class CStrings {
    // A class because the memory is freed when it goes.
    private(set) var pointers: [UnsafeMutablePointer<CChar>?]

    init(_ strings: [String]) {
        pointers = strings.map { strdup($0) } + [nil]
    }

    deinit {
        for pointer in pointers { free(pointer) }
    }
}
