/// Brings the files of a journal to one side, all old or all new, and removes what is left over.
///
/// The same steps serve a commit that fails, a commit that is through, and the recovery after a crash; each may be
/// repeated from the start, so a crash in the middle of them is resolved by the next recovery. They go on past an error
/// and collect it; the journal is dropped only when there was none.
struct JournalResolver {
    private let folder: SetupFolder
    let files: any FileSystem
    let placement: Placement
    private(set) var journal: Journal
    /// Gateway locks held meanwhile.
    var locks: GatewayLocks
    /// Steps that failed; with any of them the journal stays.
    private(set) var problems: [FileError] = []
    /// Outdated backups that could not be removed: no reason to keep a later command from its work.
    private(set) var problemsWithOutdated: [FileError] = []
    /// Copies that were to go and are still there.
    private(set) var unpurged: [String] = []
    /// Targets that somebody else wrote to and that were left as they are.
    private(set) var left: [String] = []

    init(folder: SetupFolder, journal: Journal, locks: GatewayLocks) {
        self.folder = folder
        self.journal = journal
        self.locks = locks
        files = folder.files
        placement = Placement(files: folder.files)
    }

    // MARK: - Back

    /// All old: for a commit that did not come through.
    ///
    /// - Parameter keepingOwnFolders: leaves `S/setup` although it was made for this commit, because it is in use.
    mutating func goBack(keepingOwnFolders: Bool = false) {
        for entry in journal.entries.reversed() { attempt { (self) throws(FileError) in try self.putBack(entry) } }
        // Until every old file is in its place for good, nothing that could bring it back may go.
        if problems.isEmpty { syncTouchedFolders() }
        problems += locks.release()
        guard problems.isEmpty else { return }
        removeStagedFiles()
        for path in journal.foldersToMake.reversed() { removeFolder(path) }
        // What somebody else wrote over stays recoverable by hand.
        if left.isEmpty { removeBackups() }
        syncTouchedFolders()
        dropJournal()
        if !keepingOwnFolders && problems.isEmpty { folder.removeOwnFolders(journal.ownFolders) }
    }

    private mutating func putBack(_ entry: Journal.Entry) throws(FileError) {
        switch try placement.position(of: entry) {
        case .notPlaced: return
        case .placed(let old): try placement.putBack(entry, old: old)
        case .placedForGood, .changedSince: left.append(entry.target)
        }
    }

    private mutating func removeBackups() {
        guard let own = journal.backupFolder else { return }
        for name in journal.backupNames { removeFile(own.appendingPath(name)) }
        removeFolder(own)
        sync(folder.backupsPath)
        removeFolder(folder.backupsPath)
    }

    // MARK: - Forward

    /// Puts what is still staged in its place and says so in the journal, from a prepared commit.
    mutating func goForward() throws(FileError) {
        for entry in journal.entries {
            try locks.check()
            if case .notPlaced = try placement.position(of: entry) { try placement.place(entry) }
        }
        for path in journal.touchedFolders.sorted() { try files.syncFolder(path) }
        journal.phase = .committed
        try folder.write(journal)
    }

    /// Removes what a commit that came through has left, and the backups that go with it.
    ///
    /// - Parameters:
    ///   - postponingPurges: leaves the backups to the next command, because the journal may not be on the disk yet.
    ///   - isRecovery: drops the journal also where outdated backups are still there: they were tried twice.
    mutating func finish(postponingPurges: Bool = false, isRecovery: Bool = false) {
        problems += locks.release()
        removeStagedFiles()
        for path in journal.foldersToDrop { removeFolder(path) }
        syncTouchedFolders()
        if postponingPurges && !journal.purges.isEmpty {
            unpurged = journal.purges.flatMap(\.copies)
            return
        }
        purge()
        removeOutdated()
        if problemsWithOutdated.isEmpty || isRecovery { dropJournal() }
    }

    private mutating func purge() {
        for removal in journal.purges {
            let copies = removal.copies
            for path in copies where !removeFile(path) { unpurged.append(path) }
            // A removed copy of a secret must not come back after a power cut.
            sync(removal.folder)
            // While the record is there, it tells what is still to go.
            guard !copies.contains(where: unpurged.contains) else { continue }
            if removal.names.contains(ApplyRecord.fileName) {
                removeFile(removal.folder.appendingPath(ApplyRecord.fileName))
            }
            removeFolder(removal.folder)
        }
        if !journal.purges.isEmpty { sync(folder.backupsPath) }
    }

    private mutating func removeOutdated() {
        guard !journal.outdated.isEmpty else { return }
        for removal in journal.outdated {
            do {
                for name in removal.names { try files.removeFileIfPresent(removal.folder.appendingPath(name)) }
                try files.removeFolderIfEmpty(removal.folder)
            } catch {
                problemsWithOutdated.append(error)
            }
        }
        do {
            try files.syncFolderIfPresent(folder.backupsPath)
        } catch {
            problemsWithOutdated.append(error)
        }
    }

    // MARK: - Steps

    private mutating func removeStagedFiles() {
        for entry in journal.entries {
            removeFile(entry.staged)
            removeFile(entry.kept)
        }
    }

    /// Removes lock folders that the killed process had made.
    mutating func removeDeadLocks() {
        for path in journal.locks {
            attempt { (self) throws(FileError) in
                guard let status = try self.files.status(at: path) else { return }
                guard GatewayLock.isOurs(status, userID: self.files.userID) else { return }
                try self.files.removeFolderIfPresent(path)
            }
        }
    }

    private mutating func dropJournal() {
        guard problems.isEmpty else { return }
        attempt { (self) throws(FileError) in try self.folder.dropJournal() }
    }

    private mutating func syncTouchedFolders() {
        for path in journal.touchedFolders.sorted() { sync(path) }
    }

    private mutating func sync(_ path: String) {
        attempt { (self) throws(FileError) in
            // A folder that was to be made and was not, or is removed already, has nothing to sync.
            try self.files.syncFolderIfPresent(path)
        }
    }

    /// False when it is still there.
    @discardableResult
    private mutating func removeFile(_ path: String) -> Bool {
        attempt { (self) throws(FileError) in try self.files.removeFileIfPresent(path) }
    }

    private mutating func removeFolder(_ path: String) {
        attempt { (self) throws(FileError) in try self.files.removeFolderIfEmpty(path) }
    }

    @discardableResult
    private mutating func attempt(_ step: (inout JournalResolver) throws(FileError) -> Void) -> Bool {
        do {
            try step(&self)
            return true
        } catch {
            problems.append(error)
            return false
        }
    }
}
