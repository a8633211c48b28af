package import FileTransactions

/// Applies a plan to a host: one transaction over all its files.
package struct PlanApplier: Sendable {
    private let snapshot: HostSnapshot

    /// - Parameter snapshot: the snapshot that the plan was made from.
    package init(snapshot: HostSnapshot) {
        self.snapshot = snapshot
    }

    /// Writes the whole plan or nothing; `command` is the name for the undo record.
    ///
    /// `waiting` is called while another process holds a lock, and can stop the wait; the default is the host's.
    package func apply(
        _ plan: ChangePlan,
        command: String = SetupPlanner.command,
        waiting: ((LockWait) -> LockWaitChoice)? = nil
    ) -> Result<ApplyReport, ApplyFailure> {
        let explain = snapshot.explain
        do throws(FileError) {
            var transaction = FileTransaction(snapshot.setupFolder, summary: command)
            for (rank, file) in plan.files.enumerated() {
                try transaction.stage(
                    file.basedOn,
                    contents: file.contents,
                    rank: rank,
                    lock: file.lock,
                    essence: file.lock == .gateway ? file.contents.flatMap(KeptMarks.essence) : nil
                )
            }
            // The plan also depends on files it does not write, so they must be unchanged too: stores and config, or
            // for an edit of the config alone only the config files.
            let basis = plan.isMadeFromStores ? snapshot.readFiles : snapshot.configFiles
            let written = Set(plan.files.map(\.path))
            for file in basis where !written.contains(file.path) { transaction.expect(file) }
            if !plan.forgets.isEmpty { transaction.forgetCopies { bytes in plan.forgets.contains { $0.isIn(bytes) } } }
            let receipt = try transaction.commit(waiting: waiting ?? snapshot.host.waiting)
            return .success(report(plan, receipt))
        } catch {
            switch error.code {
            case .changedMeanwhile: return .failure(.changedMeanwhile(paths: error.paths.map(explain.show)))
            case .locked, .cancelled, .busy: return .failure(lockFailure(error))
            default: return .failure(.failed(explain.problem(error)))
            }
        }
    }

    private func lockFailure(_ error: FileError) -> ApplyFailure {
        let explain = snapshot.explain
        guard let holder = error.holder else { return .locked(holder: explain.show(error.path)) }
        if holder.hasAbsurdTime(at: snapshot.host.clock.now()) {
            return .failed(explain.absurdLock(holder))
        }
        if case .ourselves = holder.kind { return .locked(holder: explain.holder(holder), isOurselves: true) }
        return .locked(holder: explain.holder(holder))
    }

    private func report(_ plan: ChangePlan, _ receipt: Receipt) -> ApplyReport {
        let explain = snapshot.explain
        let changedSince = Set(receipt.changedSince)
        return ApplyReport(
            written: plan.files.map { file in
                ApplyReport.WrittenFile(
                    path: explain.show(file.path),
                    created: file.isNew,
                    changedSince: changedSince.contains(file.basedOn.realPath)
                )
            },
            backupFolder: receipt.backupFolder ?? "",
            purged: receipt.purged,
            unpurged: receipt.unpurged,
            unfinished: receipt.unfinished.map(explain.problem),
            payer: plan.summary.payerNow,
            gatewayProcess: snapshot.gatewayProcess,
            agent: plan.summary.credential?.agents.first ?? snapshot.defaultAgent?.id ?? "main"
        )
    }
}

extension PlannedFile {
    /// The gateway locks its stores; the config has no lock of its own.
    var lock: LockKind {
        if case .credentialStore = role { .gateway } else { .none }
    }
}
