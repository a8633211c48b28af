internal import ArgumentParser
internal import GatewayHost
internal import JSON5

/// `openclaw config set`: sets one value, in the file of the include tree that defines it.
struct ConfigSetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: Words.text("help.config.set.abstract"),
        discussion: HelpWords.discussion("help.config.set.discussion")
    )

    @Argument(help: Words.help("config.key"))
    var path: String

    @Argument(help: Words.help("config.set.value"))
    var value: String

    @Flag(help: Words.help("config.yesToReferences"))
    var yes = false

    @Flag(help: Words.help("config.dryRun"))
    var dryRun = false

    @Flag(help: Words.help("config.json"))
    var json = false

    @OptionGroup var lock: LockOptions
}

extension ConfigSetCommand: Runnable {
    func run(in context: ProgramContext) throws(Problem) -> Int32 {
        let value = try ConfigValueInput.read(value)
        return try ConfigEditing(
            context: context,
            command: "config set",
            dryRun: dryRun,
            json: json,
            lock: lock,
            yes: yes,
            doneKey: "config.updated",
            path: path
        )
        .run(.setValue(value, at: path))
    }
}
