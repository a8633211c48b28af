/// Checks that a journal names only paths that the commit which wrote it can have named; otherwise it is not followed
/// at all.
///
/// Its bytes are ours (`trustedContents`), but a restored backup, another program of the same user or a bug of ours may
/// have put anything into them, and following them renames and removes files.
struct JournalTrust {
    private let folder: SetupFolder
    private let journal: Journal
    private let writable: WritableFiles

    init(_ journal: Journal, in folder: SetupFolder) throws(FileError) {
        self.folder = folder
        self.journal = journal
        writable = try folder.writableFiles()
    }

    /// The first implausible entry; nil if there is none.
    func doubt() throws(FileError) -> Distrust? {
        guard BesideNames.isID(journal.id) else { return Distrust(reason: .shape, subject: journal.id) }
        let participants = journal.entries.map(\.participant)
        for participant in participants { if let doubt = try participant.doubt(writable) { return doubt } }
        for path in journal.locks where !participants.contains(where: { $0.locks.contains(path) }) {
            return Distrust(reason: .shape, subject: path)
        }
        for path in journal.ownFolders where path != folder.path && !folder.path.isBelow(path) {
            return Distrust(reason: .reach, subject: path)
        }
        for path in journal.foldersToMake + journal.foldersToDrop {
            guard try writable.isOnTheWay(path) else { return Distrust(reason: .reach, subject: path) }
        }
        return try doubtAboutBackups()
    }

    private func doubtAboutBackups() throws(FileError) -> Distrust? {
        let own = journal.backupFolder.map { [Journal.Removal(folder: $0, names: journal.backupNames)] } ?? []
        for removal in own + journal.purges + journal.outdated {
            guard try folder.isBackupFolder(removal.folder) else {
                return Distrust(reason: .reach, subject: removal.folder)
            }
            if let name = removal.names.first(where: { !BackupName.isOneOfAFile($0) }) {
                return Distrust(reason: .shape, subject: name)
            }
        }
        let copies = journal.entries.compactMap(\.copyName)
        // Also a copy that is only read must be one of this commit.
        if let name = copies.first(where: { !journal.backupNames.contains($0) || !BackupName.isOneOfAFile($0) }) {
            return Distrust(reason: .shape, subject: name)
        }
        return nil
    }
}

extension SetupFolder {
    /// The paths an apply may write, including the state folder.
    func writableFiles() throws(FileError) -> WritableFiles {
        var reach = reach()
        reach.folders.insert(try files.resolvedPath(of: stateFolder))
        return WritableFiles(files: files, reach: reach, ownPath: try files.resolvedPath(of: path))
    }

    /// Whether the path is a backup folder in `S/setup/backups`, existing or not; a symbolic link is not.
    func isBackupFolder(_ path: String) throws(FileError) -> Bool {
        let (folder, name) = path.splitPath
        guard path.isPlainPath, BackupName.isOne(name) else { return false }
        if let status = try files.status(at: path), status.kind != .folder { return false }
        if let status = try files.status(at: backupsPath), status.kind != .folder { return false }
        // The state folder may be spelled differently now than by the killed command.
        if folder == backupsPath { return true }
        return try files.resolvedPath(of: folder) == files.resolvedPath(of: backupsPath)
    }
}
