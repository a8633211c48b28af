/// Several files changed as one: all of them or none, also when the process is killed or the disk fails half-way.
///
///     var transaction = FileTransaction(folder, summary: "onboard")
///     try transaction.stage(store, contents: newStore, rank: 0, lock: .gateway)
///     try transaction.stage(config, contents: newConfig, rank: 1, lock: .none)
///     let receipt = try transaction.commit(waiting: { _ in .wait })
///
/// Staging keeps everything in memory; only `commit` writes. Its steps, and what a crash after each of them leaves to the
/// next command, are told at `Commit` and `Journal`.
package struct FileTransaction: ~Copyable {
    private let folder: SetupFolder
    private let summary: String
    private var changes: [StagedChange] = []
    private var expected: [FileSnapshot] = []
    private var undone: ApplyRecord?
    private var forgets: ((_ copy: [UInt8]) -> Bool)?

    /// - Parameter summary: key of the text that says what is done; goes into the record, so never a secret.
    package init(_ folder: SetupFolder, summary: String) {
        self.folder = folder
        self.summary = summary
    }

    /// Wants the file to have these bytes and mode 0600, or not to be there (nil).
    ///
    /// Lower ranks are put in place first. A file that is already so is not touched, but must still be so at the commit.
    /// Throws `sameFileTwice` when two paths lead to one file.
    /// - Parameter essence: kept in the record for a later undo; see `ApplyRecord.File.essence`.
    package mutating func stage(
        _ basis: FileSnapshot,
        contents: [UInt8]?,
        rank: Int,
        lock: LockKind,
        essence: Digest? = nil
    ) throws(FileError) {
        try stage(StagedChange(basis: basis, contents: contents, rank: rank, lock: lock, essence: essence))
    }

    /// Wants the file to be still as it was read, though it is not written.
    package mutating func expect(_ snapshot: FileSnapshot) {
        expected.append(snapshot)
    }

    /// Whether `commit` has nothing to write.
    package var isEmpty: Bool { changes.allSatisfy(\.isNothing) }

    mutating func stage(_ change: StagedChange) throws(FileError) {
        if let other = changes.first(where: { $0.basis.realPath == change.basis.realPath }) {
            throw FileError(.sameFileTwice, .plan, change.basis.path, paths: [other.basis.path, change.basis.path])
        }
        changes.append(change)
    }

    /// Removes with the commit every backup of which a copy is one that the closure names, this commit's own among them:
    /// what is forgotten cannot be taken back to.
    ///
    /// It is part of the commit: killed anywhere, the next command either has all the copies or none.
    package mutating func forgetCopies(_ isOne: @escaping (_ copy: [UInt8]) -> Bool) {
        forgets = isOne
    }

    mutating func takeBack(_ record: ApplyRecord) {
        undone = record
    }

    /// Carries it out, with SIGINT, SIGTERM, SIGTSTP and SIGHUP held.
    ///
    /// An interrupted commit is taken back or finished first. With nothing to write no file call is made. When it throws,
    /// the error's `aftermath` says what the files are like; `changedMeanwhile` names what is not as planned on.
    /// - Parameter waiting: told every tenth of a second while somebody else holds a lock: the gateway, or another run of
    ///   this program.
    package consuming func commit(waiting: (LockWait) -> LockWaitChoice) throws(FileError) -> Receipt {
        let wanted = changes.filter { !$0.isNothing }
        if wanted.isEmpty { return Receipt() }
        let commit = Commit(
            folder: folder,
            summary: summary,
            changes: wanted.sorted { ($0.rank, $0.basis.realPath) < ($1.rank, $1.basis.realPath) },
            expected: changes.filter(\.isNothing).map(\.basis) + expected,
            undone: undone,
            forgets: forgets
        )
        return try withSignalsHeld { () throws(FileError) in try commit.run(waiting: waiting) }
    }
}
