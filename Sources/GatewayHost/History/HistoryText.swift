internal import GatewayConfig
package import JSON5
internal import Secrets

/// A history as plain lines and as a document.
package struct HistoryText: Sendable {
    private let texts: Texts
    private let zone: ClockZone
    private let display: @Sendable (String) -> String

    /// The digits of a record's id that are shown; that many tell one from the others.
    package static let idLength = 8

    /// - Parameter display: shortens a path for display.
    package init(texts: Texts, zone: ClockZone, display: @escaping @Sendable (String) -> String) {
        (self.texts, self.zone, self.display) = (texts, zone, display)
    }

    // MARK: - Words

    /// Whether an apply can be undone, as one or two words; below 60 columns as one.
    package func word(_ apply: History.Apply, now: Int64, isNarrow: Bool = false) -> String {
        switch apply.undo {
        case .exact: form("history.undo.exact", isNarrow)
        case .afterNewer(_, let time): form("history.undo.after", isNarrow, ["time": moment(time, now: now)])
        case .changedSince: form("history.undo.changed", isNarrow)
        case .never: form(apply.hasBackups ? "history.undo.backupOnly" : "history.undo.never", isNarrow)
        case .undone: form("history.undo.undone", isNarrow)
        }
    }

    /// Whether a copy can be put back, as one or two words; below 60 columns as one.
    package func word(_ backup: History.Backup, isNarrow: Bool = false) -> String {
        switch backup.state {
        case .possible: form("history.restore.possible", isNarrow)
        case .asItIsNow: form("history.restore.same", isNarrow)
        case .impossible: form("history.restore.never", isNarrow)
        }
    }

    private func form(_ key: String, _ isNarrow: Bool, _ values: [String: String] = [:]) -> String {
        texts(isNarrow && texts.has(key + ".narrow") ? key + ".narrow" : key, values)
    }

    /// A file by its name, a store with its agent: `auth-profiles.json of ops`.
    package func file(_ path: String) -> String {
        let name = path.lastComponent
        guard let agent = path.agentOfStore else { return name }
        return texts("history.file.store", ["file": name, "agent": agent])
    }

    /// Why an apply cannot be undone now; nil if it can.
    package func reason(_ apply: History.Apply, now: Int64) -> String? {
        switch apply.undo {
        case .exact: nil
        case .afterNewer(_, let time): texts("history.why.after", ["time": moment(time, now: now)])
        case .changedSince(let paths):
            texts("history.why.changed", ["paths": paths.map(display).joined(separator: ", ")])
        case .never(let problem): problem.message
        case .undone: texts("history.why.undone")
        }
    }

    /// Why an apply cannot be undone now, with the way that is left; nil if it can, or if it was undone already.
    package func refusal(_ apply: History.Apply, now: Int64) -> Problem? {
        let next: (key: String, id: String)
        switch apply.undo {
        case .exact, .undone: return nil
        case .never(let problem): return problem
        case .afterNewer(let id, _): next = ("history.why.after.next", id)
        case .changedSince: next = ("history.why.changed.next", apply.id)
        }
        return Problem(
            code: "not-undone",
            message: reason(apply, now: now) ?? "",
            details: [texts("file.nothingChanged")],
            next: texts(next.key, ["id": short(next.id)])
        )
    }

    /// What else goes if a copy is put back: the changes of the file since, the newest first.
    package func takenOut(_ backup: History.Backup, now: Int64) -> String? {
        guard !backup.takesOut.isEmpty else { return nil }
        let named = backup.takesOut.prefix(Self.namedChanges).map { change in
            texts("history.takesOut.change", ["what": change.what, "time": moment(change.time, now: now)])
        }
        let rest = backup.takesOut.count - named.count
        let values = ["changes": named.joined(separator: texts("list.half.join")), "count": String(rest)]
        return texts(rest == 0 ? "history.takesOut" : "history.takesOut.more", values)
    }

    /// The number of changes that a sentence names.
    private static let namedChanges = 3

    /// `09:16 UTC` today, else `2026-11-22`.
    package func moment(_ time: Int64, now: Int64) -> String {
        let moments = MomentText(texts: texts, zone: zone, now: now)
        return moments.day(time) == moments.day(now) ? moments.clock(time) : moments.day(time)
    }

    /// `3 of 5 undoable now`.
    package func count(_ history: History) -> String {
        let values = ["count": String(history.undoableNowCount), "total": String(history.applies.count)]
        return texts("history.count", values)
    }

    // MARK: - Lines

    /// The changes, then the copies.
    package func lines(_ history: History, now: Int64) -> [ReportLine] {
        guard !history.applies.isEmpty || !history.backups.isEmpty else {
            return [.sentence(texts("history.none"))] + problems(history)
        }
        var lines: [ReportLine] = [
            .sentence(texts("history.title") + " " + count(history) + ".", .heading), .empty,
            .sentence(texts("history.changes"), .heading),
        ]
        lines += history.applies.map { apply in
            let cells = [short(apply.id), minute(apply.time), word(apply, now: now), apply.what]
            return ReportLine(.row, cells.map { ReportLine.Cell($0) })
        }
        lines += [.empty] + backupLines(history) + problems(history)
        return lines + [.empty, .sentence(texts("history.next"))]
    }

    /// The copies that can be put back.
    package func backupLines(_ history: History) -> [ReportLine] {
        guard !history.backups.isEmpty else { return [.sentence(texts("restore.nothing"))] }
        return [.sentence(texts("history.backups"), .heading)]
            + history.backups.map { backup in
                let cells = [
                    short(backup.id.record), minute(backup.time), word(backup), display(backup.id.path), backup.before,
                ]
                return ReportLine(.row, cells.map { ReportLine.Cell($0) })
            }
    }

    private func problems(_ history: History) -> [ReportLine] { history.problems.map { .warning($0.message) } }

    private func short(_ id: String) -> String { String(id.prefix(Self.idLength)) }

    private func minute(_ time: Int64) -> String { MomentText(texts: texts, zone: zone, now: time).minute(time) }

    // MARK: - Document

    /// The `--json` document.
    package func document(_ history: History, now: Int64) -> Value {
        .object([
            "ok": true,
            "changed": false,
            "applies": .array(history.applies.map { document($0, now: now) }),
            "backups": .array(history.backups.map(document)),
            "problems": .array(history.problems.map { .string($0.message) }),
        ])
    }

    private func document(_ apply: History.Apply, now: Int64) -> Value {
        let changes = apply.files.map { file in
            Value.object([
                "path": .string(file.path), "undo": .string(file.action.rawValue),
                "diff": .array(file.lines().map { .string($0.marked) }),
            ])
        }
        var members: Members = [
            "id": .string(apply.id),
            "at": .string(Timestamp.iso8601(apply.time)),
            "command": .string(apply.command),
            "agent": apply.agents.first.map { .string($0) } ?? .null,
            "agents": .array(apply.agents.map { .string($0) }),
            "what": .string(apply.what),
            "changes": .array(changes),
            "by": "files",
            "undo": .string(Self.code(apply.undo)),
            "undone": .bool(apply.undo == .undone),
            "why": reason(apply, now: now).map { .string($0) } ?? .null,
        ]
        if case .afterNewer(let id, _) = apply.undo { members["after"] = .string(id) }
        return .object(members)
    }

    private static func code(_ undo: UndoChance) -> String {
        switch undo {
        case .exact, .afterNewer: "exact"
        case .changedSince: "changed"
        case .never, .undone: "never"
        }
    }

    private func document(_ backup: History.Backup) -> Value {
        var members: Members = [
            "id": .string(backup.id.record),
            "path": .string(backup.id.path),
            "at": .string(Timestamp.iso8601(backup.time)),
            "before": .string(backup.before),
            "takesOut": .array(
                backup.takesOut.map { ["id": .string($0.id), "what": .string($0.what)] }
            ),
            "restorable": .bool(backup.state == .possible),
            "isSame": .bool(backup.state == .asItIsNow),
        ]
        if case .impossible(let problem) = backup.state { members["why"] = .string(problem.message) }
        return .object(members)
    }
}
