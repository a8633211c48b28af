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
        Console.output(page: Self.helpMessage())
    }
}
