/// A commit in progress: its journal, its locks, and what it has read.
struct CommitWork {
    private let commit: Commit
    private let folder: SetupFolder
    private let files: any FileSystem
    private let context: CommitContext
    private var journal: Journal
    private var locks: GatewayLocks
    /// Contains the backup copies and the record.
    private let backupFolder: String
    /// The undo record of the commit.
    private(set) var record: ApplyRecord
    /// Files whose mode became narrower.
    private(set) var tightened: [String] = []

    /// - Parameter sequence: the number of the record; see `ApplyRecord.sequence`.
    init(_ commit: Commit, _ journal: Journal, sequence: Int64) {
        self.commit = commit
        self.journal = journal
        folder = commit.folder
        files = commit.files
        context = commit.folder.context
        locks = GatewayLocks(commit.folder)
        backupFolder = journal.backupFolder ?? commit.folder.backupsPath
        record = ApplyRecord(
            id: journal.id,
            summary: journal.summary,
            timeMilliseconds: journal.timeMilliseconds,
            sequence: sequence,
            state: .applied,
            undoes: commit.undone?.id,
            foldersMade: journal.foldersToMake,
            folder: backupFolder
        )
    }

    // MARK: - Prepare

    mutating func prepare(waiting: GatewayLocks.Waiting) throws(FileError) {
        try folder.write(journal)
        try makeFolders()
        try locks.acquire(journal.locks, waiting: waiting)
        try recheck()
        try makeBackups()
        for index in journal.entries.indices { try journal.entries[index].participant.prepare(context) }
        for path in journal.touchedFolders.sorted() { try files.syncFolder(path) }
        journal.phase = .prepared
        try writePrepared()
    }

    /// Writes the journal, and beside it the next one, which makes the commit final.
    private func writePrepared() throws(FileError) {
        try folder.write(journal)
        var committed = journal
        committed.phase = .committed
        try folder.stage(committed)
    }

    private func makeFolders() throws(FileError) {
        for path in journal.foldersToMake {
            do {
                try files.makeFolder(path, mode: .ownerFolder)
            } catch let error where error.code == .alreadyExists {
                // The gateway created the folder first, which is as good.
                continue
            }
        }
    }

    /// Reads everything again under the locks; throws if something has changed since planning.
    private mutating func recheck() throws(FileError) {
        var changed: [String] = []
        for index in journal.entries.indices where try !journal.entries[index].participant.recheck(context) {
            changed.append(journal.entries[index].participant.name)
        }
        for var participant in commit.unchanged where try !participant.recheck(context) {
            changed.append(participant.name)
        }
        guard changed.isEmpty else { throw FileError(.changedMeanwhile, .commit, changed[0], paths: changed) }
    }

    private mutating func makeBackups() throws(FileError) {
        _ = try files.makeFolders(upTo: backupFolder)
        for entry in journal.entries {
            if let name = entry.copyName, let copy = entry.participant.copy {
                try files.create(backupFolder.appendingPath(name), copy.bytes)
            }
            if entry.participant.isTightening { tightened.append(entry.participant.name) }
            if let part = entry.participant.recorded(copyName: entry.copyName) { record.parts.append(part) }
        }
        try files.create(record.recordPath, record.bytes)
        for path in [backupFolder, folder.backupsPath, folder.path] { try files.syncFolder(path) }
    }

    // MARK: - Place

    mutating func place() throws(FileError) {
        for index in journal.entries.indices {
            try locks.check()
            var participant = journal.entries[index].participant
            defer { journal.entries[index].participant = participant }
            try participant.place(context) { (changed) throws(FileError) in
                journal.entries[index].participant = changed
                try writePrepared()
            }
        }
    }

    /// Makes the commit final; returns what another program has changed already.
    mutating func seal() throws(FileError) -> [String] {
        for path in journal.touchedFolders.sorted() { try files.syncFolder(path) }
        var changed: [String] = []
        for participant in journal.entries.map(\.participant) where try !participant.seal(context) {
            changed.append(participant.subject)
        }
        try files.rename(folder.nextJournalPath, to: folder.journalPath, .replacing)
        journal.phase = .committed
        return changed
    }

    // MARK: - End

    /// Rolls back; returns the error with what could not be restored.
    mutating func takeBack(after error: FileError) -> FileError {
        var resolver = JournalResolver(folder: folder, journal: journal, locks: locks)
        resolver.goBack()
        var error = error
        let stuck = resolver.left + resolver.problems.map(\.path)
        if !stuck.isEmpty { error.aftermath = .unfinished(stuck) }
        return error
    }

    /// Cleans up after the files are final; the receipt lists what is left for the next command.
    mutating func finish(_ receipt: inout Receipt) {
        var isDurable = true
        do {
            try files.syncFolder(folder.path)
        } catch {
            // The new journal may not survive a power failure; recovery then finds every file in place and ends the
            // same way.
            receipt.unfinished.append(error)
            isDurable = false
        }
        var resolver = JournalResolver(folder: folder, journal: journal, locks: locks)
        resolver.finish(postponingPurges: !isDurable)
        receipt.record = record
        receipt.tightened = tightened
        receipt.unfinished += resolver.problems + resolver.problemsWithOutdated
        receipt.unpurged = resolver.unpurged
        receipt.purged = journal.purges.flatMap(\.copies).filter { !resolver.unpurged.contains($0) }
        receipt.forgetsItself = journal.purges.contains { $0.folder == journal.backupFolder }
    }
}
