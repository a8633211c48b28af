extension SetupFolder {
    /// The bytes of a journal or record, if nobody else can have written them.
    ///
    /// The file and its parent folders up to `S/setup` must belong to us and be writable by nobody else. The open file
    /// is checked, so that there is no race between check and read.
    func trustedContents(of path: String) throws(FileError) -> [UInt8] {
        var shared: SharedFolders?
        return try trustedContents(of: path, &shared)
    }

    /// The same for one of many files in sibling folders. The folders above those are checked once, after the first file was
    /// opened: if they are ours and nobody else may write them, nobody else can change that until the last file is read.
    func trustedContents(of path: String, _ shared: inout SharedFolders?) throws(FileError) -> [UInt8] {
        let bytes: [UInt8]
        let status: FileStatus
        do {
            (bytes, status) = try files.contents(of: path)
        } catch let error where [.notARegularFile, .isAFolder, .symbolicLinkLoop].contains(error.code) {
            // A symbolic link is never followed.
            throw untrusted(path, Distrust(reason: .kind, subject: path))
        }
        try require(status, of: path, for: path)
        let folder = path.parentPath
        if folder != self.path, let status = try files.status(at: folder) {
            try require(status, of: folder, for: path)
        }
        if shared == nil { shared = try sharedFolders(holding: folder) }
        for (subject, status) in shared?.statuses ?? [] { try require(status, of: subject, for: path) }
        return bytes
    }

    /// The parent folders of sibling folders, from the nearest up to `S/setup`, with their status.
    struct SharedFolders {
        fileprivate let statuses: [(String, FileStatus)]
    }

    /// The current status of the folders above `path`, up to `S/setup`.
    private func sharedFolders(holding path: String) throws(FileError) -> SharedFolders {
        var found: [(String, FileStatus)] = []
        var folder = path.parentPath
        while folder.utf8.count > self.path.utf8.count {
            if let status = try files.status(at: folder) { found.append((folder, status)) }
            folder = folder.parentPath
        }
        // Our state may have been moved to another disk and replaced by a link.
        if let status = try files.status(at: try files.resolvedPath(of: self.path)) {
            found.append((self.path, status))
        }
        return SharedFolders(statuses: found)
    }

    /// Throws `untrusted` for the file at `path` unless `subject`, that file or a folder above it, is ours.
    private func require(_ status: FileStatus, of subject: String, for path: String) throws(FileError) {
        guard isOurs(status) else { throw distrust(status, path, subject: subject) }
    }

    private func isOurs(_ status: FileStatus) -> Bool {
        status.owner == files.userID && !status.mode.isWritableByOthers && status.kind != .symbolicLink
    }

    /// Whether the folder contains a journal or records, which this program would follow.
    func holdsWhatIsFollowed() throws(FileError) -> Bool {
        for path in [journalPath, nextJournalPath] where try files.status(at: path) != nil { return true }
        do {
            return try files.entries(of: backupsPath).contains(where: BackupName.isOne)
        } catch let error where error.code == .notFound {
            return false
        }
    }

    /// The error if the status of one of our files, or of a folder above it, is not as this program creates it.
    func distrust(_ status: FileStatus, _ path: String, subject: String? = nil) -> FileError {
        let reason: Distrust.Reason =
            status.kind == .symbolicLink ? .kind : status.owner != files.userID ? .owner : .writable
        return untrusted(
            path,
            Distrust(reason: reason, subject: subject ?? path, userID: status.owner, mode: status.mode)
        )
    }

    func untrusted(_ path: String, _ distrust: Distrust) -> FileError {
        var error = FileError(.untrusted, .read, path)
        error.userID = distrust.userID
        error.distrust = distrust
        return error
    }
}
