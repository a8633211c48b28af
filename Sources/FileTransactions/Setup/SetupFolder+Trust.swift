extension SetupFolder {
    /// The bytes of a journal or record, if nobody else can have written them.
    ///
    /// The file and its parent folders up to `S/setup` must belong to us and be writable by nobody else. The open file
    /// is checked, so that there is no race between check and read.
    func trustedContents(of path: String) throws(FileError) -> [UInt8] {
        let bytes: [UInt8]
        let status: FileStatus
        do {
            (bytes, status) = try files.contents(of: path)
        } catch let error where [.notARegularFile, .isAFolder, .symbolicLinkLoop].contains(error.code) {
            // A symbolic link is never followed.
            throw untrusted(path, Distrust(reason: .kind, subject: path))
        }
        for subject in [(path, status)] + (try foldersHolding(path)) {
            guard isOurs(subject.1) else { throw distrust(subject.1, path, subject: subject.0) }
        }
        return bytes
    }

    /// The folders from `S/setup` down to the one that contains the path, with their status.
    private func foldersHolding(_ path: String) throws(FileError) -> [(String, FileStatus)] {
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
        return found
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
