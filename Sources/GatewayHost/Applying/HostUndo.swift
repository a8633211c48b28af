internal import Credentials
internal import FileTransactions
internal import GatewayConfig
package import JSON5

/// Taking the last apply back on a host: what it would do, in words, and doing it.
///
/// Byte-exact while every file is as the apply left it. Where the gateway has only added its usage marks since, the edit
/// is reversed and the marks stay; anything else that changed is named, and nothing is written.
package struct HostUndo: Sendable {
    private let host: Host
    private let explain: Explanation
    private let plan: UndoPlan
    /// New bytes for files that the gateway has marked since, by path; nil removes the file.
    private let replacements: [String: [UInt8]?]

    /// The newest apply that can be taken back; nil when there is none.
    package static func latest(on host: Host, texts: Texts = .english) throws(Problem) -> HostUndo? {
        let paths = HostEnvironment.read(host.pathContext, host.files, clock: host.clock).paths
        let explain = Explanation(texts: texts, paths: paths, host: host)
        let folder = host.setupFolder(paths)
        do throws(FileError) {
            guard let record = try folder.latestUndoable() else { return nil }
            let plan = try folder.undoPlan(for: record)
            let replacements = KeptMarks.replacements(for: plan)
            return HostUndo(host: host, explain: explain, plan: plan, replacements: replacements)
        } catch {
            throw explain.problem(error)
        }
    }

    /// Puts the files back, all or none; gives what is left over for the next command, in a line.
    @discardableResult
    package func run() throws(Problem) -> [String] {
        if let oauth = KeptMarks.restoredLogins(by: plan).first { throw explain.restoresLogin(oauth) }
        do throws(FileError) {
            let folder = host.setupFolder(explain.paths)
            let receipt = try folder.undo(
                plan,
                replacements: replacements,
                summary: "undo",
                waiting: host.waiting
            )
            let reasons = receipt.unfinished.map { explain.problem($0).message }
            return reasons.isEmpty
                ? [] : [explain.texts("told.leftOver", ["reasons": reasons.joined(separator: " ")])]
        } catch {
            throw explain.problem(error)
        }
    }

    /// Takes the last apply of a host back, for a screen; the lines say what was put back.
    package static func takeBack(on host: Host, texts: Texts) -> Result<[String], Problem> {
        do throws(Problem) {
            guard let undo = try latest(on: host, texts: texts) else { return .success([texts("undo.nothing")]) }
            let left = try undo.run()
            return .success(undo.outcome + left)
        } catch {
            return .failure(error)
        }
    }

    // MARK: - Words

    /// What it would do, before it is done.
    package var preview: [String] {
        [explain.texts("undo.preview", ["time": explain.minute(plan.record.timeMilliseconds)])]
            + plan.files.map { line($0, done: false) }
    }

    /// What was done.
    package var outcome: [String] {
        [explain.texts("undo.done")] + plan.files.map { line($0, done: true) }
    }

    private func line(_ file: UndoPlan.File, done: Bool) -> String {
        let key = "undo.file." + word(file) + (done && word(file) != "changed" ? ".done" : "")
        var text = explain.texts(key, ["path": explain.show(file.recorded.path)])
        if file.hadWiderMode, let mode = file.recorded.modeBefore {
            text += explain.texts("undo.file.mode", ["mode": mode.description])
        }
        return text
    }

    private func word(_ file: UndoPlan.File) -> String {
        switch file.state {
        case .alreadyBack: "already"
        case .asWritten: file.old == nil ? "remove" : "restore"
        case .changedSince:
            if let replacement = replacements[file.recorded.path] {
                replacement == nil ? "remove" : "marks"
            } else {
                "changed"
            }
        }
    }

    /// The undo as members of the one document of `--json`.
    package func members(done: Bool) -> Members {
        [
            "ok": true,
            "changed": .bool(done),
            "appliedAt": .string(Timestamp.iso8601(plan.record.timeMilliseconds)),
            "files": .array(
                plan.files.map { ["path": .string($0.recorded.path), "action": .string(word($0))] }
            ),
        ]
    }
}
