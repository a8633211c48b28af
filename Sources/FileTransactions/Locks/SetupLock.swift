/// Our own lock: a flock(2) on `S/setup` itself. While it is held, no other run of this program writes.
extension SetupFolder {
    /// Creates the folder if it is missing and runs the body under the lock.
    ///
    /// Waits for another process for as long as `patience` says, then throws `busy`; `waiting` is called meanwhile and
    /// may stop the wait. The body gets the folders that were created, outermost first.
    func withLock<Result>(
        waiting: GatewayLocks.Waiting,
        _ body: (_ foldersMade: [String]) throws(FileError) -> Result
    ) throws(FileError) -> Result {
        var made: [String] = []
        let folder: OpenFile
        do {
            folder = try lockedFolder(&made, waiting)
        } catch {
            removeOwnFolders(made)
            throw error
        }
        // Nothing was written through this descriptor, and the kernel releases the lock whatever close returns.
        defer { try? files.close(folder) }
        return try body(made)
    }

    /// The result of one try.
    private enum Attempt {
        case taken(OpenFile)
        case heldBy(LockHolder)
        /// The opened folder is no longer the one at this path.
        case gone
    }

    private func lockedFolder(
        _ made: inout [String],
        _ waiting: GatewayLocks.Waiting
    ) throws(FileError) -> OpenFile {
        var waited: Int64 = 0
        // A run that fails on a fresh host removes the folder it created. A lock on that folder locks nothing, so start
        // again.
        var disappearances = 0
        while disappearances < 8 {
            switch try tryLock(&made) {
            case .taken(let folder): return folder
            case .gone: disappearances += 1
            case .heldBy(let holder):
                guard waited < patience.own else { throw busy(holder) }
                try LockWait(holder: holder, waitedMilliseconds: waited).ask(waiting)
                // A commit takes some milliseconds; a longer wait means that the holder waits for another lock itself.
                let pause = min(waited < 200 ? 5 : 50, patience.own - waited)
                clock.sleep(pause)
                waited += pause
            }
        }
        throw FileError(.unstable, .lock, path)
    }

    private func tryLock(_ made: inout [String]) throws(FileError) -> Attempt {
        try makeFolder(&made)
        guard let folder = try openedFolder() else { return .gone }
        let attempt: Attempt
        do {
            attempt = try takeLock(of: folder)
        } catch {
            try? files.close(folder)
            throw error
        }
        if case .taken = attempt { return attempt }
        try? files.close(folder)
        return attempt
    }

    private func busy(_ holder: LockHolder) -> FileError {
        var error = FileError(.busy, .lock, path)
        if case .ourselves(let process) = holder.kind { error.processID = process }
        error.holder = holder
        return error
    }

    private func makeFolder(_ made: inout [String]) throws(FileError) {
        let new = try files.makeFolders(upTo: path)
        made += new.filter { !made.contains($0) }
        // Sync, because a journal that disappears with its folder in a power failure cannot be recovered from.
        for folder in new { try files.syncFolder(folder.parentPath) }
    }

    /// Nil if it disappeared after it was created.
    private func openedFolder() throws(FileError) -> OpenFile? {
        do {
            return try files.open(path, .folder)
        } catch let error where error.code == .notFound {
            return nil
        }
    }

    private func takeLock(of folder: OpenFile) throws(FileError) -> Attempt {
        let status = try files.status(of: folder)
        guard status.owner == files.userID else {
            var error = FileError(.foreignOwner, .lock, path)
            error.userID = status.owner
            throw error
        }
        guard try files.lock(folder) else {
            return .heldBy(LockHolder(ourselves: holder(of: status), path: path))
        }
        let now = try files.status(at: try files.resolvedPath(of: path))
        guard now?.inode == status.inode else { return .gone }
        if status.mode.isWider(than: .ownerFolder) {
            // Files that others could have put there must not become trusted by tightening the folder's mode.
            if status.mode.isWritableByOthers, try holdsWhatIsFollowed() { throw distrust(status, path) }
            try files.setMode(folder, .ownerFolder)
        }
        return .taken(folder)
    }

    /// The process that holds the lock. An unknown one is not an error: it is only mentioned in a message.
    private func holder(of status: FileStatus) -> Int32? {
        do {
            return try files.lockHolder(of: status)
        } catch {
            return nil
        }
    }

    /// Removes folders created for the lock, as far as they are empty.
    func removeOwnFolders(_ made: [String]) {
        for folder in made.reversed() {
            // An empty folder of ours does no harm; the next run uses it.
            guard (try? files.removeFolderIfEmpty(folder)) == true else { return }
        }
    }
}

extension FileSystem {
    /// Creates the folder and its missing parents, mode 0700; returns the created ones, outermost first.
    func makeFolders(upTo path: String) throws(FileError) -> [String] {
        let missing = try missingFolders(upTo: path)
        var made: [String] = []
        for folder in missing {
            do {
                try makeFolder(folder, mode: .ownerFolder)
                made.append(folder)
            } catch let error where error.code == .alreadyExists {
                // Another process created it in between; we use it and must not remove it.
                continue
            } catch {
                for folder in made.reversed() { try? removeFolder(folder) }
                throw error
            }
        }
        return made
    }

    /// The missing folders of the path, outermost first.
    func missingFolders(upTo path: String) throws(FileError) -> [String] {
        var missing: [String] = []
        var folder = path
        while try status(at: folder) == nil {
            missing.insert(folder, at: 0)
            folder = folder.parentPath
        }
        return missing
    }
}
