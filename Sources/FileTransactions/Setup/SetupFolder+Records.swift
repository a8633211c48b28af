import Glibc

extension SetupFolder {
    /// Past applies and undos, the newest first. Reads only.
    package func records() throws(FileError) -> [ApplyRecord] {
        let names: [String]
        do {
            names = try files.entries(of: backupsPath)
        } catch let error where error.code == .notFound {
            return []
        }
        // A record counts from the moment its commit is through. Asked after listing the folders: a commit that began in
        // between is not among them.
        let pending = try journal().flatMap { $0.phase == .committed ? nil : $0.backupFolder }
        var records: [ApplyRecord] = []
        for name in names where BackupName.isOne(name) {
            let folder = backupsPath.appendingPath(name)
            guard folder != pending, let record = try record(in: folder) else { continue }
            records.append(record)
        }
        return records.sorted { ($0.timeMilliseconds, $0.folder) > ($1.timeMilliseconds, $1.folder) }
    }

    /// The newest apply that can be taken back.
    package func latestUndoable() throws(FileError) -> ApplyRecord? {
        try records().first { $0.state == .applied && $0.undoes == nil }
    }

    /// nil when the folder has no record: somebody else's, or half removed.
    private func record(in folder: String) throws(FileError) -> ApplyRecord? {
        let path = folder.appendingPath(ApplyRecord.fileName)
        let bytes: [UInt8]
        do {
            bytes = try files.contents(of: path).bytes
        } catch let error where [.notFound, .notAFolder].contains(error.code) {
            return nil
        }
        do {
            return try ApplyRecord(reading: bytes, folder: folder)
        } catch {
            throw FileError(.recordUnreadable, .read, path)
        }
    }

    /// A folder for the backups of a commit that begins now; not made yet.
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

// MARK: - Retention

extension SetupFolder {
    /// Applies that are kept however old they are.
    package static let keptApplies = 5
    /// How long everything is kept, in milliseconds: seven days.
    package static let keptMilliseconds: Int64 = 7 * 24 * 3600 * 1000

    /// Removes outdated backups; returns what could not be removed. Files that no record names stay.
    func prune() -> [FileError] {
        do {
            let all = try records()
            let newest = Set(all.filter { $0.undoes == nil }.prefix(Self.keptApplies).map(\.id))
            let oldest = clock.now() - Self.keptMilliseconds
            let outdated = all.filter { $0.timeMilliseconds < oldest && !newest.contains($0.id) }
            return outdated.isEmpty ? [] : outdated.flatMap(remove) + syncBackups()
        } catch {
            return [error]
        }
    }

    /// Removes the backups of these folders with their records, so that nothing can be taken back to them; returns what
    /// could not be removed.
    package func purge(_ folders: Set<String>) throws(FileError) -> [FileError] {
        try withLock { _ throws(FileError) in
            let wanted = try records().filter { folders.contains($0.folder) }
            return wanted.isEmpty ? [] : wanted.flatMap(remove) + syncBackups()
        }
    }

    /// A removed copy of a secret must not come back after a power cut.
    private func syncBackups() -> [FileError] {
        do {
            try files.syncFolder(backupsPath)
            return []
        } catch {
            return [error]
        }
    }

    /// Removes the copies, then the record: while it is there, a next run knows what is still to go.
    private func remove(_ record: ApplyRecord) -> [FileError] {
        do {
            for name in record.files.compactMap(\.backupName) + [ApplyRecord.fileName] {
                try files.removeFileIfPresent(record.folder.appendingPath(name))
            }
            try files.removeFolderIfEmpty(record.folder)
            return []
        } catch {
            return [error]
        }
    }
}

/// Names of backup folders: `20261122-024105Z`, and `-2` and so on for more within a second.
enum BackupName {
    static func name(at milliseconds: Int64) -> String {
        var seconds = time_t(milliseconds / 1000)
        var utc = tm()
        gmtime_r(&seconds, &utc)
        let date = padded(utc.tm_year + 1900, 4) + padded(utc.tm_mon + 1, 2) + padded(utc.tm_mday, 2)
        return date + "-" + padded(utc.tm_hour, 2) + padded(utc.tm_min, 2) + padded(utc.tm_sec, 2) + "Z"
    }

    static func isOne(_ name: String) -> Bool {
        let shape = name.utf8.map { (0x30...0x39).contains($0) ? "9" : String(UnicodeScalar($0)) }.joined()
        return shape.hasPrefix("99999999-999999Z") && shape.dropFirst(16).allSatisfy { "-9".contains($0) }
    }

    private static func padded(_ number: Int32, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
