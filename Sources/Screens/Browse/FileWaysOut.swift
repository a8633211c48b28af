internal import GatewayConfig
internal import GatewayHost

/// The ways out of a file that cannot be read, best first: its newest usable backup, then an editor at the line.
struct FileWaysOut {
    /// One row.
    struct Item: Sendable, Equatable {
        enum Action: Sendable, Equatable {
            /// Preview putting this copy back.
            case restore(BackupID)
            /// Open the file in the person's editor.
            case edit(path: String, line: Int)

            var effect: Effect {
                switch self {
                case .restore(let backup): .browse(.open(.history(restoring: backup)))
                case .edit(let path, let line): .browse(.edit(path: path, line: line))
                }
            }
        }

        /// Stable when the texts change.
        var id: String
        var text: String
        /// The second column.
        var note: String
        var action: Action
    }

    let host: BrowseHost
    let words: Words

    /// Only the file with this path, as displayed; nil for all.
    var shownPath: String?

    /// Empty where every file can be read.
    var items: [Item] { files.flatMap { [restore($0), edit($0)].compactMap(\.self) } }

    /// The act of the key `e`.
    var edit: Item? { files.lazy.compactMap { edit($0) }.first }

    private var files: [BrokenFile] {
        host.broken.value.filter { file in shownPath.map { $0 == host.display(file.path) } ?? true }
    }

    private func restore(_ file: BrokenFile) -> Item? {
        guard case .success(let history) = host.history.value, let backup = history.newestBackup(of: file.path) else {
            return nil
        }
        let text = HistoryText(texts: host.texts, zone: host.zone, display: host.display)
        let values = ["file": text.file(file.path), "time": text.moment(backup.time, now: host.readAt)]
        return Item(
            id: "restore." + file.path,
            text: words("home.restore", values),
            note: words("home.restore.note"),
            action: .restore(backup.id)
        )
    }

    private func edit(_ file: BrokenFile) -> Item? {
        guard let editor = host.editor else { return nil }
        let values = ["file": file.path.lastComponent, "line": String(file.line), "editor": editor]
        return Item(
            id: "edit." + file.path,
            // Where the page above does not say which file it is about.
            text: words(words.isSpoken || host.broken.value.count > 1 ? "home.edit.named" : "home.edit", values),
            note: words("home.edit.note"),
            action: .edit(path: file.path, line: file.line)
        )
    }
}
