internal import ArgumentParser
internal import GatewayHost

/// `openclaw models`: the status of this host; unknown subcommands are passed on to the gateway's program.
struct ModelsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models",
        abstract: Words.text("help.models.abstract"),
        discussion: HelpWords.discussion("help.models.discussion"),
        subcommands: [
            ModelsStatusCommand.self, ModelsListCommand.self, ParamsCommand.self, CacheCheckCommand.self,
            AuthCommand.self,
        ],
        defaultSubcommand: ModelsStatusCommand.self
    )
}
