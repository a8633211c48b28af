// Target openclaw: the executable. It parses the command line, runs one command and exits with its code.
//
// Data flow: `Main` hardens the process and splits off the gateway's `--profile` flag. `PassThrough` execs the
// gateway's own program for commands that are not ours. `OpenClaw` is the root command of the argument parser; each
// command conforms to `Runnable` and runs in a `ProgramContext` (host, terminal). A command that changes something
// hands a `HostChange` to `LiveHost`, which plans and applies it; the command shows the plan, lets it be confirmed and
// prints the result through `Console`. Full screens live in `Surfaces`: `Wizard` and the browse screens of target
// Screens are run over live effects (`LiveWizardEffects`, `LiveBrowseEffects`).
//
// Must not contain: rules about config or credential files (GatewayHost and below), user-visible sentences (Resources).
//
// Invariants: nothing is written before the plan was confirmed by a person or a flag; all text is printed through
// `Console`, which escapes foreign text and redacts error messages; with `--json` standard output holds exactly one
// document; without a terminal no command waits for a person.

internal import ArgumentParser
internal import CSystem
internal import GatewayConfig
internal import GatewayHost
internal import Glibc
internal import JSON5
internal import Secrets

/// Entry point: hardens the process, then dispatches one command line.
@main
enum Main {
    @MainActor
    static func main() {
        StandardStreams.occupy()
        csystem_file_limit_ignore()
        exit(hardenedRun(arguments: ProgramArguments.all))
    }

    /// Disables core dumps and debugger access before anything is read.
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
        if let hidden = HiddenRequest(arguments) { return hidden.run() }
        do {
            let flags = GlobalFlags(in: arguments)
            try flags.takeFolder()
            let (profile, words) = try CommandProfile.extract(from: flags.rest)
            let rest = AuthCommand.movingAgent(ColorFlag.removed(from: words))
            if profile == nil, !flags.areGiven, let code = try runPlainly(rest) { return code }
            if let page = page(rest) {
                Console.output(page: page)
                return 0
            }
            let named = CommandWords(of: rest)
            if named.unknown != nil {
                return PassThrough(environment: ProcessEnvironment.all, hardening: hardening)
                    .run(rest, named, json: arguments.contains("--json"))
            }
            if let problem = UnreadableInput.problem { throw problem }
            let release = try flags.choice()
            if let version = VersionRequest(rest) { return version.run(in: .live(profile: profile, release: release)) }
            if let misplaced = MisplacedSecret.first(in: rest, named, profile: profile?.name) {
                throw misplaced.problem
            }
            try refuseDumping(rest)
            var command = try OpenClaw.parse(Array(rest.dropFirst(named.count)), as: named.command, line: rest)
            if let ours = command as? any Runnable {
                let context = ProgramContext.live(profile: profile, release: release)
                let runsWithoutTerminal = !(ours is any ShowsScreen) || SurfaceOptions.areGiven(in: arguments)
                if context.hasTerminal || runsWithoutTerminal { return try ours.run(in: context) }
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

    /// A page that is about no command: a topic of the help, or what changed in each version.
    private static func page(_ words: [String]) -> String? {
        Changelog.isAsked(words) ? Changelog.text : HelpTopic(words)?.text
    }

    /// A release has no encoder for the parser's own description of all commands, which a test of the project reads.
    private static func refuseDumping(_ words: [String]) throws(Problem) {
        #if !DEBUG
            let flag = "--experimental-dump-help"
            guard !words.contains(flag) else {
                throw Problem(code: "usage", message: Words.text("error.debugOnly", ["flag": flag]))
            }
        #endif
    }

    /// Bare `onboard`, `models status` and the browse screens; nil for every other line. They take no arguments, so they
    /// skip the argument parser and the words of all commands: both take as long as reading the host and drawing the first
    /// frame together.
    @MainActor
    private static func runPlainly(_ words: [String]) throws -> Int32? {
        let status = StatusRequest(plainly: words)
        guard status != nil || words == ["onboard"] || BrowseSurface.isPlain(words) else { return nil }
        if let problem = UnreadableInput.problem { throw problem }
        let context = ProgramContext.live(profile: nil, release: nil)
        if let status { try status.run(in: context) }
        if words == ["onboard"] { return try OnboardCommand.runBare(in: context) }
        return context.hasTerminal ? try BrowseSurface(context: context).run(plainly: words) : nil
    }

    /// Prints help, the version or a usage error. The parser's message can quote a secret typed in the wrong place, so
    /// it is redacted.
    private static func report(_ error: any Error, arguments: [String]) -> Int32 {
        let printsDocument = arguments.contains { ["--json", "--status-json"].contains($0) }
        if var problem = error as? Problem {
            problem.next = problem.next ?? Self.help(for: arguments)
            if !Self.tellsOfTheFiles(problem) { problem = problem.adding(Words.text("file.nothingChanged")) }
            Console.report(problem, json: printsDocument)
            return 1
        }
        let code = OpenClaw.exitCode(for: error)
        let message = ProgramWord.redact(HelpWords.printed(OpenClaw.fullMessage(for: error)))
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
    /// Whether a problem already states what happened to the files. Problems of a commit always do.
    private static func tellsOfTheFiles(_ problem: Problem) -> Bool {
        let keys = [
            "file.nothingChanged", "file.nothingAsked", "file.untrusted.nothing", "file.unfinished", "file.leftOver",
        ]
        let sentences = keys.map { key in
            String(Words.text(key).lowercased().reversed().drop { $0.isPunctuation }.reversed())
        }
        let told = ([problem.message] + problem.details).map { $0.lowercased() }
        return told.contains { text in sentences.contains(where: text.contains) }
    }

    /// The `--help` command of the failed command: the next step for a problem that names none itself.
    private static func help(for arguments: [String]) -> String {
        CommandWords(of: ColorFlag.removed(from: arguments)).line + " --help"
    }
}

extension Problem {
    /// The problem with one more line of details.
    fileprivate func adding(_ detail: String) -> Problem {
        Problem(code: code, message: message, details: details + [detail], next: next)
    }
}

extension OpenClaw {
    /// Parses with the named command only: parsing from the root inspects the options of every command at each start.
    ///
    /// If that fails, the root parses the line again, because its messages name the whole command line.
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

    /// The parser quotes words of the command line in its message. If any word holds invisible characters, the line is
    /// parsed again with those made visible, and that error is returned.
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
        ProgramWord.redact(HelpWords.printed(message(for: error)))
    }
}
