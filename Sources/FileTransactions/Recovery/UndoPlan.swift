/// What taking back one apply would do, file by file. Made by reading only.
package struct UndoPlan: Sendable, Equatable {
    package struct File: Sendable, Equatable {
        package enum State: String, Sendable {
            /// Exactly as the apply left it.
            case asWritten
            /// Written by somebody else since; `current` has its bytes.
            case changedSince
            /// Exactly as before the apply.
            case alreadyBack
        }

        /// What the apply recorded.
        package let recorded: ApplyRecord.File
        /// The file as it is now.
        package let current: FileSnapshot
        /// The bytes to go back to; nil when there was no file.
        package let old: [UInt8]?
        package let state: State

        /// Whether it had a mode wider than 0600, which undo does not give back unasked.
        package var hadWiderMode: Bool { recorded.modeBefore?.isWider(than: .ownerFile) ?? false }
    }

    package let record: ApplyRecord
    package let files: [File]

    /// Files that need a replacement before the undo can be carried out.
    package var changedSince: [String] {
        files.filter { $0.state == .changedSince }.map(\.recorded.path)
    }
}

extension SetupFolder {
    /// Compares every file of the apply with what the apply left, and reads what it would go back to.
    ///
    /// Throws `backupMissing` or `backupDamaged` when a copy is not what was copied, `untrusted` when the record names what
    /// no apply writes.
    package func undoPlan(for record: ApplyRecord) throws(FileError) -> UndoPlan {
        let reach = try reachable()
        var plans: [UndoPlan.File] = []
        for file in record.files {
            let current = try settledSnapshot(of: file)
            try check(file, current, reach, of: record)
            let isInPlace = current.realPath == file.realPath
            let state: UndoPlan.File.State =
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
        return UndoPlan(record: record, files: plans)
    }

    /// A file that another program is writing in this moment is given the time to be whole.
    private func settledSnapshot(of file: ApplyRecord.File) throws(FileError) -> FileSnapshot {
        try clock.settled(
            try FileSnapshot.read(file.path, files),
            isWhole: { [file.after, file.before].contains($0.digest) },
            again: { () throws(FileError) in try FileSnapshot.read(file.path, files) }
        )
    }

    /// What would be written must be one of the gateway's files, by the record and as things are now.
    private func check(
        _ file: ApplyRecord.File,
        _ current: FileSnapshot,
        _ reach: Reach,
        of record: ApplyRecord
    ) throws(FileError) {
        for path in [file.realPath, current.realPath] where try !mayWrite(path, reach, ownRecords: false) {
            throw untrusted(record.recordPath, Distrust(reason: .reach, subject: path))
        }
        for path in record.foldersMade where !path.isPlainPath || !reach.isOnTheWay(path) {
            throw untrusted(record.recordPath, Distrust(reason: .reach, subject: path))
        }
    }

    private func old(_ file: ApplyRecord.File, of record: ApplyRecord) throws(FileError) -> [UInt8]? {
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

    /// Takes the apply back, as one commit with a record of its own, the last written file first.
    ///
    /// Throws `changedSince` when a file was written by somebody else and has no replacement.
    /// - Parameters:
    ///   - replacements: by `recorded.path`, what to write instead of the old bytes; nil removes the file.
    ///   - givingBackWiderModes: also modes wider than 0600.
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
            var change = StagedChange(
                basis: file.current,
                contents: replacements[file.recorded.path] ?? file.old,
                rank: -file.recorded.rank,
                lock: file.recorded.lock
            )
            if let mode = file.recorded.modeBefore, givingBackWiderModes || !file.hadWiderMode {
                change.exactMode = mode
            }
            try transaction.stage(change)
        }
        try transaction.stage(markingUndone(plan.record))
        transaction.takeBack(plan.record)
        return try transaction.commit(waiting: waiting)
    }

    /// The record says so in the same commit.
    private func markingUndone(_ record: ApplyRecord) throws(FileError) -> StagedChange {
        let basis = try FileSnapshot.read(record.recordPath, files)
        var undone = record
        undone.state = .undone
        return StagedChange(
            basis: basis,
            contents: undone.bytes,
            rank: Int.max,
            lock: .none,
            isOwnState: true
        )
    }
}
