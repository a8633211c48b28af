internal import Anthropic
internal import GatewayHost
internal import JSON5

/// Non-interactive onboarding from flags: read, plan, check that the files are writable, apply, report.
struct FlagOnboarding {
    let context: ProgramContext
    let dryRun: Bool
    let json: Bool
    var checking = Checking.none

    /// Whether the credential is checked with the provider before it is stored.
    enum Checking {
        case none
        /// If the check fails, nothing is written.
        case orNothing
        /// The credential is stored whatever the check returns, because the user asked for that.
        case thenSave
    }

    func run(_ request: OnboardRequest) throws(Problem) -> Int32 {
        if !dryRun { try StandardStreams.requireOutput() }
        var snapshot = try context.settledSnapshot()
        if let problem = snapshot.onboardingRefusal ?? snapshot.problems.first { throw problem }
        let answers = try request.answers(for: snapshot)
        var plan = try SetupPlanner(snapshot: snapshot).plan(answers)
        let obstacles = try snapshot.obstacles(for: answers.agents, storing: answers.storesCredential)
        if let obstacle = obstacles.first { throw obstacle }
        let check = try checking == .none ? nil : OnboardCheck.run(plan, answers, snapshot)
        if let check, !check.verification.isVerified, checking == .orNothing {
            check.refuse(json: json)
            return 1
        }
        guard !dryRun, !plan.isEmpty else {
            if !dryRun { check?.remember() }
            tell(plan, snapshot: snapshot, report: nil, request: request, check: check)
            return 0
        }
        var last = Problem(code: "changed-meanwhile", message: Words.text("file.changedMeanwhile"))
        for _ in 0..<ProgramContext.turns {
            switch snapshot.apply(plan) {
            case .success(let report):
                check?.remember()
                tell(plan, snapshot: snapshot, report: report, request: request, check: check)
                return 0
            case .failure(let failure):
                last = snapshot.explain(failure)
                guard case .changedMeanwhile = failure else { throw last }
            }
            // Another process changed a file first: plan the same answers again on the new content.
            snapshot = try context.readableSnapshot()
            plan = try SetupPlanner(snapshot: snapshot).plan(answers)
        }
        throw last
    }

    private func tell(
        _ plan: ChangePlan,
        snapshot: HostSnapshot,
        report: ApplyReport?,
        request: OnboardRequest,
        check: OnboardCheck?
    ) {
        guard !json else {
            var members = plan.members(dryRun: dryRun)
            check?.add(to: &members)
            members["mode"] = "local"
            if let workspace = plan.summary.workspace { members["workspace"] = .string(workspace) }
            members["authChoice"] = .string((try? request.choice(snapshot.texts).rawValue) ?? "skip")
            members["gateway"] = plan.gatewayDocument
            (members["installDaemon"], members["skipSkills"], members["skipHealth"]) = (false, true, true)
            if let report { members.add(report) }
            Console.output(json: .object(members))
            return
        }
        let text = PlanText(
            texts: snapshot.texts,
            display: snapshot.display,
            verification: check?.verification
        )
        guard let report else {
            Console.output(plan: dryRun ? text.preview(plan) : [Words.text("plan.nothing")])
            return
        }
        let keys = ["told.next"] + (request.credentialAlone ? ["told.next.onboard"] : [])
        let next = (keys + ["told.next.status", "told.next.undo"]).map { Words.text($0) }
        Console.output(plan: text.done(plan, report) + next, isDone: true)
    }
}
