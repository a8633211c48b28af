internal import ArgumentParser
internal import CSystem
internal import GatewayConfig
internal import GatewayHost
internal import Glibc
internal import JSON5
internal import Secrets

/// Where the process starts and ends.
@main
enum Main {
    @MainActor
    static func main() {
        StandardStreams.occupy()
        csystem_file_limit_ignore()
        exit(hardenedRun(arguments: ProgramArguments.all))
    }

    /// Keeps the process out of core files and debuggers before anything is read.
    @MainActor
    private static func hardenedRun(arguments: [String]) -> Int32 {
        do {
            let hardening = try ProcessHardening.apply()
            return run(arguments: arguments, hardening: hardening)
        } catch {
            Console.error(Words.text("error.hardening", ["call": error.call, "number": String(error.code)]))
            return 1
        }
    }

    /// Runs one command line and gives its exit code.
    @MainActor
    private static func run(arguments: [String], hardening: ProcessHardening) -> Int32 {
        do {
            let (profile, words) = try CommandProfile.extract(from: arguments)
            let rest = AuthCommand.movingAgent(ColorFlag.removed(from: words))
            if PassThrough.isForeign(rest) {
                return PassThrough(environment: ProcessEnvironment.all, hardening: hardening)
                    .run(arguments: arguments, command: rest)
            }
            if let problem = UnreadableInput.problem { throw problem }
            if let misplaced = MisplacedSecret.first(in: rest, profile: profile?.name) { throw misplaced.problem }
            // What people type first and scripts ask again and again has nothing to parse, and does not wait for the parser:
            // that takes as long as reading the host and drawing the first frame together.
            if rest == ["onboard"] { return try OnboardCommand.runBare(in: ProgramContext.live(profile: profile)) }
            if let status = StatusRequest(plainly: rest) { try status.run(in: .live(profile: profile)) }
            if TableCommand.isPlain(rest), case let context = ProgramContext.live(profile: profile), context.hasTerminal
            {
                return try TableCommand(context: context).run(plainly: rest)
            }
            let named = CommandWords(of: rest)
            var command = try OpenClaw.parse(Array(rest.dropFirst(named.count)), as: named.command, line: rest)
            if let ours = command as? any Runnable {
                let context = ProgramContext.live(profile: profile)
                if context.hasTerminal || !(ours is any ShowsScreen) { return try ours.run(in: context) }
            }
            try command.run()
            return 0
        } catch let problem as CommandProfile.Problem {
            Console.error("[openclaw] " + problem.message)
            return 2
        } catch let code as ExitCode {
            return code.rawValue
        } catch {
            return report(error, arguments: arguments)
        }
    }

    /// Prints help, the version or a usage error. A misplaced secret stands in the parser's words, so they are redacted.
    private static func report(_ error: any Error, arguments: [String]) -> Int32 {
        let printsDocument = arguments.contains { ["--json", "--status-json"].contains($0) }
        if var problem = error as? Problem {
            problem.next = problem.next ?? Self.help(for: arguments)
            Console.report(problem, json: printsDocument)
            return 1
        }
        let code = OpenClaw.exitCode(for: error)
        let message = Redaction.redact(OpenClaw.fullMessage(for: error))
        if code == .success {
            Console.output(page: message)
            return 0
        }
        let next = GatewayFlags.first(in: arguments).map { Words.text("error.gatewayFlag", ["flag": $0]) }
        if printsDocument {
            Console.report(
                Problem(code: "usage", message: OpenClaw.redactedMessage(for: error), next: next),
                json: true
            )
        } else {
            Console.error(page: message)
            if let next { Console.error(Words.text("error.next", ["next": next])) }
        }
        return code.rawValue
    }
}

extension Main {
    /// How to see what a command takes: the next step where a problem names none of its own.
    private static func help(for arguments: [String]) -> String {
        CommandWords(of: ColorFlag.removed(from: arguments)).line + " --help"
    }
}

extension OpenClaw {
    /// Parses a command by itself: the parser would otherwise look into the options of every command at each start.
    ///
    /// What that cannot read is left to the root, whose messages name the whole command line.
    fileprivate static func parse(
        _ options: [String],
        as type: any ParsableCommand.Type,
        line: [String]
    ) throws -> any ParsableCommand {
        if type.configuration.subcommands.isEmpty, let command = try? type.parse(options) { return command }
        do {
            return try parseAsRoot(line)
        } catch {
            throw Self.visible(error, for: line)
        }
    }

    /// The parser puts the words of the command line among its own lines, so where they hold what would not show, it is asked
    /// what it says of the words as they are shown.
    private static func visible(_ error: any Error, for line: [String]) -> any Error {
        guard !line.allSatisfy(VisibleText.isVisible) else { return error }
        do {
            _ = try parseAsRoot(line.map { VisibleText.of($0) })
            return error
        } catch {
            return error
        }
    }

    /// The parser's one-line message without any secret in it.
    fileprivate static func redactedMessage(for error: any Error) -> String {
        Redaction.redact(message(for: error))
    }
}
