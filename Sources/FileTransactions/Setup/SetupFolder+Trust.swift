extension SetupFolder {
    /// The bytes of a journal or record, when nobody else can have written them.
    ///
    /// It and the folders that hold it, up to `S/setup`, must be ours and writable by nobody else. Asked of the open file,
    /// so that nothing comes between the question and the bytes.
    func trustedContents(of path: String) throws(FileError) -> [UInt8] {
        let bytes: [UInt8]
        let status: FileStatus
        do {
            (bytes, status) = try files.contents(of: path)
        } catch let error where [.notARegularFile, .isAFolder, .symbolicLinkLoop].contains(error.code) {
            // A link is not followed, wherever it leads.
            throw untrusted(path, Distrust(reason: .kind, subject: path))
        }
        for subject in [(path, status)] + (try foldersHolding(path)) {
            guard isOurs(subject.1) else { throw distrust(subject.1, path, subject: subject.0) }
        }
        return bytes
    }

    /// The folders from `S/setup` down to the one that holds the path, as they are.
    private func foldersHolding(_ path: String) throws(FileError) -> [(String, FileStatus)] {
        var found: [(String, FileStatus)] = []
        var folder = path.parentPath
        while folder.utf8.count > self.path.utf8.count {
            if let status = try files.status(at: folder) { found.append((folder, status)) }
            folder = folder.parentPath
        }
        // Our state may have been moved to another disk, with a link in its place.
        if let status = try files.status(at: try files.resolvedPath(of: self.path)) {
            found.append((self.path, status))
        }
        return found
    }

    private func isOurs(_ status: FileStatus) -> Bool {
        status.owner == files.userID && !status.mode.isWritableByOthers && status.kind != .symbolicLink
    }

    /// Whether there is something in the folder whose contents this program would follow.
    func holdsWhatIsFollowed() throws(FileError) -> Bool {
        for path in [journalPath, nextJournalPath] where try files.status(at: path) != nil { return true }
        do {
            return try files.entries(of: backupsPath).contains(where: BackupName.isOne)
        } catch let error where error.code == .notFound {
            return false
        }
    }

    /// The error for a file of ours whose status, or that of a folder above it, is not as we make it.
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
