internal import ArgumentParser
internal import GatewayHost

/// The root command: what `openclaw` alone, `--help` and `--version` answer.
struct OpenClaw: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "openclaw",
        abstract: Words.text("help.root.abstract"),
        discussion: Words.text("help.root.discussion"),
        version: Version.line,
        subcommands: [OnboardCommand.self, ModelsCommand.self, ConfigCommand.self, UndoCommand.self]
    )

    func run() throws {
        Console.output(Self.helpMessage())
    }
}

/// The program's own version and the gateway's whose files it follows.
enum Version {
    static let program = "0.1.0"
    static let gateway = "2026.2.9"
    static let line = Words.text("version.line", ["version": program, "gateway": gateway])
}

/// The texts of the running program.
enum Words {
    /// In the language of the environment; what machines read is never translated.
    static let texts = Texts.of(isForMachines ? .english : Language(environment: ProcessEnvironment.all))

    static func text(_ key: String, _ values: [String: String] = [:]) -> String {
        texts(key, values)
    }

    /// Whether a program reads what is printed: such words and times are the same everywhere.
    static var isForMachines: Bool {
        let flags = ["--json", "--plain", "--status-json", "--status-plain"]
        return ProgramArguments.all.contains(where: flags.contains)
    }
}
