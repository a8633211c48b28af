internal import ArgumentParser
internal import GatewayHost
internal import JSON5

/// `openclaw config get`: a value as the gateway resolves it; `--origin` adds the file and line it comes from.
struct ConfigGetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "get",
        abstract: Words.text("help.config.get.abstract"),
        discussion: HelpWords.discussion("help.config.get.discussion")
    )

    @Argument(help: Words.help("config.key"))
    var path: String

    @Flag(help: Words.help("config.get.origin"))
    var origin = false

    @Flag(help: Words.help("config.get.json"))
    var json = false
}

extension ConfigGetCommand: Runnable {
    func run(in context: ProgramContext) throws(Problem) -> Int32 {
        let snapshot = context.snapshot()
        let explain = context.live.explanation(of: snapshot)
        let answer = try ConfigAnswer(path, in: snapshot, explain)
        switch (json, origin) {
        case (true, true): Console.output(json: answer.document(snapshot))
        case (true, false): Console.output(json: answer.value)
        case (false, true): Console.output(answer.originLines(snapshot, explain))
        case (false, false):
            // A string is printed without quotes, as a shell script expects it; everything else as JSON.
            if let text = answer.value.stringValue { Console.output(text) } else { Console.output(json: answer.value) }
        }
        return 0
    }
}
