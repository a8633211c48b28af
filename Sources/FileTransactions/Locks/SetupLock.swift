/// Our own lock: a flock(2) on `S/setup` itself. While it is held, no other run of this program writes.
extension SetupFolder {
    /// Makes the folder if it is missing and runs the body under the lock.
    ///
    /// Another process that has it is waited for as long as `patience` says, then it is `busy`; `waiting` is told of it
    /// and may stop the wait. The body is given the folders that were made, outermost first.
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
        // Nothing was written through it, and the kernel lets go of the lock whatever close says.
        defer { try? files.close(folder) }
        return try body(made)
    }

    /// What became of one try.
    private enum Attempt {
        case taken(OpenFile)
        case heldBy(LockHolder)
        /// The open folder is no longer the one of that path.
        case gone
    }

    private func lockedFolder(
        _ made: inout [String],
        _ waiting: GatewayLocks.Waiting
    ) throws(FileError) -> OpenFile {
        var waited: Int64 = 0
        // A run that fails on a fresh host removes the folder it had made: then its lock is on nothing, and we start again.
        var disappearances = 0
        while disappearances < 8 {
            switch try tryLock(&made) {
            case .taken(let folder): return folder
            case .gone: disappearances += 1
            case .heldBy(let holder):
                guard waited < patience.own else { throw busy(holder) }
                try LockWait(holder: holder, waitedMilliseconds: waited).ask(waiting)
                // A commit takes some milliseconds; who waits longer does so for somebody who waits himself.
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
        // A journal that a power cut takes away with its folder could not be recovered from.
        for folder in new { try files.syncFolder(folder.parentPath) }
    }

    /// nil when it went away after it was made.
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
            // What others could have put there is not to look trustworthy from now on.
            if status.mode.isWritableByOthers, try holdsWhatIsFollowed() { throw distrust(status, path) }
            try files.setMode(folder, .ownerFolder)
        }
        return .taken(folder)
    }

    /// The process that has the lock. A machine that does not tell is no reason to fail: it is only named in a sentence.
    private func holder(of status: FileStatus) -> Int32? {
        do {
            return try files.lockHolder(of: status)
        } catch {
            return nil
        }
    }

    /// Removes folders made for the lock again, as far as they are empty.
    func removeOwnFolders(_ made: [String]) {
        for folder in made.reversed() {
            // An empty folder of ours is in nobody's way; the next run uses it.
            guard (try? files.removeFolderIfEmpty(folder)) == true else { return }
        }
    }
}

extension FileSystem {
    /// Makes the folder and those above it that are missing, 0700; returns the new ones, outermost first.
    func makeFolders(upTo path: String) throws(FileError) -> [String] {
        let missing = try missingFolders(upTo: path)
        var made: [String] = []
        for folder in missing {
            do {
                try makeFolder(folder, mode: .ownerFolder)
                made.append(folder)
            } catch let error where error.code == .alreadyExists {
                // Somebody else made it in between; it serves as well and is not ours to remove.
                continue
            } catch {
                for folder in made.reversed() { try? removeFolder(folder) }
                throw error
            }
        }
        return made
    }

    /// The folders on the path that do not exist, outermost first.
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
