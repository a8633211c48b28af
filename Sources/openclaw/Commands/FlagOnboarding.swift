internal import GatewayHost
internal import JSON5

/// Onboarding from flags alone: read, plan, check that the files can be written, apply, tell. Asks nothing.
struct FlagOnboarding {
    let context: ProgramContext
    let dryRun: Bool
    let json: Bool

    func run(_ request: OnboardRequest) throws(Problem) -> Int32 {
        if !dryRun { try StandardStreams.requireOutput() }
        let snapshot = try context.readableSnapshot(settles: true)
        let answers = try request.answers(for: snapshot)
        let plan = try SetupPlanner(snapshot: snapshot).plan(answers)
        if let obstacle = try snapshot.obstacles(for: answers.agents).first { throw obstacle }
        guard !dryRun, !plan.isEmpty else {
            tell(plan, snapshot: snapshot, report: nil, request: request)
            return 0
        }
        switch PlanApplier(snapshot: snapshot).apply(plan) {
        case .success(let report):
            tell(plan, snapshot: snapshot, report: report, request: request)
            return 0
        case .failure(let failure):
            throw snapshot.explain(failure)
        }
    }

    private func tell(_ plan: ChangePlan, snapshot: HostSnapshot, report: ApplyReport?, request: OnboardRequest) {
        guard !json else {
            var members = plan.members(dryRun: dryRun)
            members["mode"] = "local"
            if let workspace = plan.summary.workspace { members["workspace"] = .string(workspace) }
            members["authChoice"] = .string((try? request.choice(snapshot.texts).rawValue) ?? "skip")
            members["gateway"] = plan.gatewayDocument
            (members["installDaemon"], members["skipSkills"], members["skipHealth"]) = (false, true, true)
            if let report { members["backup"] = .string(report.backupFolder) }
            Console.output(json: .object(members))
            return
        }
        let text = PlanText(texts: snapshot.texts, display: snapshot.display)
        guard let report else {
            Console.output(plan: dryRun ? text.preview(plan) : [Words.text("plan.nothing")])
            return
        }
        let keys = ["told.next"] + (request.credentialAlone ? ["told.next.onboard"] : [])
        let next = (keys + ["told.next.status", "told.next.undo"]).map { Words.text($0) }
        Console.output(plan: text.done(plan, report) + next, isDone: true)
    }
}
