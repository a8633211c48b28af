/// One file of a commit, written as a whole or removed.
///
/// The new file is staged beside its target and swapped in by one rename. The old file is kept beside it until the commit
/// is final, so that taking it back needs no disk space.
package struct FileParticipant: Participant {
    /// The kind of all files; their lines are read without a `ParticipantKind`.
    package static let kind = "file"

    /// What is planned; nil for a file of a journal.
    let change: FileChange?
    /// The line in the journal; complete once it has joined a commit.
    private var entry: FileEntry
    private var id: String
    /// The mode at `recheck`; nil if there is no file.
    private var modeNow: FileMode?

    /// New bytes with mode 0600 for a file, or its removal (nil).
    ///
    /// Files with lower ranks are put in place first.
    /// - Parameter essence: stored in the record for a later undo; see `ApplyRecord.File.essence`.
    package init(_ basis: FileSnapshot, contents: [UInt8]?, rank: Int, lock: LockKind, essence: Digest? = nil) {
        self.init(FileChange(basis: basis, contents: contents, rank: rank, lock: lock, essence: essence))
    }

    /// A file that only has to be unchanged.
    init(unchanged basis: FileSnapshot) {
        self.init(basis, contents: basis.contents, rank: 0, lock: .none)
    }

    init(_ change: FileChange) {
        self.change = change
        id = ""
        entry = FileEntry(
            action: .replace,
            target: change.basis.realPath,
            names: BesideNames(of: change.basis.realPath, id: id)
        )
    }

    /// The file of a line in a journal; nil if the line is damaged.
    init?(reading fields: [String?], commit id: String) {
        guard let entry = FileEntry(reading: fields) else { return nil }
        change = nil
        self.id = id
        self.entry = entry
    }

    // MARK: - The plan

    package var kind: String { Self.kind }
    package var rank: Int { change?.rank ?? 0 }
    package var subject: String { entry.target }
    package var name: String { change?.basis.path ?? entry.target }
    package var isNothing: Bool { change?.isNothing ?? false }
    package var folders: [String] { [entry.target.parentPath] }
    package var fields: [String?] { entry.fields }

    package var locks: [String] {
        let lock = change?.lock ?? .gateway
        return lock == .gateway ? [LockKind.gatewayFolder(of: entry.target)] : []
    }

    package var copy: BackupCopy? {
        guard let change, !change.isOwnState, let bytes = change.basis.contents else { return nil }
        return BackupCopy(name: entry.target.splitPath.name, bytes: bytes)
    }

    package var isTightening: Bool {
        guard let change, !change.isOwnState, change.contents != nil, let modeNow else { return false }
        return modeNow.isWider(than: .ownerFile) && !change.mode.isWider(than: .ownerFile)
    }

    package func recorded(copyName: String?) -> ApplyRecord.Part? {
        guard let change, !change.isOwnState else { return nil }
        return .file(
            ApplyRecord.File(
                path: change.basis.path,
                realPath: change.basis.realPath,
                lock: change.lock,
                rank: change.rank,
                modeBefore: modeNow,
                before: entry.before,
                after: entry.after,
                backupName: copyName,
                essence: change.essence
            )
        )
    }

    // MARK: - The commit

    package mutating func join(commit id: String, copyPath: String?) {
        guard let change else { return }
        self.id = id
        entry = FileEntry(change, commit: id)
    }

    package mutating func recheck(_ context: CommitContext) throws(FileError) -> Bool {
        guard let basis = change?.basis else { return true }
        let now = try Self.settledSnapshot(of: basis, context)
        if let owner = now.owner, owner != context.files.userID {
            var error = FileError(.foreignOwner, .commit, now.path)
            error.userID = owner
            throw error
        }
        modeNow = now.mode
        return now.isSame(as: basis)
    }

    /// Reads a file; if another program is writing it at this moment, waits until it is complete.
    private static func settledSnapshot(
        of basis: FileSnapshot,
        _ context: CommitContext
    ) throws(FileError) -> FileSnapshot {
        try context.clock.settled(
            try FileSnapshot.read(basis.path, context.files),
            isWhole: { $0.isSame(as: basis) },
            agrees: { $0.isSame(as: $1) },
            again: { () throws(FileError) in try FileSnapshot.read(basis.path, context.files) }
        )
    }

    /// Stages the new file.
    package mutating func prepare(_ context: CommitContext) throws(FileError) {
        guard let change, let contents = change.contents else { return }
        entry.stagedInode = try context.files.create(entry.staged, contents, mode: change.mode).inode
    }

    package func place(_ context: CommitContext, note: ParticipantNote) throws(FileError) {
        try FilePlacement(files: context.files).place(entry)
    }

    /// A changed file is reported, never repaired, because this program cannot know the other writer's intent.
    package func seal(_ context: CommitContext) throws(FileError) -> Bool {
        try FilePlacement(files: context.files).look(at: entry.target)?.digest == entry.after
    }

    // MARK: - The way back

    package func position(_ context: CommitContext) throws(FileError) -> ParticipantPosition {
        switch try FilePlacement(files: context.files).position(of: entry) {
        case .notPlaced(let isStaged): .notPlaced(isReady: isStaged)
        case .placed: .placed
        case .placedForGood, .changedSince: .beyondTakingBack
        }
    }

    package func takeBack(_ context: CommitContext, note: ParticipantNote) throws(FileError) -> Bool {
        let placement = FilePlacement(files: context.files)
        switch try placement.position(of: entry) {
        case .notPlaced: return true
        case .placed(let old):
            try placement.putBack(entry, old: old)
            return true
        case .placedForGood, .changedSince: return false
        }
    }

    package func cleanUp(_ context: CommitContext) -> [FileError] {
        var problems: [FileError] = []
        for path in [entry.staged, entry.kept] {
            do {
                try context.files.removeFileIfPresent(path)
            } catch {
                problems.append(error)
            }
        }
        return problems
    }

    package func doubt(_ writable: WritableFiles) throws(FileError) -> Distrust? {
        guard writable.mayWrite(entry.target, ownRecords: true),
            try writable.leadsNowhereElse(entry.target.parentPath)
        else {
            return Distrust(reason: .reach, subject: entry.target)
        }
        let names = BesideNames(of: entry.target, id: id)
        if entry.staged != names.staged { return Distrust(reason: .shape, subject: entry.staged) }
        if entry.kept != names.kept { return Distrust(reason: .shape, subject: entry.kept) }
        return nil
    }
}
