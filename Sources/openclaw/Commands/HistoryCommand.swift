internal import ArgumentParser
internal import GatewayHost
internal import JSON5

/// `openclaw history`: what was changed here, what of it can be undone, and the copies that can be put back. Read-only.
struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: Words.text("help.history.abstract"),
        discussion: HelpWords.discussion("help.history.discussion")
    )

    @Flag(help: Words.help("history.json"))
    var json = false
}

extension HistoryCommand: Runnable {
    func run(in context: ProgramContext) throws(Problem) -> Int32 {
        try context.printHistory(json: json) { text, history, now in text.lines(history, now: now) }
    }
}

extension ProgramContext {
    /// Prints the history: as a document, or as the lines that are wanted of it, at the time of reading.
    func printHistory(
        json: Bool,
        _ lines: (HistoryText, History, _ now: Int64) -> [ReportLine]
    ) throws(Problem) -> Int32 {
        let snapshot = snapshot()
        let history = try live.history(on: snapshot)
        let text = HistoryText(texts: Words.texts, zone: host.zone, display: snapshot.display)
        if json {
            Console.output(json: text.document(history, now: snapshot.readAt))
        } else {
            Console.output(lines(text, history, snapshot.readAt))
        }
        return 0
    }
}
