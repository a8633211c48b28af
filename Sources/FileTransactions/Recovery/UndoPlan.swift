/// What undoing one apply would do, participant by participant. Read-only.
package struct UndoPlan: Sendable {
    package struct File: Sendable, Equatable {
        /// The entry in the apply's record.
        package let recorded: ApplyRecord.File
        /// The file as it is now.
        package let current: FileSnapshot
        /// The bytes to restore; nil if there was no file.
        package let old: [UInt8]?
        /// For `changedSince`, `current` has the bytes that the other program wrote.
        package let state: UndoState

        /// Whether its mode was wider than 0600; undo restores that only on request.
        package var hadWiderMode: Bool { recorded.modeBefore?.isWider(than: .ownerFile) ?? false }
    }

    /// A participant that is not a file, and what takes it back.
    package struct Other: Sendable {
        /// The entry in the apply's record.
        package let recorded: ApplyRecord.Other
        package let undoing: Undoing
    }

    package let record: ApplyRecord
    package let files: [File]
    package let others: [Other]

    /// What another program changed since. A file needs a replacement before the undo is possible; without one nothing
    /// is begun.
    package var changedSince: [String] {
        files.filter { $0.state == .changedSince }.map(\.recorded.path)
            + others.filter { $0.undoing.state == .changedSince }.map(\.recorded.subject)
    }
}

extension SetupFolder {
    /// Compares every participant of the apply with what the apply made of it, and reads what is to be restored.
    ///
    /// Throws `backupMissing` or `backupDamaged` if a copy is not what was copied, `untrusted` if the record names a
    /// file that no apply writes, `recordUnreadable` if it has a kind of participant that is not known.
    package func undoPlan(for record: ApplyRecord) throws(FileError) -> UndoPlan {
        let writable = try writableFiles()
        var plans: [UndoPlan.File] = []
        for file in record.files {
            let current = try settledSnapshot(of: file)
            try check(file, current, writable, of: record)
            let isInPlace = current.realPath == file.realPath
            let state: UndoState =
                if isInPlace && current.digest == file.after {
                    .asWritten
                } else if isInPlace && current.digest == file.before {
                    .alreadyBack
                } else {
                    .changedSince
                }
            plans.append(
                UndoPlan.File(recorded: file, current: current, old: try old(file, of: record), state: state)
            )
        }
        var others: [UndoPlan.Other] = []
        for case .other(let other) in record.parts {
            others.append(UndoPlan.Other(recorded: other, undoing: try undoing(other, of: record)))
        }
        return UndoPlan(record: record, files: plans, others: others)
    }

    private func undoing(_ other: ApplyRecord.Other, of record: ApplyRecord) throws(FileError) -> Undoing {
        let copyPath = record.copyPath(of: .other(other))
        let kind = kinds.first { $0.name == other.line.kind }
        guard let undoing = try kind?.undoing(other.line.fields, rank: -other.rank, copyPath: copyPath, context) else {
            throw FileError(.recordUnreadable, .undo, record.recordPath)
        }
        return undoing
    }

    /// Reads a file; if another program is writing it at this moment, waits until it is complete.
    func settledSnapshot(of file: ApplyRecord.File) throws(FileError) -> FileSnapshot {
        try clock.settled(
            try FileSnapshot.read(file.path, files),
            isWhole: { [file.after, file.before].contains($0.digest) },
            again: { () throws(FileError) in try FileSnapshot.read(file.path, files) }
        )
    }

    /// The files to write must be the gateway's, both by the record and on the current host.
    func check(
        _ file: ApplyRecord.File,
        _ current: FileSnapshot,
        _ writable: WritableFiles,
        of record: ApplyRecord
    ) throws(FileError) {
        for path in [file.realPath, current.realPath] where !writable.mayWrite(path, ownRecords: false) {
            throw untrusted(record.recordPath, Distrust(reason: .reach, subject: path))
        }
        for path in record.foldersMade where !path.isPlainPath || !writable.reach.isOnTheWay(path) {
            throw untrusted(record.recordPath, Distrust(reason: .reach, subject: path))
        }
    }

    /// The file as it was before the apply, from its copy; nil if there was none.
    func old(_ file: ApplyRecord.File, of record: ApplyRecord) throws(FileError) -> [UInt8]? {
        guard let digest = file.before else { return nil }
        guard let path = record.backupPath(of: file) else {
            throw FileError(.backupMissing, .undo, file.path)
        }
        let bytes: [UInt8]
        do {
            bytes = try files.contents(of: path).bytes
        } catch let error where error.code == .notFound {
            throw FileError(.backupMissing, .undo, path)
        }
        guard Digest(of: bytes) == digest else { throw FileError(.backupDamaged, .undo, path) }
        return bytes
    }

    /// Undoes the apply, as one commit with its own record, what was placed last first.
    ///
    /// Throws `changedSince` if another program changed something and there is no replacement for it.
    /// - Parameters:
    ///   - replacements: by `recorded.path`, the bytes to write instead of the old ones; nil removes the file.
    ///   - givingBackWiderModes: also restores modes wider than 0600.
    package func undo(
        _ plan: UndoPlan,
        replacements: [String: [UInt8]?] = [:],
        givingBackWiderModes: Bool = false,
        summary: String,
        waiting: (LockWait) -> LockWaitChoice
    ) throws(FileError) -> Receipt {
        let stuck = plan.changedSince.filter { replacements[$0] == nil }
        guard stuck.isEmpty else { throw FileError(.changedSince, .undo, stuck[0], paths: stuck) }
        var transaction = FileTransaction(self, summary: summary)
        for file in plan.files {
            var change = FileChange(
                basis: file.current,
                contents: replacements[file.recorded.path] ?? file.old,
                rank: -file.recorded.rank,
                lock: file.recorded.lock
            )
            if let mode = file.recorded.modeBefore, givingBackWiderModes || !file.hadWiderMode {
                change.exactMode = mode
            }
            try transaction.add(FileParticipant(change))
        }
        for other in plan.others { try transaction.add(other.undoing.participant) }
        try transaction.add(markingUndone(plan.record))
        transaction.takeBack(plan.record)
        return try transaction.commit(waiting: waiting)
    }

    /// The same commit marks the record as undone.
    private func markingUndone(_ record: ApplyRecord) throws(FileError) -> FileParticipant {
        let basis = try FileSnapshot.read(record.recordPath, files)
        var undone = record
        undone.state = .undone
        return FileParticipant(
            FileChange(basis: basis, contents: undone.bytes, rank: Int.max, lock: .none, isOwnState: true)
        )
    }
}
