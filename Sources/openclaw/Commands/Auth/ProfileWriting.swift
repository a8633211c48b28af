internal import GatewayHost
internal import Glibc
internal import JSON5
internal import Secrets

/// The commands that change profiles: what they ask of the pipeline, how a plan is confirmed, and what they tell.
///
/// On a terminal the plan is shown and has to be confirmed. `--yes` or a pipe skips the question, `--dry-run` skips the
/// apply. If the files change in between, the change is planned again on their new content.
@MainActor
struct ProfileWriting {
    let context: ProgramContext
    let options: WritingOptions
    /// True if the command removes something: without a terminal it then needs `--yes`.
    let needsYes: Bool

    /// What is reported after the apply, in addition to the plan's files and effects.
    struct Story {
        /// The stable action name for `--json`.
        var action: String
        var title: (ChangePlan) -> String
        /// Further lines below the title.
        var subtitle: [String] = []
        /// Further members of the `--json` document.
        var members: Members = [:]
        /// Called after the write; its lines and members are added to the report.
        var afterwards: (HostSnapshot, ApplyReport) -> (lines: [String], members: Members) = { _, _ in ([], [:]) }
        /// Secrets to purge from our own backups, of the host that the plan is made from.
        var forgets: (HostSnapshot) -> [Secret] = { _ in [] }
        /// Called if the plan changes nothing; throws if that has to be reported as a problem.
        var whenNothing: (HostSnapshot) throws(Problem) -> Void = { _ in }
    }

    init(context: ProgramContext, options: WritingOptions, needsYes: Bool = false) throws(Problem) {
        self.context = try context.waiting(options.lock)
        self.options = options
        self.needsYes = needsYes
    }

    /// Whether a person confirms the plan first.
    var asks: Bool { context.hasTerminal && !options.json && !options.yes && !options.dryRun }
    /// Whether a question can be asked at all.
    var canAsk: Bool { context.hasTerminal && !options.json }

    /// The current snapshot and the agents to write for; throws if something prevents writing.
    ///
    /// - Parameters:
    ///   - listing: false if the config stays as it is, so that nothing there is in the way.
    ///   - act: what will be asked of the stores, if something is asked for before it is planned.
    func begin(
        listing: Bool = true,
        for act: (HostSnapshot, [String]) -> StoreAct? = { _, _ in nil },
        _ chooseAgents: (HostSnapshot) throws(Problem) -> [String]
    ) throws(Problem) -> (snapshot: HostSnapshot, agents: [String]) {
        if !options.dryRun { try StandardStreams.requireOutput() }
        let snapshot = try context.snapshot(fulfilling: .stores, settles: !options.dryRun)
        let agents = try chooseAgents(snapshot)
        let explain = context.live.explanation(of: snapshot)
        if let act = act(snapshot, agents), let refusal = snapshot.refusal(of: act, agents: agents, explain) {
            throw refusal
        }
        if !snapshot.hasDatabases, let refusal = snapshot.storeRefusals.first { throw refusal }
        let obstacles = try context.live.obstacles(on: snapshot, for: agents, listing: listing)
        if let obstacle = obstacles.first { throw obstacle }
        return (snapshot, agents)
    }

    /// The same for the agents with these names; the main agent if none is named.
    func begin(
        agents names: [String],
        listing: Bool = true,
        for act: (HostSnapshot, [String]) -> StoreAct? = { _, _ in nil }
    ) throws(Problem) -> (snapshot: HostSnapshot, agents: [String]) {
        try begin(listing: listing, for: act) { snapshot throws(Problem) in
            try snapshot.agentIDs(names, context.live.explanation(of: snapshot))
        }
    }

    /// The same for one agent.
    func begin(
        agent name: String?,
        for act: StoreAct? = nil
    ) throws(Problem) -> (snapshot: HostSnapshot, agent: String) {
        let (snapshot, agents) = try begin(agents: name.map { [$0] } ?? []) { _, _ in act }
        return (snapshot, agents[0])
    }

    func carryOut(
        _ first: HostSnapshot,
        _ story: Story,
        change: @escaping (HostSnapshot) throws(Problem) -> ProfileChange
    ) throws(Problem) -> Int32 {
        var asked = HostChange(command: "models auth " + story.action, requirement: .stores, obstacles: .done) {
            snapshot throws(Problem) in .profile(try change(snapshot))
        }
        asked.turns = asks ? PipelineTurns.ofAPerson : PipelineTurns.ofAScript
        asked.forgets = story.forgets
        asked.holding = { HeldWrite.run($0) }
        asked.confirm = { planned, isAgain throws(Problem) in try confirm(planned, isAgain, story) }
        switch try context.live.apply(retrying: asked, on: first) {
        case .nothing(let planned):
            tell(planned.plan, story, [Words.text("plan.nothing")])
            return 0
        case .stopped(let code): return code
        case .applied(let planned, let report): return tellDone(planned.plan, report, story, planned.snapshot)
        }
    }

    /// Shows the plan; a person confirms it, and a script has done so by a flag or by using a pipe.
    private func confirm(
        _ planned: PlannedChange,
        _ isAgain: Bool,
        _ story: Story
    ) throws(Problem) -> PipelineDecision {
        let (plan, snapshot) = (planned.plan, planned.snapshot)
        if asks, isAgain { Console.output(Words.text("auth.changedMeanwhile")) }
        guard !plan.isEmpty else {
            try story.whenNothing(snapshot)
            return .goOn
        }
        let text = PlanText(texts: Words.texts, display: snapshot.display)
        if options.dryRun {
            tell(plan, story, text.preview(plan))
            return .stop(code: 0)
        }
        if !options.yes, !asks {
            if plan.replacesReference { throw snapshot.unconfirmedReference(in: plan, Words.texts) }
            if needsYes { throw Self.unconfirmed }
        }
        return asks ? Self.asked(plan, text) : .goOn
    }

    /// A reference to a secret goes away only if a person or a flag says so; for changes that ask nothing else.
    /// - Parameters:
    ///   - asks: whether there is a person to ask.
    ///   - yes: the flag.
    static func confirmed(_ planned: PlannedChange, asks: Bool, yes: Bool) throws(Problem) -> PipelineDecision {
        let (plan, snapshot) = (planned.plan, planned.snapshot)
        guard plan.replacesReference, !yes else { return .goOn }
        guard asks else { throw snapshot.unconfirmedReference(in: plan, Words.texts) }
        return asked(plan, PlanText(texts: Words.texts, display: snapshot.display))
    }

    private static func asked(_ plan: ChangePlan, _ text: PlanText) -> PipelineDecision {
        Console.output(plan: text.preview(plan, end: Words.text("auth.nothingYet")))
        return declined().map { .stop(code: $0) } ?? .goOn
    }

    private func tellDone(_ plan: ChangePlan, _ report: ApplyReport, _ story: Story, _ snapshot: HostSnapshot) -> Int32
    {
        let text = PlanText(texts: Words.texts, display: snapshot.display)
        let after = story.afterwards(snapshot, report)
        var report = report
        report.verdict = context.live.verdict(of: report.agent)
        var told = story
        for (key, value) in after.members { told.members[key] = value }
        told.members.add(report)
        let title = story.title(plan)
        let problem =
            report.unpurged.isEmpty
            ? nil
            : context.live.explanation(of: snapshot)
                .unpurged(report.unpurged, done: title, reasons: report.unfinished)
        if let problem { told.members.add(failing: problem, unpurged: report.unpurged) }
        var lines = text.done(plan, report, title: title) + after.lines
        lines.insert(contentsOf: story.subtitle, at: 1)
        let undo = report.promisesUndo ? [Words.text("told.next.undo")] : []
        let next = [Words.text("told.next"), Words.text("told.next.status")]
        tell(plan, told, lines + next + undo, isDone: true)
        if let problem, !options.json { Console.report(problem, json: false) }
        return problem == nil ? 0 : 1
    }

    /// The exit code if the person declines; nil if the person confirms.
    static func declined() -> Int32? {
        switch KeyQuestion.ask(Words.text("auth.confirm"), keys: ["y", "n"]) {
        case .key("y"): return nil
        case .left(let code):
            Console.output(Words.text("file.nothingChanged"))
            return code
        default:
            Console.output(Words.text("file.nothingChanged"))
            return 0
        }
    }

    private static var unconfirmed: Problem {
        Problem(
            code: "not-confirmed",
            message: Words.text("auth.unconfirmed"),
            details: [Words.text("file.nothingChanged")],
            next: Words.text("auth.unconfirmed.next")
        )
    }

    private func tell(_ plan: ChangePlan, _ story: Story, _ lines: [String], isDone: Bool = false) {
        guard options.json else {
            Console.output(plan: lines, isDone: isDone)
            return
        }
        var members = plan.members(dryRun: options.dryRun)
        // These commands do not set the model or its cache, so their documents leave it out.
        members["model"] = nil
        members["cacheRetention"] = nil
        members["action"] = .string(story.action)
        for (key, value) in story.members { members[key] = value }
        Console.output(json: .object(members))
    }
}
