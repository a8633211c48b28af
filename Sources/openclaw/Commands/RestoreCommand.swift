internal import ArgumentParser
internal import GatewayHost
internal import JSON5
internal import Secrets

/// `openclaw restore`: lists the copies that applies made; with one of them, shows what putting it back changes and
/// asks. Without a terminal `--yes` does it.
struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: Words.text("help.restore.abstract"),
        discussion: HelpWords.discussion("help.restore.discussion")
    )

    @Argument(help: Words.help("restore.id"))
    var id: String?

    @Argument(help: Words.help("restore.file"))
    var file: String?

    @Flag(help: Words.help("undo.yes"))
    var yes = false

    @Flag(help: Words.help("writing.dryRun"))
    var dryRun = false

    @Flag(help: Words.help("restore.json"))
    var json = false

    @OptionGroup var lock: LockOptions
}

extension RestoreCommand: Runnable {
    func run(in context: ProgramContext) throws(Problem) -> Int32 {
        guard let id else { return try list(context) }
        let context = try context.waiting(lock)
        let snapshot = try context.settledSnapshot()
        let history = try context.live.history(on: snapshot)
        let backup = try history.backup(id, file: file, Words.texts, display: snapshot.display)
        let live = context.live
        var change = HostChange(command: "restore", requirement: .none, obstacles: .ofPlan) {
            (snapshot) throws(Problem) in
            .restore(try live.restored(backup.id, on: snapshot))
        }
        change.holding = { HeldWrite.run($0) }
        let words = HistoryText(texts: Words.texts, zone: context.host.zone, display: snapshot.display)
        let takenOut = words.takenOut(backup, now: snapshot.readAt).map { [$0] } ?? []
        change.confirm = { planned, isAgain throws(Problem) in
            let asks = context.hasTerminal && !json && !yes && !dryRun
            return try confirm(planned, backup, takenOut, isAgain: isAgain, asks: asks)
        }
        switch try live.apply(retrying: change, on: snapshot) {
        case .nothing(let planned): tell(planned, backup, [Words.text("restore.alreadySo")])
        case .stopped(let code): return code
        case .applied(let planned, let report):
            let title = Words.text("restore.done", values(backup, planned.snapshot, context))
            let text = PlanText(texts: Words.texts, display: planned.snapshot.display)
            tell(planned, backup, text.edited(title, planned.plan, report), report)
        }
        return 0
    }

    private func list(_ context: ProgramContext) throws(Problem) -> Int32 {
        try context.printHistory(json: json) { text, history, _ in
            let next = history.backups.isEmpty ? [] : [.empty, ReportLine.sentence(Words.text("restore.list.next"))]
            return text.backupLines(history) + next
        }
    }

    @MainActor
    private func confirm(
        _ planned: PlannedChange,
        _ backup: History.Backup,
        _ takenOut: [String],
        isAgain: Bool,
        asks: Bool
    ) throws(Problem) -> PipelineDecision {
        guard !planned.isEmpty else { return .goOn }
        let text = PlanText(texts: Words.texts, display: planned.snapshot.display)
        guard yes || asks, !dryRun else {
            let next = Words.text(
                dryRun ? "plan.nothingWritten" : "restore.preview.next",
                ["id": String(backup.id.record.prefix(HistoryText.idLength)), "file": ShellWord.quoted(backup.id.path)]
            )
            tell(planned, backup, takenOut + text.preview(planned.plan, end: next))
            return .stop(code: 0)
        }
        if asks {
            if isAgain { Console.output(Words.text("auth.changedMeanwhile")) }
            Console.output(plan: takenOut + text.preview(planned.plan, end: Words.text("auth.nothingYet")))
            if let code = ProfileWriting.declined() { return .stop(code: code) }
        }
        try StandardStreams.requireOutput()
        return .goOn
    }

    private func values(_ backup: History.Backup, _ snapshot: HostSnapshot, _ context: ProgramContext) -> [String:
        String]
    {
        let moments = MomentText(texts: Words.texts, zone: context.host.zone, now: snapshot.readAt)
        return ["path": snapshot.display(backup.id.path), "time": moments.minute(backup.time)]
    }

    private func tell(
        _ planned: PlannedChange,
        _ backup: History.Backup,
        _ lines: [String],
        _ report: ApplyReport? = nil
    ) {
        guard json else { return Console.output(plan: lines, isDone: report != nil) }
        var members = planned.plan.editMembers(dryRun: report == nil)
        members["id"] = .string(backup.id.record)
        members["path"] = .string(backup.id.path)
        members["takesOut"] = .array(backup.takesOut.map { ["id": .string($0.id), "what": .string($0.what)] })
        members["diff"] = .array(planned.plan.redactedDiff().map { .string($0.marked) })
        if let report { members.add(report) }
        Console.output(json: .object(members))
    }
}
