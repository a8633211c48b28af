package import FileTransactions
package import GatewayConfig
package import Secrets

/// The live side of a host: its machine, which has files, a clock and programs, and the texts for its people.
///
/// Everything that reads or writes the host starts here; snapshots and plans are values in between.
///
///     let live = LiveHost(host, texts: texts)
///     let outcome = try live.apply(retrying: change, on: live.read())
package struct LiveHost: Sendable {
    package var host: Host
    package var texts: Texts

    package init(_ host: Host, texts: Texts = .english) {
        self.host = host
        self.texts = texts
    }

    // MARK: - Reading

    /// Reads the host. Never throws: whatever could not be read is listed in `problems`. Writes nothing.
    ///
    /// - Parameters:
    ///   - purpose: what it is read for.
    ///   - environment: the environment if it was just read; nil reads it.
    ///   - progress: called now and then with the number of profiles found so far.
    package func read(
        for purpose: ReadingPurpose = .change,
        environment: HostEnvironment? = nil,
        progress: (Int) -> Void = { _ in }
    ) -> HostSnapshot {
        HostSnapshot.read(host, texts: texts, for: purpose, environment: environment, progress: progress)
    }

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
        try edit.plan(on: snapshot, reading: host.files.configReader)
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
