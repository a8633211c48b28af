internal import ArgumentParser
internal import GatewayHost
internal import JSON5

/// `openclaw config diff`: what the last apply changed.
struct ConfigDiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: Words.text("help.config.diff.abstract"),
        discussion: HelpWords.discussion("help.config.diff.discussion")
    )

    @Flag(help: Words.help("config.json"))
    var json = false
}

extension ConfigDiffCommand: Runnable {
    func run(in context: ProgramContext) throws(Problem) -> Int32 {
        let apply = try LastApply.read(on: context.host, texts: Words.texts)
        if json {
            Console.output(json: apply?.document ?? ["ok": true, "changed": false, "files": []])
        } else if let apply {
            Console.output(apply.lines)
        } else {
            Console.output(Words.text("config.diff.none"))
        }
        return 0
    }
}
