// Target FileTransactions: writes several files as one transaction that survives a crash, and can undo it later.
//
// Data flow: `FileSnapshot.read` reads files for planning. `FileTransaction` collects the `Participant`s of a commit in
// memory, mostly files (`FileParticipant`); `commit` runs `Commit` (locks, re-read, journal, backups, then each
// participant is prepared, placed and sealed) and returns a `Receipt`. The `Journal` on disk has a line for each
// participant; it lets `SetupFolder.recover` finish or roll back a killed commit (`JournalResolver`). Each apply
// leaves an `ApplyRecord` with backups, from which `UndoPlan` is made; old ones are removed (retention) or purged.
// `Preflight` finds obstacles in advance.
//
// Must not know: what the files mean. No JSON, no config, no credentials; callers pass bytes, ranks and lock kinds.
// Participants that are not files are written by the callers, with a `ParticipantKind` that reads them after a crash.
//
// Invariants: all participants change or none, wherever the process is killed; new files and backups are 0600 from the
// first byte; a file that changed since planning is never overwritten; a journal or record that others could have
// written is never followed; all file access goes through the `FileSystem` protocol, one method per system call, so that
// tests can fail or crash every call.

/// A transaction over several files: all of them change or none, even if the process is killed or the disk fails.
///
///     var transaction = FileTransaction(folder, summary: "onboard")
///     try transaction.stage(store, contents: newStore, rank: 0, lock: .gateway)
///     try transaction.stage(config, contents: newConfig, rank: 1, lock: .none)
///     let receipt = try transaction.commit(waiting: { _ in .wait })
///
/// What another program writes takes part by `add`. Everything stays in memory until `commit` writes it. `Commit` and
/// `Journal` describe its steps and what the next command does after a crash in each of them.
package struct FileTransaction: ~Copyable {
    private let folder: SetupFolder
    private let summary: String
    private var participants: [any Participant] = []
    private var expected: [any Participant] = []
    private var undone: ApplyRecord?
    private var forgets: ((_ copy: [UInt8]) -> Bool)?

    /// - Parameter summary: text key that says what is done; it is stored in the record, so it must not contain a
    ///   secret.
    package init(_ folder: SetupFolder, summary: String) {
        self.folder = folder
        self.summary = summary
    }

    /// Stages new bytes with mode 0600 for a file, or its removal (nil).
    ///
    /// Files with lower ranks are put in place first. A file that already has this content is not touched, but must
    /// still have it at the commit. Throws `sameFileTwice` if two paths resolve to one file.
    /// - Parameter essence: stored in the record for a later undo; see `ApplyRecord.File.essence`.
    package mutating func stage(
        _ basis: FileSnapshot,
        contents: [UInt8]?,
        rank: Int,
        lock: LockKind,
        essence: Digest? = nil
    ) throws(FileError) {
        try add(FileParticipant(basis, contents: contents, rank: rank, lock: lock, essence: essence))
    }

    /// Adds a participant; throws `sameFileTwice` if its subject takes part already.
    package mutating func add(_ participant: any Participant) throws(FileError) {
        if let other = participants.first(where: { $0.kind == participant.kind && $0.subject == participant.subject }) {
            throw FileError(.sameFileTwice, .plan, participant.name, paths: [other.name, participant.name])
        }
        participants.append(participant)
    }

    /// Requires a file that is not written to be unchanged at the commit.
    package mutating func expect(_ snapshot: FileSnapshot) {
        expected.append(FileParticipant(unchanged: snapshot))
    }

    /// Also removes every backup that contains a copy for which the closure returns true, including this commit's own.
    /// Those applies can no longer be undone.
    ///
    /// This is part of the transaction: after a crash the next command finds all copies or none.
    package mutating func forgetCopies(_ isOne: @escaping (_ copy: [UInt8]) -> Bool) {
        forgets = isOne
    }

    mutating func takeBack(_ record: ApplyRecord) {
        undone = record
    }

    /// Commits, with SIGINT, SIGTERM, SIGTSTP and SIGHUP blocked.
    ///
    /// An interrupted commit is rolled back or finished first. If there is nothing to write, no file call is made. If
    /// it throws, the error's `aftermath` describes the state of the files; `changedMeanwhile` lists the files that
    /// changed since planning.
    /// - Parameter waiting: called every tenth of a second while the gateway or another run of this program holds a
    ///   lock.
    package consuming func commit(waiting: (LockWait) -> LockWaitChoice) throws(FileError) -> Receipt {
        let wanted = participants.filter { !$0.isNothing }
        if wanted.isEmpty { return Receipt() }
        let commit = Commit(
            folder: folder,
            summary: summary,
            participants: wanted.sorted { ($0.rank, $0.subject) < ($1.rank, $1.subject) },
            unchanged: participants.filter(\.isNothing) + expected,
            undone: undone,
            forgets: forgets
        )
        return try withSignalsHeld { () throws(FileError) in try commit.run(waiting: waiting) }
    }
}
