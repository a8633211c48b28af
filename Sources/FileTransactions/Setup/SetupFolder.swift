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
