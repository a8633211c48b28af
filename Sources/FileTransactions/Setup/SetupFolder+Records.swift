extension SetupFolder {
    /// Past applies and undos, newest first; ordered by sequence number, because a clock may be set back. Read-only.
    ///
    /// Throws `recordUnreadable` or `untrusted` for the first one that cannot be used.
    package func records() throws(FileError) -> [ApplyRecord] {
        let found = try usableRecords()
        if let problem = found.problems.first { throw problem }
        return found.records
    }

    /// The usable records, newest first, and why others are not. Read-only.
    package func usableRecords() throws(FileError) -> (records: [ApplyRecord], problems: [FileError]) {
        let names = try backupFolderNames()
        if names.isEmpty { return ([], []) }
        // A record counts only once its commit is final. The journal is read after listing the folders, so a commit
        // that began in between is not in the list.
        let pending = try journal().flatMap { $0.phase == .committed ? nil : $0.backupFolder }
        var records: [ApplyRecord] = []
        var problems: [FileError] = []
        var shared: SharedFolders?
        for name in names {
            let folder = backupsPath.appendingPath(name)
            if folder == pending { continue }
            do {
                if let record = try record(in: folder, &shared) { records.append(record) }
            } catch {
                problems.append(error)
            }
        }
        return (records.sorted { $0.isNewer(than: $1) }, problems)
    }

    /// Names of folders in `backups` that have the form of ours.
    func backupFolderNames() throws(FileError) -> [String] {
        do {
            return try files.entries(of: backupsPath).filter(BackupName.isOne)
        } catch let error where error.code == .notFound {
            return []
        }
    }

    /// The latest apply that can be undone.
    package func latestUndoable() throws(FileError) -> ApplyRecord? {
        try records().first { $0.state == .applied && $0.undoes == nil }
    }

    /// Nil if the folder has no record: it is not ours, or is partly removed.
    private func record(in folder: String, _ shared: inout SharedFolders?) throws(FileError) -> ApplyRecord? {
        let path = folder.appendingPath(ApplyRecord.fileName)
        let bytes: [UInt8]
        do {
            bytes = try trustedContents(of: path, &shared)
        } catch let error where [.notFound, .notAFolder].contains(error.code) {
            return nil
        }
        do {
            return try ApplyRecord(reading: bytes, folder: folder)
        } catch {
            throw FileError(.recordUnreadable, .read, path)
        }
    }

    /// The folder for the backups of a commit that begins now; not created yet.
    func newBackupFolder(at milliseconds: Int64) throws(FileError) -> String {
        let name = BackupName.name(at: milliseconds)
        var folder = backupsPath.appendingPath(name)
        var number = 2
        while try files.status(at: folder) != nil {
            folder = backupsPath.appendingPath("\(name)-\(number)")
            number += 1
        }
        return folder
    }
}

extension ApplyRecord {
    /// Records of 0.1.0 have no number: they are ordered by time, and before all numbered ones.
    func isNewer(than other: ApplyRecord) -> Bool {
        (sequence, timeMilliseconds, folder) > (other.sequence, other.timeMilliseconds, other.folder)
    }
}
