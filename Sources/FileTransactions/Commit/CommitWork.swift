/// A commit in progress: its journal, its locks, and what it has read.
struct CommitWork {
    private let commit: Commit
    private let folder: SetupFolder
    private let files: any FileSystem
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
        let current = try reread()
        try makeBackups(of: current)
        try stageFiles()
        for path in journal.touchedFolders.sorted() { try files.syncFolder(path) }
        journal.phase = .prepared
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

    /// Reads the files again under the locks; throws if one has changed since planning.
    private func reread() throws(FileError) -> [FileSnapshot] {
        var current: [FileSnapshot] = []
        var changed: [String] = []
        for basis in commit.changes.map(\.basis) + commit.expected {
            let now = try settledSnapshot(of: basis)
            if !now.isSame(as: basis) { changed.append(basis.path) }
            if let owner = now.owner, owner != files.userID {
                var error = FileError(.foreignOwner, .commit, now.path)
                error.userID = owner
                throw error
            }
            current.append(now)
        }
        guard changed.isEmpty else { throw FileError(.changedMeanwhile, .commit, changed[0], paths: changed) }
        return Array(current.prefix(commit.changes.count))
    }

    /// Reads a file; if another program is writing it at this moment, waits until it is complete.
    private func settledSnapshot(of basis: FileSnapshot) throws(FileError) -> FileSnapshot {
        try folder.clock.settled(
            try FileSnapshot.read(basis.path, files),
            isWhole: { $0.isSame(as: basis) },
            agrees: { $0.isSame(as: $1) },
            again: { () throws(FileError) in try FileSnapshot.read(basis.path, files) }
        )
    }

    private mutating func makeBackups(of current: [FileSnapshot]) throws(FileError) {
        _ = try files.makeFolders(upTo: backupFolder)
        for (index, change) in commit.changes.enumerated() where !change.isOwnState {
            let now = current[index]
            let name = commit.backupNames[index]
            if let name, let bytes = now.contents {
                try files.create(backupFolder.appendingPath(name), bytes)
            }
            let wasWider = now.mode?.isWider(than: .ownerFile) ?? false
            if change.contents != nil && wasWider && !change.mode.isWider(than: .ownerFile) {
                tightened.append(change.basis.path)
            }
            record.files.append(fileRecord(change, now, journal.entries[index], backupName: name))
        }
        try files.create(record.recordPath, record.bytes)
        for path in [backupFolder, folder.backupsPath, folder.path] { try files.syncFolder(path) }
    }

    private func fileRecord(
        _ change: StagedChange,
        _ now: FileSnapshot,
        _ entry: Journal.Entry,
        backupName: String?
    ) -> ApplyRecord.File {
        ApplyRecord.File(
            path: change.basis.path,
            realPath: change.basis.realPath,
            lock: change.lock,
            rank: change.rank,
            modeBefore: now.mode,
            before: entry.before,
            after: entry.after,
            backupName: backupName,
            essence: change.essence
        )
    }

    private mutating func stageFiles() throws(FileError) {
        for (index, change) in commit.changes.enumerated() {
            guard let contents = change.contents else { continue }
            let status = try files.create(journal.entries[index].staged, contents, mode: change.mode)
            journal.entries[index].stagedInode = status.inode
        }
    }

    // MARK: - Put in place

    mutating func place() throws(FileError) {
        let placement = Placement(files: files)
        for entry in journal.entries {
            try locks.check()
            try placement.place(entry)
        }
    }

    /// Makes the commit final; returns the files that another program has changed already.
    mutating func seal() throws(FileError) -> [String] {
        for path in journal.touchedFolders.sorted() { try files.syncFolder(path) }
        let placement = Placement(files: files)
        var changed: [String] = []
        for entry in journal.entries {
            // A changed file is reported, never repaired, because this program cannot know the other writer's intent.
            if try placement.look(at: entry.target)?.digest != entry.after { changed.append(entry.target) }
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
