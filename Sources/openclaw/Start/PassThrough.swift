internal import CSystem
internal import GatewayConfig
internal import GatewayHost
internal import Glibc
internal import Secrets

/// Hands commands that are not ours to the next `openclaw` on PATH.
///
/// Our name shadows the gateway's own program from the first install on, so `openclaw gateway` must still start it:
/// same arguments, by exec. Never for flags of commands that are ours, so that a mistyped flag cannot start another
/// program's wizard.
struct PassThrough {
    /// Holds the id of the process that passed a command on. Finding our own or our parent's id there means that the
    /// command came straight back to us; a program started later by the gateway may use us again.
    static let marker = "OPENCLAW_PASSED_THROUGH"

    /// Whether the command belongs to another program: an unknown word, or an unknown word behind one of ours.
    static func isForeign(_ arguments: [String]) -> Bool { CommandWords(of: arguments).unknown != nil }

    /// The command of ours that was probably meant; nil where none is near.
    static func nearestCommand(to words: [String]) -> String? {
        let words = CommandWords(of: words)
        return words.unknown.flatMap { nearest(to: $0, in: words.names) }.map {
            words.line + " " + $0
        }
    }

    let environment: [String: String]
    let hardening: ProcessHardening

    /// Becomes the other program, which gets the words of the command line byte for byte; comes back only when there is none
    /// or it cannot be started.
    ///
    /// - Parameters:
    ///   - arguments: all words, to be told from.
    ///   - command: the words from the command on.
    func run(arguments: [String], command: [String]) -> Int32 {
        let count = max(2, CommandWords(of: command).count + 1)
        let name = command.prefix(count).prefix { !$0.hasPrefix("-") }.joined(separator: " ")
        guard !isLoop, let program = nextProgram() else {
            Console.report(
                Problem(
                    code: "unknown-command",
                    message: Words.text("error.unknownCommand", ["command": name]),
                    next: Self.nearestCommand(to: command).map {
                        Words.text("error.unknownCommand.near", ["command": $0])
                    }
                        ?? Words.text("error.unknownCommand.next")
                ),
                json: arguments.contains("--json")
            )
            return 64
        }
        setenv(Self.marker, String(getpid()), 1)
        try? hardening.restoreLimits()
        csystem_signals_restore_for_exec()
        execute(program)
        Console.report(
            Problem(
                code: "cannot-start",
                message: Words.text(
                    "error.cannotStart",
                    ["program": program, "reason": String(cString: strerror(errno))]
                )
            ),
            json: arguments.contains("--json")
        )
        return 1
    }

    private var isLoop: Bool {
        guard let id = environment[Self.marker].flatMap(Int32.init) else { return false }
        return id == getpid() || id == getppid()
    }

    private func execute(_ program: String) {
        "openclaw".withCString { name in
            var words: [UnsafeMutablePointer<CChar>?] = [UnsafeMutablePointer(mutating: name)]
            words += ProgramArguments.raw.map(Optional.some)
            words.append(nil)
            execv(program, &words)
        }
    }

    /// The first executable `openclaw` on PATH that is not this very file.
    private func nextProgram() -> String? {
        let own = identity(of: "/proc/self/exe")
        for folder in (environment["PATH"] ?? "").split(separator: ":") where folder.hasPrefix("/") {
            let candidate = String(folder) + "/openclaw"
            guard access(candidate, X_OK) == 0, let found = identity(of: candidate), found != own else { continue }
            return candidate
        }
        return nil
    }

    private struct Identity: Equatable {
        var device: dev_t
        var inode: ino_t
    }

    private func identity(of path: String) -> Identity? {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Identity(device: status.st_dev, inode: status.st_ino)
    }
}
