internal import ArgumentParser
internal import GatewayHost

/// The root command: what `openclaw` alone, `--help` and `--version` answer.
struct OpenClaw: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: HelpWords.program,
        abstract: Words.text("help.root.abstract"),
        discussion: HelpWords.discussion("help.root.discussion"),
        version: Version.line,
        subcommands: [
            OnboardCommand.self, ModelsCommand.self, ConfigCommand.self, UndoCommand.self, HistoryCommand.self,
            RestoreCommand.self,
        ]
    )

    @OptionGroup var surface: SurfaceOptions

    func run() throws {
        Console.output(page: HelpWords.printed(Self.helpMessage()))
    }
}

extension OpenClaw: ShowsScreen {
    /// Opens Home.
    func run(in context: ProgramContext) throws(Problem) -> Int32 {
        try BrowseSurface(context: context).home()
    }
}
