internal import CredentialStores
internal import FileTransactions
internal import GatewayConfig
package import JSON5

/// Reverts the last apply of a host, with a preview.
///
/// It is byte-exact while every file is as the apply left it. If the gateway has only added usage marks since, the edit
/// is reverted and the marks are kept. Any other change is reported and nothing is written.
package struct HostUndo: Sendable {
    /// What an undo does to one file.
    package enum FileAction: String, Sendable {
        case removes, restores, keepsMarks, already, changedSince

        /// As it is called in text keys and in the `--json` document of an undo.
        var word: String {
            switch self {
            case .removes: "remove"
            case .restores: "restore"
            case .keepsMarks: "marks"
            case .already: "already"
            case .changedSince: "changed"
            }
        }
    }

    private let host: Host
    private let explain: Explanation
    private let plan: UndoPlan
    /// New contents by path, for files in which the gateway changed marks since; nil removes the file.
    private let replacements: [String: [UInt8]?]
    /// Logins that the undo would bring back; see `StoreFileUndo`.
    private let restoredLogins: [String]
    /// What the apply changed, as a few words; made where it is shown.
    private let what: Deferred<String>
    /// Why no store is written any more: the host's gateway keeps credentials in databases by now.
    private let storeRefusal: Problem?

    /// The latest apply that can be undone; nil if there is none.
    package static func latest(on host: Host, texts: Texts = .english) throws(Problem) -> HostUndo? {
        try find(on: host, texts) { (folder) throws(FileError) in try folder.latestUndoable() }
    }

    /// One apply; nil if there is none with this id, or if it was undone.
    package static func of(_ id: String, on host: Host, texts: Texts = .english) throws(Problem) -> HostUndo? {
        try find(on: host, texts) { (folder) throws(FileError) in
            try folder.usableRecords().records.first { $0.id == id && $0.state == .applied && $0.undoes == nil }
        }
    }

    private static func find(
        on host: Host,
        _ texts: Texts,
        _ find: (SetupFolder) throws(FileError) -> ApplyRecord?
    ) throws(Problem) -> HostUndo? {
        let paths = host.paths
        let explain = Explanation(texts: texts, paths: paths, host: host)
        let folder = host.setupFolder(paths)
        do throws(FileError) {
            guard let record = try find(folder) else { return nil }
            let plan = try folder.undoPlan(for: record)
            let snapshot = HostSnapshot.read(host, texts: texts, for: .report)
            return HostUndo(plan, host: host, explain: explain, snapshot: snapshot)
        } catch {
            throw explain.problem(error)
        }
    }

    init(_ plan: UndoPlan, host: Host, explain: Explanation, snapshot: HostSnapshot) {
        let stores = plan.files.compactMap { file in
            host.storeFormats.undo(file).map { (path: file.recorded.path, undo: $0) }
        }
        let isStore = plan.files.contains { host.storeFormats.format(of: .file($0.recorded)) != nil }
        storeRefusal = isStore && snapshot.hasDatabases ? snapshot.storeRefusals.first : nil
        what = Deferred { ApplyWords(plan, snapshot, explain, host.storeFormats).what }
        self.host = host
        self.explain = explain
        self.plan = plan
        replacements = stores.reduce(into: [:]) { if let bytes = $1.undo.replacement { $0[$1.path] = .some(bytes) } }
        restoredLogins = stores.flatMap(\.undo.restoredLogins)
    }

    /// The id of the apply.
    package var id: String { plan.record.id }

    /// Restores all files or none; returns lines about what is left for the next command to clean up.
    @discardableResult
    package func run() throws(Problem) -> [String] {
        if let obstacle { throw obstacle }
        switch attempt() {
        case .success(let lines): return lines
        case .failure(let failure): throw explain(failure)
        }
    }

    /// The same, once; it fails with `changedMeanwhile` if a file changed since this undo was planned.
    func attempt() -> Result<[String], ApplyFailure> {
        do throws(FileError) {
            let folder = host.setupFolder(explain.paths)
            let receipt = try folder.undo(
                plan,
                replacements: replacements,
                summary: "undo",
                waiting: host.waiting
            )
            let reasons = receipt.unfinished.map { explain.problem($0).message }
            let left = explain.texts("told.leftOver", ["reasons": reasons.joined(separator: " ")])
            return .success(reasons.isEmpty ? [] : [left])
        } catch {
            guard error.code == .changedMeanwhile else { return .failure(.failed(explain.problem(error))) }
            return .failure(.changedMeanwhile(paths: error.paths.map(explain.show)))
        }
    }

    /// A failure as the problem of a command.
    func explained(_ failure: ApplyFailure) -> Problem { explain(failure) }

    func isOfSameApply(as other: HostUndo) -> Bool { plan.record == other.plan.record }

    /// Why the undo cannot be done now: another program wrote a file since, or an OAuth login would come back; nil if it
    /// can.
    package var obstacle: Problem? {
        if let otherObstacle { return otherObstacle }
        let stuck = plan.changedSince.filter { replacements[$0] == nil }
        return stuck.isEmpty ? nil : explain.problem(FileError(.changedSince, .undo, stuck[0], paths: stuck))
    }

    /// Whether everything is as it was before the apply: there is nothing to undo.
    var isBackAlready: Bool {
        plan.files.allSatisfy { $0.state == .alreadyBack }
            && plan.others.allSatisfy { $0.undoing.state == .alreadyBack }
    }

    /// The obstacle, leaving out files that were written since.
    var otherObstacle: Problem? { storeRefusal ?? restoredLogins.first.map(explain.restoresLogin) }

    /// The files that were written since and have no replacement.
    var stuckFiles: [ApplyRecord.File] {
        plan.files.filter { $0.state == .changedSince && replacements[$0.recorded.path] == nil }.map(\.recorded)
    }

    // MARK: - Texts

    /// What the undo would do.
    package var preview: [String] {
        [explain.texts("undo.preview", ["time": explain.minute(plan.record.timeMilliseconds), "what": what.value])]
            + plan.files.map { line($0, done: false) } + plan.others.map { line($0, done: false) }
    }

    /// What the undo did.
    package var outcome: [String] {
        [explain.texts("undo.done")] + plan.files.map { line($0, done: true) }
            + plan.others.map { line($0, done: true) }
    }

    private func line(_ other: UndoPlan.Other, done: Bool) -> String {
        line(action(other), other.recorded.subject, done: done)
    }

    private func line(_ file: UndoPlan.File, done: Bool) -> String {
        var text = line(action(file), file.recorded.path, done: done)
        if file.hadWiderMode, let mode = file.recorded.modeBefore {
            text += explain.texts("undo.file.mode", ["mode": mode.description])
        }
        return text
    }

    private func line(_ action: FileAction, _ path: String, done: Bool) -> String {
        // What is not done has no word for being done.
        let key = "undo.file." + action.word + (done && action != .changedSince ? ".done" : "")
        return explain.texts(key, ["path": explain.show(path)])
    }

    /// What the undo does to a file.
    func action(_ file: UndoPlan.File) -> FileAction {
        switch file.state {
        case .alreadyBack: .already
        case .asWritten: file.old == nil ? .removes : .restores
        case .changedSince:
            if let replacement = replacements[file.recorded.path] {
                replacement == nil ? .removes : .keepsMarks
            } else {
                .changedSince
            }
        }
    }

    private func action(_ other: UndoPlan.Other) -> FileAction {
        switch other.undoing.state {
        case .alreadyBack: .already
        case .asWritten: .restores
        case .changedSince: .changedSince
        }
    }

    /// The undo as members of the `--json` document.
    package func members(done: Bool) -> Members {
        [
            "ok": true,
            "changed": .bool(done),
            "id": .string(id),
            "what": .string(what.value),
            "appliedAt": .string(Timestamp.iso8601(plan.record.timeMilliseconds)),
            "files": .array(
                plan.files.map { ["path": .string($0.recorded.path), "action": .string(action($0).word)] }
                    + plan.others.map { ["path": .string($0.recorded.subject), "action": .string(action($0).word)] }
            ),
        ]
    }
}
