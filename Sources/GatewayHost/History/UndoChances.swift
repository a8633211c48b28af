internal import FileTransactions

/// Tells of each apply whether it can be undone, asked from the newest one on: an older apply of the same file can be
/// undone once the newer one is.
struct UndoChances {
    private struct Step {
        /// The file after that undo; nil if it is removed.
        var digest: Digest?
        /// The newest apply that has to be undone for it.
        var id: String
        var time: Int64
    }

    /// The files after the newer undos, by real path.
    private var steps: [String: Step] = [:]

    mutating func chance(of undo: HostUndo, _ record: ApplyRecord) -> UndoChance {
        if undo.isBackAlready { return .undone }
        let stuck = undo.stuckFiles
        guard !stuck.isEmpty else {
            if let obstacle = undo.obstacle { return .never(obstacle) }
            note(record, first: nil)
            return .exact
        }
        var newest: Step?
        for file in stuck {
            guard let step = steps[file.realPath], step.digest == file.after else {
                return .changedSince(paths: stuck.map(\.path))
            }
            if newest == nil { newest = step }
        }
        if let obstacle = undo.otherObstacle { return .never(obstacle) }
        guard let newest else { return .changedSince(paths: stuck.map(\.path)) }
        note(record, first: newest)
        return .afterNewer(id: newest.id, time: newest.time)
    }

    /// - Parameter first: the newer apply that has to be undone before it; nil if it can be undone at once.
    private mutating func note(_ record: ApplyRecord, first: Step?) {
        for file in record.files {
            steps[file.realPath] = Step(
                digest: file.before,
                id: first?.id ?? record.id,
                time: first?.time ?? record.timeMilliseconds
            )
        }
    }
}
