/// Puts one staged file in place of its target, detects whether that has been done, and reverts it.
///
/// The old file is kept beside the target all the time, so that reverting needs no disk space.
struct FilePlacement {
    let files: any FileSystem

    /// The progress of one file of a commit.
    enum Position: Equatable {
        /// The target is not our new file. With `isStaged` the new file is still staged beside it.
        case notPlaced(isStaged: Bool)
        /// The target is our new file, and the old file is at the path; nil if there was none.
        case placed(old: String?)
        /// The target is our new file, but the old file is gone.
        case placedForGood
        /// It was put in place, and then another program wrote to it.
        case changedSince
    }

    // MARK: - Forward

    /// Swaps the new and the old file; throws `changedMeanwhile` if the old one is not what the plan was made from.
    func place(_ entry: FileEntry) throws(FileError) {
        do {
            switch entry.action {
            case .create: try move(entry.staged, toFree: entry.target)
            case .replace: try swap(entry)
            case .remove: try moveAway(entry)
            }
        } catch let error where error.operation == .rename && [.notFound, .alreadyExists].contains(error.code) {
            throw changed(entry)
        }
    }

    /// Moves a file to a path where nothing is. Where a rename cannot refuse to replace, that is looked up before.
    private func move(_ path: String, toFree target: String) throws(FileError) {
        do {
            try files.rename(path, to: target, .exclusive)
        } catch let error where error.code == .unsupported {
            guard try files.status(at: target) == nil else {
                throw FileError(.alreadyExists, .rename, target, paths: [target])
            }
            try files.rename(path, to: target, .replacing)
        }
    }

    private func swap(_ entry: FileEntry) throws(FileError) {
        do {
            try files.rename(entry.staged, to: entry.target, .exchange)
        } catch let error where error.code == .unsupported {
            return try replaceKeepingOld(entry)
        }
        guard try look(at: entry.staged)?.digest == entry.before else { throw changed(entry) }
    }

    /// For file systems that cannot swap: a hard link or a copy keeps the old file.
    private func replaceKeepingOld(_ entry: FileEntry) throws(FileError) {
        let (bytes, status) = try files.contents(of: entry.target)
        guard Digest(of: bytes) == entry.before else { throw changed(entry) }
        do {
            try files.link(entry.target, as: entry.kept)
        } catch let error where [.unsupported, .permissionDenied, .other].contains(error.code) {
            try files.create(entry.kept, bytes, mode: status.mode)
            try files.setModified(entry.kept, status.modified)
        }
        try files.rename(entry.staged, to: entry.target, .replacing)
    }

    private func moveAway(_ entry: FileEntry) throws(FileError) {
        do {
            try files.rename(entry.target, to: entry.staged, .exclusive)
        } catch let error where error.code == .unsupported {
            try files.rename(entry.target, to: entry.staged, .replacing)
        }
        guard try look(at: entry.staged)?.digest == entry.before else { throw changed(entry) }
    }

    private func changed(_ entry: FileEntry) -> FileError {
        FileError(.changedMeanwhile, .commit, entry.target, paths: [entry.target])
    }

    // MARK: - Revert

    /// Restores the target. Only for files that are placed and whose old file exists.
    func putBack(_ entry: FileEntry, old: String?) throws(FileError) {
        guard let old else { return try takeAway(entry) }
        let hasTarget = try files.status(at: entry.target) != nil
        if old == entry.staged && entry.action == .replace && hasTarget {
            do {
                return try swapBack(entry)
            } catch let error where error.code == .unsupported {}
        }
        guard entry.action == .remove else { return try files.rename(old, to: entry.target, .replacing) }
        try move(old, toFree: entry.target)
    }

    private func swapBack(_ entry: FileEntry) throws(FileError) {
        try files.rename(entry.staged, to: entry.target, .exchange)
        // Another program may have written at this very moment: its newer file stays in place.
        let out = try look(at: entry.staged)
        if out?.digest != entry.after { try files.rename(entry.staged, to: entry.target, .exchange) }
    }

    /// There was no old file: ours goes back to its staged path.
    private func takeAway(_ entry: FileEntry) throws(FileError) {
        do {
            try files.rename(entry.target, to: entry.staged, .exclusive)
        } catch let error where error.code == .unsupported {
            try files.rename(entry.target, to: entry.staged, .replacing)
        }
        if try look(at: entry.staged)?.digest != entry.after { try move(entry.staged, toFree: entry.target) }
    }

    // MARK: - Position

    func position(of entry: FileEntry) throws(FileError) -> Position {
        guard entry.action == .remove || entry.stagedInode != nil else {
            // Nothing is placed before the journal says `prepared`.
            return .notPlaced(isStaged: false)
        }
        let beside = try look(at: entry.staged)
        let target = try look(at: entry.target)
        return switch entry.action {
        case .create: positionOfNew(entry, beside, target)
        case .replace: try positionOfReplaced(entry, beside, target)
        case .remove: positionOfRemoved(entry, beside, target)
        }
    }

    private func positionOfNew(_ entry: FileEntry, _ beside: Look?, _ target: Look?) -> Position {
        if let beside { return .notPlaced(isStaged: beside.digest == entry.after && target == nil) }
        guard let target else { return .notPlaced(isStaged: false) }
        return target.digest == entry.after ? .placed(old: nil) : .changedSince
    }

    private func positionOfReplaced(
        _ entry: FileEntry,
        _ beside: Look?,
        _ target: Look?
    ) throws(FileError) -> Position {
        if let beside, beside.isStaged(of: entry) {
            return .notPlaced(isStaged: target?.digest == entry.before)
        }
        // The old file is either at the staged path after the swap, or at its own path.
        let kept = try files.status(at: entry.kept)
        if let old = beside != nil ? entry.staged : kept != nil ? entry.kept : nil {
            guard let target, !target.isStaged(of: entry) else { return .placed(old: old) }
            // An earlier recovery may have restored it and been killed before it removed all paths.
            return target.digest == entry.before ? .notPlaced(isStaged: false) : .changedSince
        }
        guard let target, target.isStaged(of: entry) || target.inode == entry.stagedInode else {
            return .notPlaced(isStaged: false)
        }
        return target.digest == entry.after ? .placedForGood : .changedSince
    }

    private func positionOfRemoved(_ entry: FileEntry, _ beside: Look?, _ target: Look?) -> Position {
        if beside == nil {
            return target == nil ? .placedForGood : .notPlaced(isStaged: target?.digest == entry.before)
        }
        return target == nil ? .placed(old: entry.staged) : .changedSince
    }

    // MARK: - Inspection

    /// The file that currently has a path.
    struct Look: Equatable {
        var inode: UInt64
        /// Nil for anything but a regular file.
        var digest: Digest?

        /// Whether it is the new file. If old and new bytes are equal, only the inode distinguishes them.
        func isStaged(of entry: FileEntry) -> Bool {
            digest == entry.after && (entry.before != entry.after || inode == entry.stagedInode)
        }
    }

    /// Nil if nothing exists at the path.
    func look(at path: String) throws(FileError) -> Look? {
        guard let status = try files.status(at: path) else { return nil }
        guard status.kind == .file else { return Look(inode: status.inode) }
        do {
            let (bytes, status) = try files.contents(of: path)
            return Look(inode: status.inode, digest: Digest(of: bytes))
        } catch let error where error.code == .notFound {
            return nil
        }
    }
}
