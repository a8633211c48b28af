internal import GatewayHost
internal import Glibc
internal import JSON5

/// How every command that changes profiles runs: read, look for obstacles, plan, show, ask, apply, tell.
///
/// On a terminal the plan is shown and asked about; `--yes` or a pipe does without the question, `--dry-run` without the
/// apply. When the files change in between, it plans again on what is there then.
@MainActor
struct ProfileWriting {
    let context: ProgramContext
    let options: WritingOptions
    /// Takes something away: without a terminal it needs `--yes`.
    var needsYes = false

    /// What is told when it is done; beside the files and the effects of the plan.
    struct Story {
        /// A stable word for `--json`.
        var action: String
        var title: (ChangePlan) -> String
        /// Further members for `--json`.
        var members: Members = [:]
        /// Looked up when all is written.
        var afterwards: (HostSnapshot) throws(Problem) -> (lines: [String], members: Members) = { _ in ([], [:]) }
    }

    /// Whether a person is asked before it is done.
    var asks: Bool { context.hasTerminal && !options.json && !options.yes && !options.dryRun }
    /// Whether a question can be asked at all.
    var canAsk: Bool { context.hasTerminal && !options.json }

    /// The host as it is and the agents that are written for, when nothing is in the way of that.
    func begin(
        _ chooseAgents: (HostSnapshot) throws(Problem) -> [String]
    ) throws(Problem) -> (snapshot: HostSnapshot, agents: [String]) {
        if !options.dryRun { try StandardStreams.requireOutput() }
        let snapshot = try context.snapshotForStores(settles: !options.dryRun)
        let agents = try chooseAgents(snapshot)
        if let obstacle = try snapshot.obstacles(for: agents).first { throw obstacle }
        return (snapshot, agents)
    }

    /// The same for the agents with these names; main where none is named.
    func begin(agents names: [String]) throws(Problem) -> (snapshot: HostSnapshot, agents: [String]) {
        try begin { snapshot throws(Problem) in try snapshot.agentIDs(names) }
    }

    /// The same for one agent.
    func begin(agent name: String?) throws(Problem) -> (snapshot: HostSnapshot, agent: String) {
        let (snapshot, agents) = try begin(agents: name.map { [$0] } ?? [])
        return (snapshot, agents[0])
    }

    func carryOut(
        _ first: HostSnapshot,
        _ story: Story,
        change: (HostSnapshot) throws(Problem) -> ProfileChange
    ) throws(Problem) -> Int32 {
        var snapshot = first
        var last = Problem(code: "changed-meanwhile", message: Words.text("file.changedMeanwhile"))
        for _ in 0..<5 {
            let plan = try ProfilePlanner(snapshot: snapshot).plan(try change(snapshot))
            let text = PlanText(texts: snapshot.texts, display: snapshot.display)
            if plan.isEmpty || options.dryRun {
                tell(plan, story, plan.isEmpty ? [Words.text("plan.nothing")] : text.preview(plan))
                return 0
            }
            if needsYes, !options.yes, !asks { throw Self.unconfirmed }
            if asks {
                Console.output(plan: text.preview(plan, end: Words.text("auth.nothingYet")))
                if let code = Self.declined() { return code }
            }
            switch PlanApplier(snapshot: snapshot).apply(plan, command: "models auth " + story.action) {
            case .success(let report):
                let after = try story.afterwards(snapshot)
                var told = story
                for (key, value) in after.members { told.members[key] = value }
                told.members["backup"] = .string(report.backupFolder)
                let lines = text.done(plan, report, title: story.title(plan)) + after.lines
                let undo = after.members["purged"] == nil ? [Words.text("told.next.undo")] : []
                let next = [Words.text("told.next"), Words.text("told.next.status")]
                tell(plan, told, lines + next + undo, isDone: true)
                return 0
            case .failure(.changedMeanwhile(let paths)):
                last = snapshot.explain(.changedMeanwhile(paths: paths))
                if asks { Console.output(Words.text("auth.changedMeanwhile")) }
                snapshot = try context.snapshotForStores()
            case .failure(let failure): throw snapshot.explain(failure)
            }
        }
        throw last
    }

    /// The exit code when the person does not want it; nil for yes.
    private static func declined() -> Int32? {
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
        // The model and its cache are no business of these commands.
        members["model"] = nil
        members["cacheRetention"] = nil
        members["action"] = .string(story.action)
        for (key, value) in story.members { members[key] = value }
        Console.output(json: .object(members))
    }
}
