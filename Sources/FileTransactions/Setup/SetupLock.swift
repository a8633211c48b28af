/// Our own lock: a flock(2) on `S/setup` itself. While it is held, no other run of this program writes.
extension SetupFolder {
    /// Makes the folder if it is missing and runs the body under the lock; `busy` when another process has it.
    ///
    /// The body is given the folders that were made, outermost first.
    func withLock<Result>(
        _ body: (_ foldersMade: [String]) throws(FileError) -> Result
    ) throws(FileError) -> Result {
        var made: [String] = []
        let folder: OpenFile
        do {
            folder = try lockedFolder(&made)
        } catch {
            removeOwnFolders(made)
            throw error
        }
        // Nothing was written through it, and the kernel lets go of the lock whatever close says.
        defer { try? files.close(folder) }
        return try body(made)
    }

    private func lockedFolder(_ made: inout [String]) throws(FileError) -> OpenFile {
        // A run that fails on a fresh host removes the folder it had made: then its lock is on nothing, and we start again.
        for _ in 0..<8 {
            try makeFolder(&made)
            guard let folder = try openedFolder() else { continue }
            do {
                if try takeLock(of: folder) { return folder }
            } catch {
                try? files.close(folder)
                throw error
            }
            try? files.close(folder)
        }
        throw FileError(.unstable, .lock, path)
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

    /// False when the open folder is no longer the one of that path.
    private func takeLock(of folder: OpenFile) throws(FileError) -> Bool {
        let status = try files.status(of: folder)
        guard status.owner == files.userID else {
            var error = FileError(.foreignOwner, .lock, path)
            error.userID = status.owner
            throw error
        }
        guard try files.lock(folder) else {
            var error = FileError(.busy, .lock, path)
            error.processID = try files.lockHolder(of: status)
            throw error
        }
        let now = try files.status(at: try files.resolvedPath(of: path))
        guard now?.inode == status.inode else { return false }
        if status.mode.isWider(than: .ownerFolder) { try files.setMode(folder, .ownerFolder) }
        return true
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
