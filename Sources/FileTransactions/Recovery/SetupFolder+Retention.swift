extension SetupFolder {
    /// Applies that are kept however old they are.
    package static let keptApplies = 5
    /// How long everything is kept, in milliseconds: seven days.
    package static let keptMilliseconds: Int64 = 7 * 24 * 3600 * 1000

    /// Backups that are outdated once a commit that begins now is through, and folders that an earlier removal left empty.
    /// Files that no record names stay.
    /// - Parameter isApply: whether that commit is one that can be taken back, and so is one of those that are kept.
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

    /// Backups of which a copy holds what is to be forgotten, with their records: nothing can be taken back to them then.
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

    /// The applies of whose files a copy is one that the closure names. Reads only.
    package func records(holding isWanted: (_ copy: [UInt8]) -> Bool) throws(FileError) -> [ApplyRecord] {
        var found: [ApplyRecord] = []
        for record in try records() where try holds(record, isWanted) { found.append(record) }
        return found
    }

    /// The paths of all copies of files that a record names; none where the records cannot be read.
    package var copyPaths: [String] {
        do throws(FileError) {
            return try usableRecords().records.flatMap(\.copyPaths)
        } catch {
            return []
        }
    }

    /// Removes the backups in these folders for good, with their records; what they could take back is lost.
    ///
    /// Killed anywhere, the next command finishes it, or nothing was removed.
    /// - Returns: the copies that are gone, and what could not be removed and is left to the next command.
    package func purge(
        _ folders: Set<String>,
        summary: String,
        waiting: (LockWait) -> LockWaitChoice
    ) throws(FileError) -> PurgeReceipt {
        try withSignalsHeld { () throws(FileError) in
            try withLock(waiting: waiting) { (_) throws(FileError) in
                _ = try resolveInterrupted(waiting: waiting, keepingOwnFolders: true)
                let removals = try records().filter { folders.contains($0.folder) }.map(\.removal)
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

    /// Puts the journal in place; false when it may not survive a power cut. When it throws, nothing has begun.
    private func begin(_ journal: Journal) throws(FileError) -> Bool {
        try files.removeFileIfPresent(nextJournalPath)
        do {
            try stage(journal)
            try files.rename(nextJournalPath, to: journalPath, .replacing)
        } catch {
            // Half a journal beside none is in nobody's way; the next command removes it.
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

/// What became of backups that were asked to go.
package struct PurgeReceipt: Sendable, Equatable {
    /// The copies of files that are gone.
    package var removed: [String] = []
    /// Those that could not be removed; the next command that writes goes on with them.
    package var left: [String] = []
    /// What went wrong meanwhile.
    package var unfinished: [FileError] = []

    package init(removed: [String] = [], left: [String] = [], unfinished: [FileError] = []) {
        self.removed = removed
        self.left = left
        self.unfinished = unfinished
    }
}

extension ApplyRecord {
    /// The copies of its files.
    package var copyPaths: [String] { files.compactMap { backupPath(of: $0) } }

    /// What goes with it: the copies, then the record itself.
    var removal: Journal.Removal {
        Journal.Removal(folder: folder, names: files.compactMap(\.backupName) + [Self.fileName])
    }
}

extension Journal.Removal {
    /// The paths of the copies, without the record.
    var copies: [String] {
        names.filter { $0 != ApplyRecord.fileName }.map { folder.appendingPath($0) }
    }
}
