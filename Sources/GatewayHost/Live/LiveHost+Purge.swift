package import FileTransactions

extension LiveHost {
    /// Removes the copies of replaced and removed secrets from our own backups; searched again if a store or our backups
    /// changed meanwhile, for a secret may be in use again, and a new backup may have one more copy.
    ///
    /// - Parameters:
    ///   - profile: only the secrets that this profile had; nil for all.
    ///   - first: the host as it was read for the first search.
    ///   - turns: how often it is searched at most.
    ///   - confirm: shows what would be removed, even if that is nothing, and lets it be confirmed.
    ///   - holding: runs the removal, for instance with signals blocked.
    package func purge(
        _ profile: String?,
        retrying first: HostSnapshot,
        turns: Int = PipelineTurns.ofAScript,
        confirm: @escaping (CopyPurge, _ isAgain: Bool) throws(Problem) -> PipelineDecision = { _, _ in .goOn },
        holding: @escaping (() -> Result<PurgeReceipt, ApplyFailure>) -> Result<PurgeReceipt, ApplyFailure> = { $0() }
    ) throws(Problem) -> PipelineOutcome<CopyPurge, PurgeReceipt> {
        try Pipeline<CopyPurge, PurgeReceipt>(
            turns: turns,
            plan: { isAgain throws(Problem) in
                let snapshot = isAgain ? read() : first
                if isAgain, let problem = snapshot.problems.first { throw problem }
                return try CopyPurge.find(profile: profile, snapshot, self)
            },
            confirm: confirm,
            apply: { purge in holding { purge.attempt() } },
            explain: { explanation(of: first)($0) }
        )
        .run()
    }
}

extension CopyPurge: PipelinePlan {
    package func doesTheSame(as other: CopyPurge) -> Bool { removesTheSame(as: other) }
}
