internal import ArgumentParser
internal import GatewayHost

/// `openclaw config`: reads and edits `openclaw.json`; all other bytes stay as they are.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: Words.text("help.config.abstract"),
        discussion: HelpWords.discussion("help.config.discussion"),
        subcommands: [
            ConfigPathCommand.self, ConfigGetCommand.self, ConfigSetCommand.self, ConfigUnsetCommand.self,
            ConfigValidateCommand.self, ConfigDiffCommand.self, ConfigMigrateCommand.self,
        ]
    )
}
