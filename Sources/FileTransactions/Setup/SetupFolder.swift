/// The program's own state folder `S/setup`: the journal of a running commit, and backups and records of past ones.
///
/// Every writer holds an exclusive flock(2) on the folder itself, which the kernel releases however the process ends.
/// Reading (`records`, `interruptedCommit`) takes no lock and writes nothing.
///
///     S/setup/                                     0700
///         gateway-release.json                     a setting, which an apply writes like a file of the gateway
///         journal                                  only while a commit runs, or after it was killed
///         backups/20261122-024105Z/record          what was done
///         backups/20261122-024105Z/1-openclaw.json the old file, 0600
package struct SetupFolder: Sendable {
    /// The gateway's state folder, S.
    package let stateFolder: String
    /// `S/setup`.
    package let path: String
    let files: any FileSystem
    let clock: WallClock
    let reach: @Sendable () -> Reach
    /// The kinds of participants that are not files and may be in a journal or a record.
    let kinds: [any ParticipantKind]
    /// How long to wait for locks.
    package var patience: LockPatience

    /// Creates nothing until something is written.
    /// - Parameters:
    ///   - kinds: the kinds of participants that recovery and undo can follow, besides files.
    ///   - reach: what an apply may write outside the state folder; called lazily, when a journal or a record is about
    ///     to be followed.
    package init(
        stateFolder: String,
        files: any FileSystem = SystemFileSystem(),
        clock: WallClock = .system,
        patience: LockPatience = .usual,
        kinds: [any ParticipantKind] = [],
        reach: @escaping @Sendable () -> Reach = { Reach() }
    ) {
        self.stateFolder = stateFolder
        path = stateFolder.appendingPath("setup")
        self.files = files
        self.clock = clock
        self.patience = patience
        self.kinds = kinds
        self.reach = reach
    }

    /// The path of the setting that says which release of the gateway is meant.
    package var releasePath: String { path.appendingPath(WritableFiles.releaseName) }
    /// `S/setup/backups`.
    package var backupsPath: String { path.appendingPath("backups") }
    var journalPath: String { path.appendingPath("journal") }
    /// The next journal, before it is renamed to `journalPath`.
    var nextJournalPath: String { path.appendingPath("journal.next") }
}
