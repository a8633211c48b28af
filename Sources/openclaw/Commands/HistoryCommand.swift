internal import ArgumentParser
internal import GatewayHost
internal import JSON5

/// `openclaw history`: what was changed here, what of it can be undone, and the copies that can be put back. Read-only.
struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: Words.text("help.history.abstract"),
        discussion: Words.text("help.history.discussion")
    )

    @Flag(help: Words.help("history.json"))
    var json = false
}

extension HistoryCommand: Runnable {
    func run(in context: ProgramContext) throws(Problem) -> Int32 {
        let snapshot = context.snapshot()
        let history = try context.live.history(on: snapshot)
        let text = HistoryText(texts: Words.texts, zone: context.host.zone, display: snapshot.display)
        if json {
            Console.output(json: text.document(history, now: snapshot.readAt))
        } else {
            Console.output(text.lines(history, now: snapshot.readAt))
        }
        return 0
    }
}
