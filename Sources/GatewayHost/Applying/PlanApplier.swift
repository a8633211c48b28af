internal import FileTransactions

/// Applies a plan to a host: one transaction over all its files. Made by `LiveHost.apply` alone.
struct PlanApplier {
    let host: Host
    let texts: Texts

    /// Writes the whole plan or nothing; `command` is the name for the undo record.
    ///
    /// `waiting` is called while another process holds a lock, and can stop the wait.
    func apply(
        _ plan: ChangePlan,
        command: String,
        waiting: (LockWait) -> LockWaitChoice
    ) -> Result<ApplyReport, ApplyFailure> {
        // A plan that was made from no host, like the empty one of a page without answers: plan on what is there.
        guard let basis = plan.basis else { return .failure(.changedMeanwhile(paths: [])) }
        let explain = Explanation(texts: texts, paths: basis.paths, host: host)
        do throws(FileError) {
            var transaction = FileTransaction(host.setupFolder(basis.paths), summary: command)
            for (rank, file) in plan.files.enumerated() {
                try transaction.add(file.participant(rank: rank))
            }
            // The plan also depends on files it does not write, so they must be unchanged too.
            let written = Set(plan.files.map(\.path))
            for file in basis.files where !written.contains(file.path) { transaction.expect(file) }
            if !plan.forgets.isEmpty { transaction.forgetCopies { bytes in plan.forgets.contains { $0.isIn(bytes) } } }
            var receipt = try transaction.commit(waiting: waiting)
            VerifiedRecords.forget(plan.forgets, basis.paths, host, unfinished: &receipt.unfinished)
            return .success(report(plan, basis, receipt, explain))
        } catch {
            switch error.code {
            case .changedMeanwhile: return .failure(.changedMeanwhile(paths: error.paths.map(explain.show)))
            case .locked, .cancelled, .busy: return .failure(lockFailure(error, explain))
            default: return .failure(.failed(explain.problem(error)))
            }
        }
    }

    private func lockFailure(_ error: FileError, _ explain: Explanation) -> ApplyFailure {
        guard let holder = error.holder else { return .locked(holder: explain.show(error.path)) }
        if let problem = explain.absurdLock(holder) { return .failed(problem) }
        if case .ourselves = holder.kind { return .locked(holder: explain.holder(holder), isOurselves: true) }
        return .locked(holder: explain.holder(holder))
    }

    private func report(
        _ plan: ChangePlan,
        _ basis: PlanBasis,
        _ receipt: Receipt,
        _ explain: Explanation
    ) -> ApplyReport {
        let changedSince = Set(receipt.changedSince)
        var report = ApplyReport(
            written: plan.files.map { file in
                ApplyReport.WrittenFile(
                    path: explain.show(file.path),
                    created: file.isNew,
                    changedSince: changedSince.contains(file.subject)
                )
            },
            backupFolder: receipt.backupFolder ?? "",
            purged: receipt.purged,
            unpurged: receipt.unpurged,
            unfinished: receipt.unfinished.map(explain.problem),
            payer: plan.summary.payerNow,
            gatewayProcess: host.processListening(basis.gatewayPort),
            agent: plan.summary.credential?.agents.first ?? basis.agent
        )
        report.canBeUndone = plan.canBeUndone
        return report
    }
}
