internal import ArgumentParser
internal import GatewayHost

/// `openclaw config unset`: removes one value from every file that defines it.
struct ConfigUnsetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unset",
        abstract: Words.text("help.config.unset.abstract"),
        discussion: HelpWords.discussion("help.config.unset.discussion")
    )

    @Argument(help: Words.help("config.key"))
    var path: String

    @Flag(help: Words.help("config.yesToReferences"))
    var yes = false

    @Flag(help: Words.help("config.dryRun"))
    var dryRun = false

    @Flag(help: Words.help("config.json"))
    var json = false

    @OptionGroup var lock: LockOptions
}

extension ConfigUnsetCommand: Runnable {
    func run(in context: ProgramContext) throws(Problem) -> Int32 {
        try ConfigEditing(
            context: context,
            command: "config unset",
            dryRun: dryRun,
            json: json,
            lock: lock,
            yes: yes,
            doneKey: "config.removed",
            path: path
        )
        .run(.unsetValue(at: path))
    }
}
