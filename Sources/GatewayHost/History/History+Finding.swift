internal import Secrets

extension History {
    /// The shortest beginning of an id that is accepted.
    private static let leastID = 4

    /// The copy that a person named: by the beginning of an id, and by a path or a file's name where the apply copied
    /// several files.
    package func backup(
        _ id: String,
        file: String?,
        _ texts: Texts,
        display: (String) -> String
    ) throws(Problem) -> Backup {
        let isLong = id.count >= Self.leastID
        let ofApply = backups.filter { $0.id.record == id || isLong && $0.id.record.hasPrefix(id.lowercased()) }
        let records = Set(ofApply.map(\.id.record))
        guard records.count == 1 else {
            throw problem(records.isEmpty ? "restore.unknown" : "restore.ambiguous", ["id": id], [], texts)
        }
        let found = ofApply.filter { backup in
            guard let file else { return true }
            let path = backup.id.path
            return path == file || display(path) == file || path.split(separator: "/").last.map(String.init) == file
        }
        guard found.count == 1, let backup = found.first else {
            let paths = ofApply.map { "  " + display($0.id.path) }
            let key = found.isEmpty ? "restore.noFile" : "restore.whichFile"
            throw problem(key, ["id": id, "file": file ?? ""], paths, texts)
        }
        return backup
    }

    private func problem(_ key: String, _ values: [String: String], _ details: [String], _ texts: Texts) -> Problem {
        let shown = values.mapValues { Redaction.redact($0) }
        return Problem(
            code: "no-backup",
            message: texts(key, shown),
            details: details + [texts("file.nothingChanged")],
            next: texts(key + ".next", shown)
        )
    }
}
