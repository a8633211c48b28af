/// The steps of one commit, and what a crash after each of them leaves to the next command.
///
/// 1. Our own lock; an interrupted commit before us is resolved.                      nothing
/// 2. Journal `intent`; folders; gateway locks; re-read and compare.                  taken back
/// 3. Backups, the record and the new files, all on the disk; journal `prepared`.     taken back
/// 4. Each file swapped with its staged one, in the order of ranks.                   taken back
/// 5. Folders synced, everything read back; journal `committed`, by one rename.       finished
/// 6. Gateway locks let go; old files, and backups that are to go or outdated, removed; then the journal.  finished
///
/// An error up to the rename in step 5 takes everything back at once; after it, it is only cleaning that may be left.
struct Commit {
    let folder: SetupFolder
    let summary: String
    /// In the order in which they are put in place.
    let changes: [StagedChange]
    /// Files that are not written but must be as planned on.
    let expected: [FileSnapshot]
    /// The apply that is taken back by this commit.
    let undone: ApplyRecord?
    /// Whether a copy is one that must not outlive the commit; nil when all backups stay.
    let forgets: ((_ copy: [UInt8]) -> Bool)?

    var files: any FileSystem { folder.files }

    func run(waiting: GatewayLocks.Waiting) throws(FileError) -> Receipt {
        try folder.withLock(waiting: waiting) { (foldersMade) throws(FileError) in
            try run(foldersMade: foldersMade, waiting: waiting)
        }
    }

    private func run(foldersMade: [String], waiting: GatewayLocks.Waiting) throws(FileError) -> Receipt {
        var receipt = Receipt()
        var work: CommitWork
        do throws(FileError) {
            receipt.recovery = try folder.resolveInterrupted(waiting: waiting, keepingOwnFolders: true)
            work = try begin(&receipt, foldersMade)
        } catch {
            folder.removeOwnFolders(foldersMade)
            throw error
        }
        do throws(FileError) {
            try work.prepare(waiting: waiting)
            try work.place()
            receipt.changedSince = try work.seal()
        } catch {
            throw work.takeBack(after: error)
        }
        work.finish(&receipt)
        return receipt
    }

    private func begin(_ receipt: inout Receipt, _ foldersMade: [String]) throws(FileError) -> CommitWork {
        let past = try folder.usableRecords()
        // Where one cannot be read, nobody can tell whether what is to be forgotten is in its copies.
        if forgets != nil, let problem = past.problems.first { throw problem }
        receipt.unfinished = past.problems
        let journal = try plan(ownFolders: receipt.recovery.ownFolders + foldersMade, past: past.records)
        return CommitWork(self, journal, sequence: (past.records.map(\.sequence).max() ?? 0) + 1)
    }

    /// Everything that will come to be, by name.
    private func plan(ownFolders: [String], past: [ApplyRecord]) throws(FileError) -> Journal {
        let id = Self.newID()
        let now = folder.clock.now()
        let backupFolder = try folder.newBackupFolder(at: now)
        var journal = Journal(
            phase: .intent,
            id: id,
            timeMilliseconds: now,
            summary: summary,
            backupFolder: backupFolder
        )
        journal.ownFolders = ownFolders
        journal.entries = changes.map { $0.entry(id: id) }
        journal.locks = Set(changes.filter { $0.lock == .gateway }.map { GatewayLock.path(for: $0.basis.realPath) })
            .sorted()
        journal.backupNames = backupNames.compactMap { $0 } + [ApplyRecord.fileName]
        var missing: Set<String> = []
        for change in changes { missing.formUnion(try files.missingFolders(upTo: change.basis.realPath.parentPath)) }
        // A folder sorts before what is in it.
        journal.foldersToMake = missing.sorted()
        journal.foldersToDrop = undone?.foldersMade.reversed() ?? []
        journal.purges = try purges(past, backupFolder)
        let purged = Set(journal.purges.map(\.folder))
        journal.outdated = try folder.outdated(past, at: now, besides: undone == nil)
            .filter { !purged.contains($0.folder) }
        return journal
    }

    /// The backups of before that go, and our own when what is replaced is to be forgotten.
    private func purges(_ past: [ApplyRecord], _ backupFolder: String) throws(FileError) -> [Journal.Removal] {
        guard let forgets else { return [] }
        var purges = try folder.removals(past, holding: forgets)
        let holdsIt = changes.contains { change in
            !change.isOwnState && change.basis.contents.map(forgets) == true
        }
        if holdsIt {
            let names = backupNames.compactMap { $0 } + [ApplyRecord.fileName]
            purges.append(Journal.Removal(folder: backupFolder, names: names))
        }
        return purges
    }

    /// For each change the name of its copy; nil where there is nothing to copy.
    var backupNames: [String?] {
        changes.enumerated().map { index, change in
            change.basis.contents == nil || change.isOwnState
                ? nil : BackupName.copy(index + 1, of: change.basis.realPath.splitPath.name)
        }
    }

    static func newID() -> String {
        let digits = String(UInt64.random(in: 0...UInt64.max), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
