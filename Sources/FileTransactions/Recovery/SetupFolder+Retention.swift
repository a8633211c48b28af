extension SetupFolder {
    /// The number of latest applies that are always kept.
    package static let keptApplies = 5
    /// How long every backup is kept, in milliseconds: seven days.
    package static let keptMilliseconds: Int64 = 7 * 24 * 3600 * 1000

    /// Backups that will be outdated after a commit that begins now, and folders that an earlier removal left empty.
    /// Files that no record names are kept.
    /// - Parameter isApply: whether that commit can be undone and so counts as one of those that are kept.
    func outdated(_ records: [ApplyRecord], at now: Int64, besides isApply: Bool) throws(FileError) -> [Journal.Removal]
    {
        let applies = records.filter { $0.undoes == nil }
        let newest = Set(applies.prefix(Self.keptApplies - (isApply ? 1 : 0)).map(\.id))
        let oldest = now.subtractingClamped(Self.keptMilliseconds)
        let old = records.filter { $0.timeMilliseconds < oldest && !newest.contains($0.id) }
        return old.map(\.removal) + (try emptyFolders())
    }

    private func emptyFolders() throws(FileError) -> [Journal.Removal] {
        var empty: [Journal.Removal] = []
        for name in try backupFolderNames() {
            let folder = backupsPath.appendingPath(name)
            guard try files.status(at: folder)?.kind == .folder, try files.entries(of: folder).isEmpty else { continue }
            empty.append(Journal.Removal(folder: folder, names: []))
        }
        return empty
    }

    /// The backups that contain a matching copy, with their records; those applies can then no longer be undone.
    func removals(_ records: [ApplyRecord], holding isWanted: ([UInt8]) -> Bool) throws(FileError) -> [Journal.Removal]
    {
        var found: [Journal.Removal] = []
        for record in records where try holds(record, isWanted) { found.append(record.removal) }
        return found
    }

    private func holds(_ record: ApplyRecord, _ isWanted: ([UInt8]) -> Bool) throws(FileError) -> Bool {
        for path in record.copyPaths {
            do {
                if isWanted(try files.contents(of: path).bytes) { return true }
            } catch let error where error.code == .notFound {
                continue
            }
        }
        return false
    }

    /// The applies with a backup copy for which the closure returns true. Read-only.
    package func records(holding isWanted: (_ copy: [UInt8]) -> Bool) throws(FileError) -> [ApplyRecord] {
        var found: [ApplyRecord] = []
        for record in try records() where try holds(record, isWanted) { found.append(record) }
        return found
    }

    /// The paths of all backup copies that records name; empty if the records cannot be read.
    package var copyPaths: [String] {
        do throws(FileError) {
            return try usableRecords().records.flatMap(\.copyPaths)
        } catch {
            return []
        }
    }

    /// Removes the backups in these folders permanently, with their records; those applies can no longer be undone.
    ///
    /// After a crash either the next command finishes it, or nothing was removed. It fails with `changedMeanwhile`, and
    /// nothing was removed, if what it was planned on is not as it was then.
    /// - Parameters:
    ///   - known: the folders of all records when it was planned; nil does not compare them.
    ///   - unchanged: files that it was planned on.
    /// - Returns: the removed copies, and what could not be removed and is left to the next command.
    package func purge(
        _ folders: Set<String>,
        among known: Set<String>? = nil,
        while unchanged: [FileSnapshot] = [],
        summary: String,
        waiting: (LockWait) -> LockWaitChoice
    ) throws(FileError) -> PurgeReceipt {
        try withSignalsHeld { () throws(FileError) in
            try withLock(waiting: waiting) { (_) throws(FileError) in
                _ = try resolveInterrupted(waiting: waiting, keepingOwnFolders: true)
                let records = try records()
                var changed: [String] = []
                for file in unchanged where try FileSnapshot.read(file.path, files) != file {
                    changed.append(file.path)
                }
                if let known { changed += known.symmetricDifference(records.map(\.folder)).sorted() }
                guard changed.isEmpty else { throw FileError(.changedMeanwhile, .commit, changed[0], paths: changed) }
                let removals = records.filter { folders.contains($0.folder) }.map(\.removal)
                return removals.isEmpty ? PurgeReceipt() : try carryOut(removals, summary)
            }
        }
    }

    private func carryOut(_ removals: [Journal.Removal], _ summary: String) throws(FileError) -> PurgeReceipt {
        var journal = Journal(
            phase: .committed,
            id: Commit.newID(),
            timeMilliseconds: clock.now(),
            summary: summary,
            backupFolder: nil
        )
        journal.purges = removals
        let isDurable = try begin(journal)
        var resolver = JournalResolver(folder: self, journal: journal, locks: GatewayLocks(self))
        resolver.finish(postponingPurges: !isDurable)
        let left = resolver.unpurged
        return PurgeReceipt(
            removed: removals.flatMap(\.copies).filter { !left.contains($0) },
            left: left,
            unfinished: resolver.problems
        )
    }

    /// Puts the journal in place; false if it may not survive a power failure. If it throws, nothing has begun.
    private func begin(_ journal: Journal) throws(FileError) -> Bool {
        try files.removeFileIfPresent(nextJournalPath)
        do {
            try stage(journal)
            try files.rename(nextJournalPath, to: journalPath, .replacing)
        } catch {
            // A partial next journal without a journal does no harm; the next command removes it.
            _ = try? files.removeFileIfPresent(nextJournalPath)
            throw error
        }
        do {
            try files.syncFolder(path)
            return true
        } catch {
            return false
        }
    }
}

/// The result of a purge.
package struct PurgeReceipt: Sendable, Equatable {
    /// The copies that were removed.
    package var removed: [String] = []
    /// Copies that could not be removed; the next writing command continues.
    package var left: [String] = []
    /// Errors during the purge.
    package var unfinished: [FileError] = []

    package init(removed: [String] = [], left: [String] = [], unfinished: [FileError] = []) {
        self.removed = removed
        self.left = left
        self.unfinished = unfinished
    }
}

extension ApplyRecord {
    /// The backup copies of its parts.
    package var copyPaths: [String] { parts.compactMap(copyPath) }

    /// The backup copy of one part; nil if there was nothing to copy.
    package func copyPath(of part: Part) -> String? { part.copyName.map(folder.appendingPath) }

    /// The files to remove: the copies, then the record itself.
    var removal: Journal.Removal {
        Journal.Removal(folder: folder, names: parts.compactMap(\.copyName) + [Self.fileName])
    }
}

extension Journal.Removal {
    /// The paths of the copies, without the record.
    var copies: [String] {
        names.filter { $0 != ApplyRecord.fileName }.map { folder.appendingPath($0) }
    }
}
