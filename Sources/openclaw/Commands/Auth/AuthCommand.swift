internal import ArgumentParser
internal import GatewayHost

/// `openclaw models auth`: manages the stored credentials.
struct AuthCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "auth",
        abstract: Words.text("help.auth.abstract"),
        discussion: HelpWords.discussion("help.auth.discussion"),
        subcommands: [
            SetupTokenCommand.self, PasteTokenCommand.self, PasteAPIKeyCommand.self, AddCommand.self,
            AuthListCommand.self, AuthVerifyCommand.self, BrowseCommand.self, RotateCommand.self, LogoutCommand.self,
            RenameCommand.self, PurgeCommand.self, ClearCooldownCommand.self, IncludeCommand.self,
            CopyCommand.self, OrderCommand.self, ImportCommand.self,
        ]
    )

    @OptionGroup var surface: SurfaceOptions
}

extension AuthCommand: ShowsScreen {
    /// Opens the profiles.
    func run(in context: ProgramContext) throws(Problem) -> Int32 {
        try BrowseSurface(context: context).profiles(agent: nil)
    }
}

extension AuthCommand {
    /// Moves `--agent` behind the subcommand: the gateway also accepts `models auth --agent work order get`.
    static func movingAgent(_ words: [String]) -> [String] {
        guard words.count > 4, words.starts(with: ["models", "auth", "--agent"]), !words[3].hasPrefix("-") else {
            return words
        }
        return Array(words[..<2] + words[4...] + words[2..<4])
    }
}

extension Words {
    /// The configuration of a subcommand of `models auth`; its texts have keys that start with `help.auth.KEY`.
    static func command(_ name: String, _ key: String, aliases: [String] = []) -> CommandConfiguration {
        CommandConfiguration(
            commandName: name,
            abstract: text("help.auth.\(key).abstract"),
            discussion: HelpWords.discussion("help.auth.\(key).discussion"),
            aliases: aliases
        )
    }
}
