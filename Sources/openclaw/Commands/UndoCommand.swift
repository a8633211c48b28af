internal import ArgumentParser
internal import GatewayHost
internal import JSON5

/// `openclaw undo`: shows how the last apply would be reverted and asks; without a terminal `--yes` does it.
struct UndoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo",
        abstract: Words.text("help.undo.abstract"),
        discussion: Words.text("help.undo.discussion")
    )

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
        guard let undo = try live.plannedUndo() else {
            tell(lines: [Words.text("undo.nothing")], members: ["ok": true, "changed": false])
            return 0
        }
        let asks = context.hasTerminal && !json && !yes && !dryRun
        let outcome = try live.undo(retrying: undo) { undo, isAgain throws(Problem) in
            guard yes || asks, !dryRun else {
                tell(lines: undo.preview + [Words.text("undo.preview.next")], members: undo.members(done: false))
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

    private func tell(lines: [String], members: Members, isDone: Bool = false) {
        guard !json else {
            Console.output(json: .object(members))
            return
        }
        Console.output(plan: lines, isDone: isDone)
    }
}
