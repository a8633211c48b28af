/// A commit that was interrupted, or is running now in another process.
package struct InterruptedCommit: Sendable, Equatable {
    package let summary: String
    /// When it began, in Unix milliseconds.
    package let timeMilliseconds: Int64
    package let paths: [String]
    /// The process that is running it; nil if it was interrupted.
    package let processID: Int32?
}

extension SetupFolder {
    /// Rolls back or finishes a killed commit. Must be called at the start of every command that writes.
    ///
    /// If there is nothing to recover it does and creates nothing. It waits for another process that is writing; after
    /// that there may be nothing left to do.
    package func recover(
        waiting: (LockWait) -> LockWaitChoice = { _ in .wait }
    ) throws(FileError) -> RecoveryReport {
        guard try hasJournal() else { return RecoveryReport() }
        return try withSignalsHeld { () throws(FileError) in
            try withLock(waiting: waiting) { (_) throws(FileError) in
                try resolveInterrupted(waiting: waiting, keepingOwnFolders: false)
            }
        }
    }

    /// The commit that `recover` would resolve, for commands that only read.
    package func interruptedCommit() throws(FileError) -> InterruptedCommit? {
        guard let journal = try journal(), let status = try files.status(at: path) else { return nil }
        return InterruptedCommit(
            summary: journal.summary,
            timeMilliseconds: journal.timeMilliseconds,
            paths: journal.entries.map(\.participant.subject),
            processID: try files.lockHolder(of: status)
        )
    }

    private func hasJournal() throws(FileError) -> Bool {
        for path in [journalPath, nextJournalPath] where try files.status(at: path) != nil { return true }
        return false
    }

    /// Runs under our own lock, so whoever wrote the journal is gone.
    func resolveInterrupted(
        waiting: GatewayLocks.Waiting,
        keepingOwnFolders: Bool
    ) throws(FileError) -> RecoveryReport {
        guard let journal = try journal() else {
            // Killed before the first journal was in place: nothing else was touched.
            try files.removeFileIfPresent(nextJournalPath)
            return RecoveryReport()
        }
        if let doubt = try JournalTrust(journal, in: self).doubt() { throw untrusted(journalPath, doubt) }
        var resolver = JournalResolver(folder: self, journal: journal, locks: GatewayLocks(self))
        resolver.removeDeadLocks()
        // A lock left by the killed process that cannot be removed is an error, not a wait: nobody would release it.
        try stopAtProblems(of: resolver)
        let outcome = try resolve(&resolver, waiting: waiting, keepingOwnFolders: keepingOwnFolders)
        try stopAtProblems(of: resolver)
        var report = RecoveryReport()
        report.outcome = outcome
        report.summary = journal.summary
        report.timeMilliseconds = journal.timeMilliseconds
        report.paths = journal.entries.map(\.participant.subject)
        report.left = resolver.left
        report.unfinished = resolver.problemsWithOutdated
        report.ownFolders = journal.ownFolders
        return report
    }

    private func stopAtProblems(of resolver: JournalResolver) throws(FileError) {
        guard var error = resolver.problems.first else { return }
        let left = resolver.problems.map(\.path)
        error.aftermath = resolver.journal.phase == .committed ? .leftOver(left) : .unfinished(left)
        throw error
    }

    private func resolve(
        _ resolver: inout JournalResolver,
        waiting: GatewayLocks.Waiting,
        keepingOwnFolders: Bool
    ) throws(FileError) -> RecoveryReport.Outcome {
        if resolver.journal.phase == .prepared { try resolver.finishIfItCannotGoBack(waiting: waiting) }
        if resolver.journal.phase == .committed {
            resolver.finish(isRecovery: true)
            return .finished
        }
        resolver.goBack(keepingOwnFolders: keepingOwnFolders)
        return .takenBack
    }
}

extension JournalResolver {
    /// Finishes a prepared commit that can no longer be rolled back: another program has overwritten one of its files,
    /// so that its old file cannot be restored, while all other participants are placed or can still be placed.
    ///
    /// That program, the gateway, already works with the new file, so the rest has to follow. Takes the gateway's
    /// locks.
    fileprivate mutating func finishIfItCannotGoBack(waiting: GatewayLocks.Waiting) throws(FileError) {
        do {
            try locks.acquire(try reachableLocks(), waiting: waiting)
            var canGoBack = true
            var canGoForward = true
            for participant in journal.entries.map(\.participant) {
                switch try participant.position(context) {
                case .notPlaced(let isReady): canGoForward = canGoForward && isReady
                case .placed: continue
                case .beyondTakingBack: canGoBack = false
                }
            }
            if !canGoBack && canGoForward { try goForward() }
        } catch {
            _ = locks.release()
            throw error
        }
    }

    /// The locks whose parent folder exists; without it there is no store to protect.
    private func reachableLocks() throws(FileError) -> [String] {
        var paths: [String] = []
        for path in journal.locks where try files.status(at: path.parentPath) != nil { paths.append(path) }
        return paths
    }
}
