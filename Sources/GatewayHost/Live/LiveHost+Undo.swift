extension LiveHost {
    /// The undo of the last apply, with its preview; nil if there is none. Read-only.
    package func plannedUndo() throws(Problem) -> HostUndo? { try HostUndo.latest(on: host, texts: texts) }

    /// The undo of one apply; nil if there is none with this id, or if it was undone. Read-only.
    package func plannedUndo(of id: String) throws(Problem) -> HostUndo? {
        try HostUndo.of(id, on: host, texts: texts)
    }

    /// Takes an apply back; planned again if the gateway wrote marks meanwhile.
    ///
    /// - Parameters:
    ///   - first: the undo as planned.
    ///   - confirm: shows it and lets it be confirmed.
    ///   - holding: runs the write, for instance with signals blocked.
    package func undo(
        retrying first: HostUndo,
        confirm: @escaping (HostUndo, _ isAgain: Bool) throws(Problem) -> PipelineDecision = { _, _ in .goOn },
        holding: @escaping (() -> Result<[String], ApplyFailure>) -> Result<[String], ApplyFailure> = { $0() }
    ) throws(Problem) -> PipelineOutcome<HostUndo, [String]> {
        try Pipeline<HostUndo, [String]>(
            turns: PipelineTurns.ofAPerson,
            plan: { isAgain throws(Problem) in
                let undo = isAgain ? try again(first) : first
                if let obstacle = undo.obstacle { throw obstacle }
                return undo
            },
            confirm: confirm,
            apply: { undo in holding { undo.attempt() } },
            explain: first.explained
        )
        .run()
    }

    /// The undo of the same apply, found by its id: a newer one was not meant, whoever made it. There is none any more if
    /// somebody else has taken the apply back.
    private func again(_ first: HostUndo) throws(Problem) -> HostUndo {
        guard let undo = try plannedUndo(of: first.id) else {
            throw first.explained(.changedMeanwhile(paths: []))
        }
        return undo
    }

    /// Undoes an apply, the last one if none is named, for a screen; the lines say what was restored.
    package func takeBack(_ id: String? = nil) -> Result<[String], Problem> {
        do throws(Problem) {
            let planned = if let id { try plannedUndo(of: id) } else { try plannedUndo() }
            guard let undo = planned else { return .success([texts("undo.nothing")]) }
            guard case .applied(let done, let left) = try self.undo(retrying: undo) else { return .success([]) }
            return .success(done.outcome + left)
        } catch {
            return .failure(error)
        }
    }
}

extension HostUndo: PipelinePlan {
    /// There is an apply to take back.
    package var isEmpty: Bool { false }

    /// The preview names the apply, the files, and what happens to each of them.
    package func doesTheSame(as other: HostUndo) -> Bool {
        isOfSameApply(as: other) && preview == other.preview
    }
}
