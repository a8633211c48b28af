internal import Anthropic
internal import GatewayHost
internal import JSON5

/// Non-interactive onboarding from flags: what it asks of the pipeline, its live check, and what it tells.
@MainActor
struct FlagOnboarding {
    let context: ProgramContext
    let dryRun: Bool
    let json: Bool
    /// Whether a reference to a secret may be replaced without asking.
    var yes = false
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
        let snapshot = try context.settledSnapshot()
        let explain = context.live.explanation(of: snapshot)
        if let problem = HostChange.Requirement.onboarding.problem(in: snapshot, explain) { throw problem }
        let answers = try request.answers(for: snapshot, explain)
        let token = answers.gateway == nil ? nil : try context.live.freshToken()
        var check: OnboardCheck?
        var change = HostChange(
            command: SetupPlanner.command,
            requirement: .onboarding,
            obstacles: .ofSetup(answers)
        ) { _ in .setup(answers, freshToken: token) }
        change.holding = { HeldWrite.run($0) }
        change.confirm = { planned, isAgain throws(Problem) in
            // A plan made again stores the same secret, which was checked.
            if !isAgain { check = try checked(planned, answers) }
            if let check, !check.verification.isVerified, checking == .orNothing {
                check.refuse(json: json)
                return .stop(code: 1)
            }
            guard dryRun else {
                return try ProfileWriting.confirmed(planned, asks: context.hasTerminal && !json, yes: yes)
            }
            tell(planned, report: nil, request: request, check: check)
            return .stop(code: 0)
        }
        switch try context.live.apply(retrying: change, on: snapshot) {
        case .stopped(let code): return code
        case .nothing(let planned):
            check?.remember()
            tell(planned, report: nil, request: request, check: check)
        case .applied(let planned, let report):
            check?.remember()
            var report = report
            report.verdict = context.live.verdict(of: report.agent)
            tell(planned, report: report, request: request, check: check)
        }
        return 0
    }

    /// The live check of the secret that a plan stores; nil if none was requested.
    private func checked(_ planned: PlannedChange, _ answers: SetupAnswers) throws(Problem) -> OnboardCheck? {
        guard checking != .none else { return nil }
        return try OnboardCheck.run(planned.plan, answers, planned.snapshot, context.live)
    }

    private func tell(
        _ planned: PlannedChange,
        report: ApplyReport?,
        request: OnboardRequest,
        check: OnboardCheck?
    ) {
        let (plan, snapshot) = (planned.plan, planned.snapshot)
        guard !json else {
            var members = plan.members(dryRun: dryRun)
            check?.add(to: &members)
            members["mode"] = "local"
            plan.addSettings(inSections: false, to: &members)
            members["authChoice"] = .string((try? request.choice(Words.texts).rawValue) ?? "skip")
            plan.addSettings(inSections: true, to: &members)
            (members["installDaemon"], members["skipSkills"], members["skipHealth"]) = (false, true, true)
            if let report { members.add(report) }
            Console.output(json: .object(members))
            return
        }
        let text = PlanText(
            texts: Words.texts,
            display: snapshot.display,
            verification: check?.verification
        )
        guard let report else {
            Console.output(plan: dryRun ? text.preview(plan) : [Words.text("plan.nothing")])
            return
        }
        let keys = ["told.next"] + (request.credentialAlone ? ["told.next.onboard"] : [])
        let undo = report.promisesUndo ? ["told.next.undo"] : []
        let next = (keys + ["told.next.status"] + undo).map { Words.text($0) }
        Console.output(plan: text.done(plan, report) + next, isDone: true)
    }
}
