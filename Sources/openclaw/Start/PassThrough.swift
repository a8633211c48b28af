internal import CSystem
internal import GatewayConfig
internal import GatewayHost
internal import Glibc
internal import Secrets

/// Passes commands that are not ours to the next `openclaw` on PATH.
///
/// Once installed, this program shadows the gateway's program of the same name, so `openclaw gateway` must still start
/// that one: same arguments, by exec. A command of ours is never passed on because of an unknown flag, so that a typo
/// cannot start the other program's wizard.
struct PassThrough {
    /// Environment variable that holds the process id of the process that passed a command on. If it holds our own or
    /// our parent's id, the command came straight back to us (a loop). A program that the gateway starts later has
    /// other ids and may use this one again.
    static let marker = "OPENCLAW_PASSED_THROUGH"

    let environment: [String: String]
    let hardening: ProcessHardening

    /// Replaces this process with the other program; returns only if there is none or it cannot be started.
    ///
    /// - Parameters:
    ///   - command: the command line without the profile and colour flags.
    ///   - words: its leading words.
    ///   - json: whether an error is printed as a JSON document.
    func run(_ command: [String], _ words: CommandWords, json: Bool) -> Int32 {
        let name = command.prefix(max(2, words.count + 1)).prefix { !$0.hasPrefix("-") }.joined(separator: " ")
        guard !isLoop, let program = PathProgram.next(named: PathProgram.shared) else {
            Console.report(
                Problem(
                    code: "unknown-command",
                    message: Words.text("error.unknownCommand", ["command": name]),
                    next: words.nearest.map {
                        Words.text("error.unknownCommand.near", ["command": $0])
                    }
                        ?? Words.text("error.unknownCommand.next")
                ),
                json: json
            )
            return 64
        }
        setenv(Self.marker, String(getpid()), 1)
        try? hardening.restoreLimits()
        csystem_signals_restore_for_exec()
        execute(program)
        let reason = String(cString: strerror(errno))
        let shown = String(decoding: program.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        Console.report(
            Problem(
                code: "cannot-start",
                message: Words.text(
                    "error.cannotStart",
                    ["program": shown, "reason": reason]
                )
            ),
            json: json
        )
        return 1
    }

    private var isLoop: Bool {
        guard let id = environment[Self.marker].flatMap(Int32.init) else { return false }
        return id == getpid() || id == getppid()
    }

    private func execute(_ program: [CChar]) {
        PathProgram.shared.withCString { name in
            var words: [UnsafeMutablePointer<CChar>?] = [UnsafeMutablePointer(mutating: name)]
            words += ProgramArguments.raw.map(Optional.some)
            words.append(nil)
            execv(program, &words)
        }
    }
}
