internal import ArgumentParser
internal import GatewayHost
internal import JSON5

/// `openclaw undo`: shows how the last change, or the one with an id, would be undone and asks; without a terminal
/// `--yes` does it.
struct UndoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo",
        abstract: Words.text("help.undo.abstract"),
        discussion: HelpWords.discussion("help.undo.discussion")
    )

    @Argument(help: Words.help("undo.id"))
    var id: String?

    @Flag(help: Words.help("undo.yes"))
    var yes = false

    @Flag(help: Words.help("writing.dryRun"))
    var dryRun = false

    @Flag(help: Words.help("undo.json"))
    var json = false

    @OptionGroup var lock: LockOptions
}

extension UndoCommand: Runnable {
    func run(in context: ProgramContext) throws(Problem) -> Int32 {
        let context = try context.waiting(lock)
        _ = try context.settle()
        let live = context.live
        guard let undo = try planned(in: context) else {
            tell(lines: [Words.text("undo.nothing")], members: ["ok": true, "changed": false])
            return 0
        }
        let asks = context.hasTerminal && !json && !yes && !dryRun
        let outcome = try live.undo(retrying: undo) { undo, isAgain throws(Problem) in
            guard yes || asks, !dryRun else {
                tell(lines: undo.preview + [next(undo)], members: undo.members(done: false))
                return .stop(code: 0)
            }
            if asks {
                if isAgain { Console.output(Words.text("auth.changedMeanwhile")) }
                tell(lines: undo.preview + [Words.text("auth.nothingYet")], members: [:])
                if let code = ProfileWriting.declined() { return .stop(code: code) }
            }
            try StandardStreams.requireOutput()
            return .goOn
        } holding: {
            HeldWrite.run($0)
        }
        switch outcome {
        case .stopped(let code): return code
        case .nothing: return 0
        case .applied(let undo, let left):
            tell(lines: undo.outcome + left, members: undo.members(done: true), isDone: true)
            return 0
        }
    }

    /// The undo of the last change, or of the named one if it can be undone now; nil if it is undone already.
    private func planned(in context: ProgramContext) throws(Problem) -> HostUndo? {
        guard let id else { return try context.live.plannedUndo() }
        let snapshot = context.snapshot()
        let apply = try context.live.history(on: snapshot).apply(named: id, Words.texts)
        let text = HistoryText(texts: Words.texts, zone: context.host.zone, display: snapshot.display)
        if let refusal = text.refusal(apply, now: snapshot.readAt) { throw refusal }
        return try apply.undo == .undone ? nil : context.live.plannedUndo(of: apply.id)
    }

    private func next(_ undo: HostUndo) -> String {
        guard id != nil else { return Words.text("undo.preview.next") }
        return Words.text("undo.preview.nextOf", ["id": String(undo.id.prefix(HistoryText.idLength))])
    }

    private func tell(lines: [String], members: Members, isDone: Bool = false) {
        guard !json else {
            Console.output(json: .object(members))
            return
        }
        Console.output(plan: lines, isDone: isDone)
    }
}
