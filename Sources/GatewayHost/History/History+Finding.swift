internal import GatewayConfig
internal import Secrets

extension History {
    /// The shortest beginning of an id that is accepted.
    private static let leastID = 4

    /// Whether a person means this record: by its id, or by the beginning of it.
    private func isMeant(_ record: String, by id: String) -> Bool {
        record == id || id.count >= Self.leastID && record.hasPrefix(id.lowercased())
    }

    /// The change that a person named by the beginning of its id.
    package func apply(named id: String, _ texts: Texts) throws(Problem) -> Apply {
        let found = applies.filter { isMeant($0.id, by: id) }
        guard found.count < 2 else { throw problem("restore.ambiguous", ["id": id], [], texts) }
        if let apply = found.first { return apply }
        let shown = applies.map { String($0.id.prefix(HistoryText.idLength)) }
        let near = nearest(to: String(id.prefix(HistoryText.idLength)), in: shown)
        throw problem(near == nil ? "undo.unknown" : "undo.unknown.near", ["id": id, "near": near ?? ""], [], texts)
    }

    /// The copy that a person named: by the beginning of an id, and by a path or a file's name where the apply copied
    /// several files.
    package func backup(
        _ id: String,
        file: String?,
        _ texts: Texts,
        display: (String) -> String
    ) throws(Problem) -> Backup {
        let ofApply = backups.filter { isMeant($0.id.record, by: id) }
        let records = Set(ofApply.map(\.id.record))
        guard records.count == 1 else {
            throw problem(records.isEmpty ? "restore.unknown" : "restore.ambiguous", ["id": id], [], texts)
        }
        let found = ofApply.filter { backup in
            guard let file else { return true }
            let path = backup.id.path
            return path == file || display(path) == file || path.lastComponent == file
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
            code: key.hasPrefix("undo.") ? "no-change" : "no-backup",
            message: texts(key, shown),
            details: details + [texts("file.nothingChanged")],
            next: texts(key + ".next", shown)
        )
    }
}
