/// Checks that a journal names only paths that the commit which wrote it can have named; otherwise it is not followed
/// at all.
///
/// Its bytes are ours (`trustedContents`), but a restored backup, another program of the same user or a bug of ours may
/// have put anything into them, and following them renames and removes files.
struct JournalTrust {
    private let folder: SetupFolder
    private let files: any FileSystem
    private let journal: Journal
    private let reach: Reach

    init(_ journal: Journal, in folder: SetupFolder) throws(FileError) {
        self.folder = folder
        self.journal = journal
        files = folder.files
        reach = try folder.reachable()
    }

    /// The first implausible entry; nil if there is none.
    func doubt() throws(FileError) -> Distrust? {
        guard BesideNames.isID(journal.id) else { return Distrust(reason: .shape, subject: journal.id) }
        for entry in journal.entries { if let doubt = try doubt(entry) { return doubt } }
        for path in journal.locks where !journal.entries.contains(where: { GatewayLock.path(for: $0.target) == path }) {
            return Distrust(reason: .shape, subject: path)
        }
        for path in journal.ownFolders where path != folder.path && !folder.path.isBelow(path) {
            return Distrust(reason: .reach, subject: path)
        }
        for path in journal.foldersToMake + journal.foldersToDrop {
            guard path.isPlainPath, reach.isOnTheWay(path), try leadsNowhereElse(path) else {
                return Distrust(reason: .reach, subject: path)
            }
        }
        return try doubtAboutBackups()
    }

    private func doubt(_ entry: Journal.Entry) throws(FileError) -> Distrust? {
        guard try folder.mayWrite(entry.target, reach, ownRecords: true), try leadsNowhereElse(entry.target.parentPath)
        else {
            return Distrust(reason: .reach, subject: entry.target)
        }
        let names = BesideNames(of: entry.target, id: journal.id)
        if entry.staged != names.staged { return Distrust(reason: .shape, subject: entry.staged) }
        if entry.kept != names.kept { return Distrust(reason: .shape, subject: entry.kept) }
        return nil
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
        return nil
    }

    /// Whether the existing part of the path contains no symbolic link.
    private func leadsNowhereElse(_ path: String) throws(FileError) -> Bool {
        do {
            return try files.resolvedPath(of: path) == path
        } catch let error where [.danglingLink, .symbolicLinkLoop, .notAFolder, .invalidPath].contains(error.code) {
            return false
        }
    }
}

extension SetupFolder {
    /// The paths an apply may write, including the state folder.
    func reachable() throws(FileError) -> Reach {
        var reach = reach()
        reach.folders.insert(try files.resolvedPath(of: stateFolder))
        return reach
    }

    /// Whether an apply may write a file; of our own state at most the records of undone applies.
    func mayWrite(_ path: String, _ reach: Reach, ownRecords: Bool) throws(FileError) -> Bool {
        guard path.isPlainPath, reach.contains(path) else { return false }
        let own = try files.resolvedPath(of: self.path)
        guard path == own || path.isBelow(own) else { return true }
        let (folder, name) = path.splitPath
        return ownRecords && name == ApplyRecord.fileName && folder.parentPath == own.appendingPath("backups")
            && BackupName.isOne(folder.splitPath.name)
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
