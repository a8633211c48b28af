internal import FileTransactions
internal import GatewayConfig

extension LiveHost {
    /// What was changed here and what can be put back; each copy is read once. Read-only.
    package func history(on snapshot: HostSnapshot) throws(Problem) -> History {
        var reading = HistoryReading(host: host, snapshot: snapshot, explain: explanation(of: snapshot))
        return try reading.read()
    }

    /// The folder of the copies, which a history is read from. It need not exist.
    package func backupsFolder(of snapshot: HostSnapshot) -> String { host.setupFolder(snapshot.paths).backupsPath }

    /// Reads a copy, to plan its restore.
    package func restored(_ id: BackupID, on snapshot: HostSnapshot) throws(Problem) -> RestoredFile {
        let explain = explanation(of: snapshot)
        let folder = host.setupFolder(snapshot.paths)
        let records: [ApplyRecord]
        do throws(FileError) {
            records = try folder.usableRecords().records
        } catch {
            throw explain.problem(error)
        }
        guard let record = records.first(where: { $0.id == id.record }),
            let file = record.files.first(where: { $0.path == id.path && $0.backupName != nil })
        else {
            throw Problem(
                code: "no-backup",
                message: texts("restore.none", ["id": id.record, "path": snapshot.display(id.path)]),
                details: [texts("file.nothingChanged")],
                next: texts("restore.none.next")
            )
        }
        return try RestoredFile(try explain.copy(of: file, in: record, folder), snapshot, host, explain)
    }
}

extension Explanation {
    /// Reads the copy of a file that an apply replaced.
    func copy(
        of file: ApplyRecord.File,
        in record: ApplyRecord,
        _ folder: SetupFolder
    ) throws(Problem) -> KeptCopy {
        do throws(FileError) {
            return try folder.copy(of: file, in: record)
        } catch {
            throw problem(error)
        }
    }
}
