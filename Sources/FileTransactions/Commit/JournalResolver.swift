/// Resolves a journal: makes all its participants old or all new, and removes leftovers.
///
/// The same steps are used for a failed commit, a finished commit and recovery after a crash. Each can be repeated from
/// the start, so a crash in the middle is resolved by the next recovery. An error does not stop them but is collected;
/// the journal is removed only if there was none.
struct JournalResolver {
    private let folder: SetupFolder
    let files: any FileSystem
    let context: CommitContext
    private(set) var journal: Journal
    /// The gateway locks held meanwhile.
    var locks: GatewayLocks
    /// Failed steps; if there are any, the journal is kept.
    private(set) var problems: [FileError] = []
    /// Outdated backups that could not be removed; they must not block later commands.
    private(set) var problemsWithOutdated: [FileError] = []
    /// Copies to purge that still exist.
    private(set) var unpurged: [String] = []
    /// What another program wrote to and was left unchanged.
    private(set) var left: [String] = []

    init(folder: SetupFolder, journal: Journal, locks: GatewayLocks) {
        self.folder = folder
        self.journal = journal
        self.locks = locks
        files = folder.files
        context = folder.context
    }

    // MARK: - Roll back

    /// Makes everything old again, for a commit that did not complete.
    ///
    /// - Parameter keepingOwnFolders: keeps `S/setup` although this commit created it, because it is in use.
    mutating func goBack(keepingOwnFolders: Bool = false) {
        // In `intent` nothing was placed; what looks as if it were, another program has done.
        for index in journal.entries.indices.reversed() where journal.phase != .intent {
            attempt { (self) throws(FileError) in try self.takeBack(index) }
        }
        // Nothing that could restore an old file may be removed until every old file is durably in place.
        if problems.isEmpty { syncTouchedFolders() }
        problems += locks.release()
        guard problems.isEmpty else { return }
        cleanUp()
        for path in journal.foldersToMake.reversed() { removeFolder(path) }
        // The backups stay if another program overwrote a file, so that it can be restored by hand.
        if left.isEmpty { removeBackups() }
        syncTouchedFolders()
        dropJournal()
        if !keepingOwnFolders && problems.isEmpty { folder.removeOwnFolders(journal.ownFolders) }
    }

    private mutating func takeBack(_ index: Int) throws(FileError) {
        var participant = journal.entries[index].participant
        defer { journal.entries[index].participant = participant }
        let isBack = try participant.takeBack(context) { (changed) throws(FileError) in
            journal.entries[index].participant = changed
            try folder.write(journal)
        }
        if !isBack { left.append(participant.subject) }
    }

    private mutating func removeBackups() {
        guard let own = journal.backupFolder else { return }
        for name in journal.backupNames { removeFile(own.appendingPath(name)) }
        removeFolder(own)
        sync(folder.backupsPath)
        removeFolder(folder.backupsPath)
    }

    // MARK: - Roll forward

    /// Places the remaining participants of a prepared commit and records that in the journal.
    mutating func goForward() throws(FileError) {
        for index in journal.entries.indices {
            try locks.check()
            if case .notPlaced = try journal.entries[index].participant.position(context) { try place(index) }
        }
        for path in journal.touchedFolders.sorted() { try files.syncFolder(path) }
        journal.phase = .committed
        try folder.write(journal)
    }

    private mutating func place(_ index: Int) throws(FileError) {
        var participant = journal.entries[index].participant
        defer { journal.entries[index].participant = participant }
        try participant.place(context) { (changed) throws(FileError) in
            journal.entries[index].participant = changed
            try folder.write(journal)
        }
    }

    /// Removes the leftovers of a completed commit and the backups to be removed with it.
    ///
    /// - Parameters:
    ///   - postponingPurges: leaves the backups to the next command, because the journal may not be durable yet.
    ///   - isRecovery: removes the journal even if outdated backups still exist, because they were tried twice.
    mutating func finish(postponingPurges: Bool = false, isRecovery: Bool = false) {
        problems += locks.release()
        cleanUp()
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
            // Sync, so that a removed copy of a secret does not come back after a power failure.
            sync(removal.folder)
            // The record stays while copies exist, because it tells what is still to be removed.
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

    private mutating func cleanUp() {
        for participant in journal.entries.map(\.participant) { problems += participant.cleanUp(context) }
    }

    /// Removes lock folders created by the killed process.
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
            // A folder that was never created, or is removed already, needs no sync.
            try self.files.syncFolderIfPresent(path)
        }
    }

    /// False if the file still exists.
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
