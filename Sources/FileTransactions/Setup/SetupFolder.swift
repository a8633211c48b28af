/// The program's own state, `S/setup`: the journal of a running commit, and the backups and records of past ones.
///
/// Everything that writes goes through an exclusive flock(2) on the folder itself, which the kernel lets go when the
/// process ends in whatever way. Reading (`records`, `interruptedCommit`) takes no lock and writes nothing.
///
///     S/setup/                                     0700
///         journal                                  only while a commit runs, or after it was killed
///         backups/20261122-024105Z/record          what was done
///         backups/20261122-024105Z/1-openclaw.json the file as it was, 0600
package struct SetupFolder: Sendable {
    /// The gateway's state folder, S.
    package let stateFolder: String
    /// `S/setup`.
    package let path: String
    let files: any FileSystem
    let clock: WallClock
    let reach: @Sendable () -> Reach
    /// How long locks are waited for.
    package var patience: LockPatience

    /// Nothing is made until something is written.
    /// - Parameter reach: what an apply may write outside the state folder; asked for when a journal or a record is about
    ///   to be followed.
    package init(
        stateFolder: String,
        files: any FileSystem = SystemFileSystem(),
        clock: WallClock = .system,
        patience: LockPatience = .usual,
        reach: @escaping @Sendable () -> Reach = { Reach() }
    ) {
        self.stateFolder = stateFolder
        path = stateFolder.appendingPath("setup")
        self.files = files
        self.clock = clock
        self.patience = patience
        self.reach = reach
    }

    /// `S/setup/backups`.
    package var backupsPath: String { path.appendingPath("backups") }
    var journalPath: String { path.appendingPath("journal") }
    /// The next journal, until it is renamed onto `journalPath`.
    var nextJournalPath: String { path.appendingPath("journal.next") }
}

// MARK: - Journal

extension SetupFolder {
    /// The journal as it is on the disk; nil when no commit is under way. `untrusted` when it can be somebody else's.
    func journal() throws(FileError) -> Journal? {
        let bytes: [UInt8]
        do {
            bytes = try trustedContents(of: journalPath)
        } catch let error where error.code == .notFound {
            return nil
        }
        do {
            return try Journal(reading: bytes)
        } catch {
            throw FileError(error == .damaged ? .journalUnreadable : .journalTooNew, .read, journalPath)
        }
    }

    /// Replaces the journal as a whole, durably.
    func write(_ journal: Journal) throws(FileError) {
        try files.removeFileIfPresent(nextJournalPath)
        try stage(journal)
        try publishStagedJournal()
    }

    /// Puts the next journal beside the present one, so that publishing it needs no room on the disk.
    func stage(_ journal: Journal) throws(FileError) {
        try files.create(nextJournalPath, journal.bytes)
    }

    func publishStagedJournal() throws(FileError) {
        try files.rename(nextJournalPath, to: journalPath, .replacing)
        try files.syncFolder(path)
    }

    /// The end of a commit or of its recovery.
    func dropJournal() throws(FileError) {
        try files.removeFileIfPresent(nextJournalPath)
        try files.removeFileIfPresent(journalPath)
        try files.syncFolder(path)
    }
}
