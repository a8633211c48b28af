/// The steps of one commit, and what a crash after each of them leaves to the next command.
///
/// 1. Our own lock; an interrupted commit before us is resolved.                      nothing
/// 2. Journal `intent`; folders; gateway locks; re-read and compare.                  taken back
/// 3. Backups, the record and the new files, all on the disk; journal `prepared`.     taken back
/// 4. Each file swapped with its staged one, in the order of ranks.                   taken back
/// 5. Folders synced, everything read back; journal `committed`, by one rename.       finished
/// 6. Gateway locks let go; old files, journal and outdated backups removed.          finished
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

    var files: any FileSystem { folder.files }

    func run(waiting: GatewayLocks.Waiting) throws(FileError) -> Receipt {
        try folder.withLock { (foldersMade) throws(FileError) in
            try run(foldersMade: foldersMade, waiting: waiting)
        }
    }

    private func run(foldersMade: [String], waiting: GatewayLocks.Waiting) throws(FileError) -> Receipt {
        var receipt = Receipt()
        var work: CommitWork
        do {
            receipt.recovery = try folder.resolveInterrupted(waiting: waiting, keepingOwnFolders: true)
            work = CommitWork(self, try plan(ownFolders: receipt.recovery.ownFolders + foldersMade))
        } catch {
            folder.removeOwnFolders(foldersMade)
            throw error
        }
        do {
            try work.prepare(waiting: waiting)
            try work.place()
            receipt.changedSince = try work.seal()
        } catch {
            throw work.takeBack(after: error)
        }
        receipt.unfinished = work.finish()
        receipt.record = work.record
        receipt.tightened = work.tightened
        receipt.unfinished += folder.prune()
        return receipt
    }

    /// Everything that will come to be, by name.
    private func plan(ownFolders: [String]) throws(FileError) -> Journal {
        let id = Self.newID()
        let now = folder.clock.now()
        var journal = Journal(
            phase: .intent,
            id: id,
            timeMilliseconds: now,
            summary: summary,
            backupFolder: try folder.newBackupFolder(at: now)
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
        return journal
    }

    /// For each change the name of its copy; nil where there is nothing to copy.
    var backupNames: [String?] {
        changes.enumerated().map { index, change in
            change.basis.contents == nil || change.isOwnState
                ? nil : "\(index + 1)-\(change.basis.realPath.splitPath.name)"
        }
    }

    private static func newID() -> String {
        let digits = String(UInt64.random(in: 0...UInt64.max), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
