/// The steps of a commit, and what the next command does after a crash in each of them.
///
///     1. Take our own lock; resolve an interrupted earlier commit.                  nothing
///     2. Journal `intent`; folders; gateway locks; re-read and compare.             roll back
///     3. Backups, record and new files, all synced; journal `prepared`.             roll back
///     4. Place the participants in the order of ranks: each file by one rename.     roll back
///     5. Sync folders, read everything back; journal `committed`, by one rename.    finish
///     6. Release gateway locks; remove old files and purged or outdated backups, then the journal.  finish
///
/// An error before the rename in step 5 rolls everything back at once; after it, only cleanup can be left undone.
struct Commit {
    let folder: SetupFolder
    let summary: String
    /// In the order in which they are placed.
    let participants: [any Participant]
    /// What is not changed but must be as it was at planning.
    let unchanged: [any Participant]
    /// The apply that this commit undoes.
    let undone: ApplyRecord?
    /// Whether a backup copy must be removed with the commit; nil keeps all backups.
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
        // If a record is unreadable, nobody can tell whether its copies have to be removed.
        if forgets != nil, let problem = past.problems.first { throw problem }
        receipt.unfinished = past.problems
        let journal = try plan(ownFolders: receipt.recovery.ownFolders + foldersMade, past: past.records)
        return CommitWork(self, journal, sequence: (past.records.map(\.sequence).max() ?? 0) + 1)
    }

    /// The journal with the names of everything that will be created.
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
        journal.entries = entries(backupFolder, id: id)
        journal.locks = Set(participants.flatMap(\.locks)).sorted()
        journal.backupNames = journal.entries.compactMap(\.copyName) + [ApplyRecord.fileName]
        var missing: Set<String> = []
        for path in participants.flatMap(\.folders) { missing.formUnion(try files.missingFolders(upTo: path)) }
        // Sorting puts a folder before its contents.
        journal.foldersToMake = missing.sorted()
        journal.foldersToDrop = undone?.foldersMade.reversed() ?? []
        journal.purges = try purges(past, ownFolder: backupFolder, journal.backupNames)
        let purged = Set(journal.purges.map(\.folder))
        journal.outdated = try folder.outdated(past, at: now, besides: undone == nil)
            .filter { !purged.contains($0.folder) }
        return journal
    }

    /// Earlier backups to remove, and our own if it contains a copy to remove.
    private func purges(
        _ past: [ApplyRecord],
        ownFolder: String,
        _ ownNames: [String]
    ) throws(FileError) -> [Journal.Removal] {
        guard let forgets else { return [] }
        var purges = try folder.removals(past, holding: forgets)
        if participants.contains(where: { $0.copy.map { forgets($0.bytes) } == true }) {
            purges.append(Journal.Removal(folder: ownFolder, names: ownNames))
        }
        return purges
    }

    /// The participants with the names of their backup copies, told of this commit.
    private func entries(_ backupFolder: String, id: String) -> [Journal.Entry] {
        participants.enumerated().map { index, participant in
            let copyName = participant.copy.map { BackupName.copy(index + 1, of: $0.name) }
            var participant = participant
            participant.join(commit: id, copyPath: copyName.map(backupFolder.appendingPath))
            return Journal.Entry(participant: participant, copyName: copyName)
        }
    }

    static func newID() -> String {
        let digits = String(UInt64.random(in: 0...UInt64.max), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
