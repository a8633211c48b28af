internal import ArgumentParser
internal import GatewayConfig
internal import GatewayHost
internal import JSON5

/// `openclaw config path`: prints the path of the config file.
struct ConfigPathCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "path",
        abstract: Words.text("help.config.path.abstract"),
        discussion: HelpWords.discussion("help.config.path.discussion")
    )

    @Flag(help: Words.help("config.json"))
    var json = false
}

extension ConfigPathCommand: Runnable {
    func run(in context: ProgramContext) throws(Problem) -> Int32 {
        let config = context.snapshot().config
        guard json else {
            Console.output(config.path)
            return 0
        }
        Console.output(
            json: .object([
                "ok": true,
                "path": .string(config.path),
                "exists": .bool(config.exists),
                "includes": .array(config.sources.dropFirst().map { .string($0.path) }),
            ])
        )
        return 0
    }
}
