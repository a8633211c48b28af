internal import GatewayHost
internal import JSON5
internal import Secrets

/// The config commands that write: what they ask of the pipeline, and what they tell.
@MainActor
struct ConfigEditing {
    let context: ProgramContext
    /// The command name for the undo record of the apply.
    let command: String
    let dryRun: Bool
    let json: Bool
    let lock: LockOptions
    /// True: show the plan and require `--yes` to write.
    var needsYes = false
    /// Whether a reference to a secret may go away without asking.
    var yes = false
    /// The text key of the success message.
    let doneKey: String
    /// The config path that is edited; empty if there are several.
    let path: String

    /// Whether nothing is written in any case.
    private var isPreview: Bool { dryRun || needsYes }

    func run(_ edit: HostEdit) throws(Problem) -> Int32 {
        if !dryRun { try StandardStreams.requireOutput() }
        let context = try context.waiting(lock)
        var change = HostChange(command: command, requirement: .none, obstacles: .ofPlan) { _ in edit }
        change.holding = { HeldWrite.run($0) }
        change.confirm = { planned, _ throws(Problem) in
            guard isPreview else {
                return try ProfileWriting.confirmed(planned, asks: context.hasTerminal && !json, yes: yes)
            }
            tell(planned, report: nil)
            return .stop(code: 0)
        }
        switch try context.live.apply(retrying: change, on: try context.settledSnapshot()) {
        case .nothing(let planned): tell(planned, report: nil)
        case .stopped(let code): return code
        case .applied(let planned, let report): tell(planned, report: report)
        }
        return 0
    }

    private func tell(_ planned: PlannedChange, report: ApplyReport?) {
        let (plan, snapshot) = (planned.plan, planned.snapshot)
        let shownPath = Redaction.redact(path)
        guard !json else {
            var members = plan.editMembers(dryRun: isPreview)
            if !path.isEmpty { members["path"] = .string(shownPath) }
            if let report { members.add(report) }
            Console.output(json: .object(members))
            return
        }
        let text = PlanText(texts: Words.texts, display: snapshot.display)
        let lines: [String] =
            if let report {
                text.edited(Words.text(doneKey, ["key": shownPath]), plan, report)
            } else if plan.isEmpty {
                plan.effects.isEmpty
                    ? [Words.text("plan.nothing")] : [Words.text("plan.nothingMore")] + text.effects(plan)
            } else {
                text.preview(plan, end: Words.text(dryRun ? "plan.nothingWritten" : "config.migrate.next"))
            }
        Console.output(plan: lines, isDone: report != nil)
    }
}
