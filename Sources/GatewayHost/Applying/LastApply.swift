internal import CredentialStores
internal import FileTransactions
internal import GatewayConfig
package import JSON5
package import Secrets

/// What the last apply changed, from its undo record and backups; without secrets.
package struct LastApply: Sendable {
    /// One file of the apply.
    package struct File: Sendable {
        /// The current state of the file, compared with what the apply wrote.
        package enum State: String, Sendable {
            case asWritten, changedSince, takenBack
        }

        package let path: String
        package let state: State
        /// The diff from before the apply to the current file.
        package let lines: [DiffLine]
    }

    /// The command that was run.
    package let command: String
    /// When, in Unix milliseconds.
    package let time: Int64
    /// Whether it was undone.
    package let isUndone: Bool
    package let files: [File]

    private let explain: Explanation

    /// Reads the latest record; nil if nothing was ever applied.
    package static func read(on host: Host, texts: Texts = .english) throws(Problem) -> LastApply? {
        let paths = host.paths
        let explain = Explanation(texts: texts, paths: paths, host: host)
        do throws(FileError) {
            let folder = host.setupFolder(paths)
            guard let record = try folder.records().first(where: { $0.undoes == nil }) else { return nil }
            return LastApply(try folder.undoPlan(for: record), explain, host)
        } catch {
            throw explain.problem(error)
        }
    }

    private init(_ plan: UndoPlan, _ explain: Explanation, _ host: Host) {
        self.explain = explain
        command = plan.record.summary
        time = plan.record.timeMilliseconds
        isUndone = plan.record.state == .undone
        let format = host.releases.detect().format
        files =
            plan.files.map { file in
                let lines = host.storeFormats.format(of: .file(file.recorded))?.lines(file)
                return File(
                    path: file.recorded.path,
                    state: File.State(file.state),
                    lines: lines ?? ConfigDifference.lines(from: file.old, to: file.current.contents, format: format)
                )
            } + plan.others.map { File(path: $0.recorded.subject, state: File.State($0.undoing.state), lines: []) }
    }
}

extension LastApply.File.State {
    fileprivate init(_ state: UndoState) {
        self =
            switch state {
            case .asWritten: .asWritten
            case .changedSince: .changedSince
            case .alreadyBack: .takenBack
            }
    }
}

// MARK: - Views

extension LastApply {
    /// The changes as plain lines, file by file.
    package var lines: [ReportLine] {
        let texts = explain.texts
        let key = isUndone ? "config.diff.undone" : "config.diff.title"
        var lines: [ReportLine] = [.sentence(texts(key, ["command": command, "time": explain.minute(time)]))]
        for file in files where !isUndone {
            let note = file.state == .asWritten ? "" : "   " + texts("config.diff." + file.state.rawValue)
            lines += [.empty, .verbatim(explain.show(file.path) + note, .heading)]
            lines += ReportLine.difference(file.lines.map(\.marked))
        }
        return lines
    }

    /// The `--json` document.
    package var document: Value {
        .object([
            "ok": true,
            "changed": false,
            "command": .string(command),
            "appliedAt": .string(Timestamp.iso8601(time)),
            "undone": .bool(isUndone),
            "files": .array(
                files.map { file in
                    [
                        "path": .string(file.path), "state": .string(file.state.rawValue),
                        "diff": .array(file.lines.map { .string($0.marked) }),
                    ]
                }
            ),
        ])
    }
}
