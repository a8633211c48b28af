/// A plan that the pipeline can apply: a change of files, an undo, or a purge of our backups.
package protocol PipelinePlan {
    /// True if everything is already as requested.
    var isEmpty: Bool { get }
    /// Whether another plan, made after files changed, does the same. Whoever confirmed one has confirmed the other.
    func doesTheSame(as other: Self) -> Bool
}

/// The one way from a plan to its report: preview, apply, and plan again if files changed meanwhile.
///
/// Files are compared under the locks, so a plan made from an older state is never written. A person confirms what a
/// plan does; a new plan that does something else is shown and confirmed again.
struct Pipeline<Plan: PipelinePlan, Report> {
    /// How often it plans at most.
    let turns: Int
    /// Plans on the host as it is; `isAgain` if files changed since the last plan.
    let plan: (_ isAgain: Bool) throws(Problem) -> Plan
    /// Shows the plan and lets it be confirmed.
    let confirm: (Plan, _ isAgain: Bool) throws(Problem) -> PipelineDecision
    /// Writes all of the plan or nothing.
    let apply: (Plan) -> Result<Report, ApplyFailure>
    let explain: (ApplyFailure) -> Problem

    func run() throws(Problem) -> PipelineOutcome<Plan, Report> {
        var confirmed: Plan?
        var turn = 1
        while true {
            let plan = try plan(turn > 1)
            if confirmed.map({ $0.doesTheSame(as: plan) }) != true {
                if case .stop(let code) = try confirm(plan, turn > 1) { return .stopped(code: code) }
                confirmed = plan
            }
            guard !plan.isEmpty else { return .nothing(plan) }
            switch apply(plan) {
            case .success(let report): return .applied(plan, report)
            case .failure(.changedMeanwhile) where turn < turns: turn += 1
            case .failure(let failure): throw explain(failure)
            }
        }
    }
}

/// The answer to a preview.
package enum PipelineDecision: Sendable, Equatable {
    case goOn
    /// Nothing is written; the command exits with this code.
    case stop(code: Int32)
}

/// How a run of the pipeline ended.
package enum PipelineOutcome<Plan, Report> {
    /// Everything was already as requested.
    case nothing(Plan)
    /// It was only a preview, or the person declined.
    case stopped(code: Int32)
    case applied(Plan, Report)
}

/// How often a change is planned at most.
package enum PipelineTurns {
    /// A person confirms each plan that does something else.
    package static let ofAPerson = 5
    /// A script may compete with many others, each of which changes the files once before its own turn comes.
    package static let ofAScript = 50
}
