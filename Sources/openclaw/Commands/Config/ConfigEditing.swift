internal import GatewayHost
internal import JSON5
internal import Secrets

/// The shared flow of the config commands that write: read, plan, check that the files are writable, apply, report.
struct ConfigEditing {
    /// A plan, the text key of the success message, and the config path that was edited.
    typealias Edit = (plan: ChangePlan, doneKey: String, path: String)

    let context: ProgramContext
    /// The command name for the undo record of the apply.
    let command: String
    let dryRun: Bool
    let json: Bool
    let lock: LockOptions
    /// True: show the plan and require `--yes` to write.
    var needsYes = false

    func run(_ makePlan: (ConfigPlanner) throws(Problem) -> Edit) throws(Problem) -> Int32 {
        if !dryRun { try StandardStreams.requireOutput() }
        let context = try context.waiting(lock)
        var snapshot = try context.settledSnapshot()
        var last = Problem(code: "changed-meanwhile", message: Words.text("file.changedMeanwhile"))
        for _ in 0..<ProgramContext.turns {
            let edit = try makePlan(ConfigPlanner(snapshot: snapshot))
            if let obstacle = try snapshot.obstacles(for: edit.plan).first { throw obstacle }
            guard !dryRun, !needsYes, !edit.plan.isEmpty else {
                tell(edit, snapshot, report: nil)
                return 0
            }
            switch snapshot.apply(edit.plan, command: command) {
            case .success(let report):
                tell(edit, snapshot, report: report)
                return 0
            case .failure(let failure):
                last = snapshot.explain(failure)
                guard case .changedMeanwhile = failure else { throw last }
                // Another process changed a file first: plan the edit again on the new content.
                snapshot = context.snapshot()
            }
        }
        throw last
    }

    private func tell(_ edit: Edit, _ snapshot: HostSnapshot, report: ApplyReport?) {
        let shownPath = Redaction.redact(edit.path)
        guard !json else {
            var members = edit.plan.editMembers(dryRun: report == nil)
            if !edit.path.isEmpty { members["path"] = .string(shownPath) }
            if let report { members.add(report) }
            Console.output(json: .object(members))
            return
        }
        let text = PlanText(texts: snapshot.texts, display: snapshot.display)
        let lines: [String] =
            if let report {
                text.edited(Words.text(edit.doneKey, ["key": shownPath]), edit.plan, report)
            } else if edit.plan.isEmpty {
                [Words.text("plan.nothing")]
            } else {
                text.preview(edit.plan, end: Words.text(dryRun ? "plan.nothingWritten" : "config.migrate.next"))
            }
        Console.output(plan: lines, isDone: report != nil)
    }
}
