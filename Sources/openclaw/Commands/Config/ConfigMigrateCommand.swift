internal import ArgumentParser
internal import GatewayHost

/// `openclaw config migrate`: previews the migration from `cacheControlTtl` to `cacheRetention`; `--yes` applies it.
struct ConfigMigrateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: Words.text("help.config.migrate.abstract"),
        discussion: HelpWords.discussion("help.config.migrate.discussion")
    )

    @Flag(help: Words.help("config.yes"))
    var yes = false

    @Flag(help: Words.help("config.dryRun"))
    var dryRun = false

    @Flag(help: Words.help("config.json"))
    var json = false

    @OptionGroup var lock: LockOptions
}

extension ConfigMigrateCommand: Runnable {
    func run(in context: ProgramContext) throws(Problem) -> Int32 {
        try ConfigEditing(
            context: context,
            command: "config migrate",
            dryRun: dryRun,
            json: json,
            lock: lock,
            needsYes: !yes,
            doneKey: "config.migrated",
            path: ""
        )
        .run(.migrateCaching)
    }
}
