package import Secrets

/// One change of a host on its way through the pipeline: what is asked, what the host must fulfil, and how it is
/// confirmed.
package struct HostChange {
    /// Which parts of the host must be readable.
    package enum Requirement: Sendable {
        /// None: the planner says what it needs.
        case none
        /// The credential stores, whoever writes them; the config may be unreadable.
        case stores
        case everything
        /// Everything, and a config that the gateway accepts.
        case onboarding

        /// What stops a change of this host.
        package func problem(in snapshot: HostSnapshot, _ explain: Explanation) -> Problem? {
            switch self {
            case .none: nil
            case .stores: snapshot.unreadableStore
            case .everything: snapshot.problems.first
            case .onboarding: snapshot.onboardingRefusal(explain) ?? snapshot.problems.first
            }
        }
    }

    /// Which files are checked for obstacles after planning.
    package enum ObstacleCheck: Sendable {
        /// None, because they were checked before a secret was asked for.
        case done
        /// The files of the plan.
        case ofPlan
        /// Whatever onboarding may write for these agents.
        case ofSetup(SetupAnswers)
    }

    /// The name for the undo record.
    package var command: String
    package var requirement: Requirement
    package var obstacles: ObstacleCheck
    package var turns = PipelineTurns.ofAScript
    /// Secrets to purge from our own backups, of the host that the plan is made from.
    package var forgets: (HostSnapshot) -> [Secret] = { _ in [] }
    /// What is asked, on a host as it was read.
    package var edit: (HostSnapshot) throws(Problem) -> HostEdit
    /// Shows a plan, even an empty one, and lets it be confirmed; `isAgain` if an earlier one was shown.
    package var confirm: (PlannedChange, _ isAgain: Bool) throws(Problem) -> PipelineDecision = { _, _ in .goOn }
    /// Runs the write, for instance with signals blocked.
    package var holding: (() -> Result<ApplyReport, ApplyFailure>) -> Result<ApplyReport, ApplyFailure> = { $0() }

    package init(
        command: String,
        requirement: Requirement,
        obstacles: ObstacleCheck,
        edit: @escaping (HostSnapshot) throws(Problem) -> HostEdit
    ) {
        self.command = command
        self.requirement = requirement
        self.obstacles = obstacles
        self.edit = edit
    }
}

/// A plan with the snapshot it was made from.
package struct PlannedChange: PipelinePlan {
    package let snapshot: HostSnapshot
    package let plan: ChangePlan

    package var isEmpty: Bool { plan.isEmpty }

    package func doesTheSame(as other: PlannedChange) -> Bool { plan.doesTheSame(as: other.plan) }
}

extension LiveHost {
    /// Carries out a change: obstacles, plan, preview, apply; planned again on what is there now if files changed
    /// meanwhile.
    ///
    /// - Parameter first: the host as it was read for the first plan.
    package func apply(
        retrying change: HostChange,
        on first: HostSnapshot
    ) throws(Problem) -> PipelineOutcome<PlannedChange, ApplyReport> {
        var last = first
        return try Pipeline<PlannedChange, ApplyReport>(
            turns: change.turns,
            plan: { isAgain throws(Problem) in
                if isAgain { last = try read(for: change) }
                return try planned(change, on: last)
            },
            confirm: change.confirm,
            apply: { planned in change.holding { apply(planned.plan, command: change.command) } },
            explain: { explanation(of: last)($0) }
        )
        .run()
    }

    private func read(for change: HostChange) throws(Problem) -> HostSnapshot {
        let snapshot = read()
        if let problem = change.requirement.problem(in: snapshot, explanation(of: snapshot)) { throw problem }
        return snapshot
    }

    private func planned(_ change: HostChange, on snapshot: HostSnapshot) throws(Problem) -> PlannedChange {
        var plan = try planToShow(try change.edit(snapshot), on: snapshot)
        plan.forgets = change.forgets(snapshot)
        let obstacles =
            switch change.obstacles {
            case .done: [Problem]()
            case .ofPlan: try obstacles(on: snapshot, for: plan)
            case .ofSetup(let answers):
                try obstacles(on: snapshot, for: answers.agents, storing: answers.storesCredential)
            }
        if let obstacle = obstacles.first { throw obstacle }
        return PlannedChange(snapshot: snapshot, plan: plan)
    }
}
