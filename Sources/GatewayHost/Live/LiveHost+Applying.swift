package import FileTransactions
internal import GatewayConfig
package import Secrets

extension LiveHost {
    /// Finishes or rolls back an apply that was killed, if there is one.
    package func settle() throws(Problem) -> InterruptedApply.Outcome {
        try InterruptedApply.settle(on: host, texts: texts)
    }

    // MARK: - One attempt

    /// A random gateway token, for plans that make one. It is drawn once for all plans of the same answers.
    package func freshToken() throws(Problem) -> Secret {
        do throws(RandomnessError) {
            return try host.randomToken()
        } catch {
            throw Explanation(texts: texts, paths: HostEnvironment.read(host.pathContext, host.files).paths, host: host)
                .problem(error)
        }
    }

    /// Plans what is asked, on a host as it was read.
    package func plan(_ edit: HostEdit, on snapshot: HostSnapshot) throws(Problem) -> ChangePlan {
        try edit.plan(on: snapshot, explanation(of: snapshot), reading: host.files.configReader)
    }

    /// The same for somebody who decides on it: it also tells what sessions are pinned to, which is looked up only now.
    package func planToShow(_ edit: HostEdit, on snapshot: HostSnapshot) throws(Problem) -> ChangePlan {
        var plan = try plan(edit, on: snapshot)
        if case .profile(let change) = edit, !plan.isEmpty {
            plan.effects += snapshot.pinEffects(of: change, host.files)
        }
        return plan
    }

    /// Writes the whole plan or nothing; the only place that applies a plan.
    ///
    /// It fails with `changedMeanwhile` if any file the plan was made from has changed. A screen then shows a new plan;
    /// commands use `apply(retrying:on:)`.
    /// - Parameters:
    ///   - command: the name for the undo record, unless the plan has its own.
    ///   - waiting: called while another process holds a lock, and can stop the wait; the default is the host's.
    package func apply(
        _ plan: ChangePlan,
        command: String = SetupPlanner.command,
        waiting: ((LockWait) -> LockWaitChoice)? = nil
    ) -> Result<ApplyReport, ApplyFailure> {
        PlanApplier(host: host, texts: texts)
            .apply(plan, command: plan.command ?? command, waiting: waiting ?? host.waiting)
    }
}
