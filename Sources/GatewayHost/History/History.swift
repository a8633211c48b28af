package import Secrets

/// What this program changed on a host and what of it can be put back: the applies that have a record, and the copies
/// that they made of the files before.
package struct History: Sendable {
    /// The applies, newest first; undos are not among them.
    package let applies: [Apply]
    /// The copies, newest first, those of undos too.
    package let backups: [Backup]
    /// Why further records cannot be used.
    package let problems: [Problem]

    /// Of a host on which nothing was changed.
    package static let empty = History(applies: [], backups: [], problems: [])

    /// The number of applies that can be undone, at once or after newer ones.
    package var undoableCount: Int { applies.count(where: \.undo.isPossible) }

    /// The number of those that need no newer one to be undone first.
    var undoableNowCount: Int { applies.count { $0.undo == .exact } }

    package func apply(_ id: String) -> Apply? { applies.first { $0.id == id } }

    /// The newest copy of a file that can be put back and differs from it.
    package func newestBackup(of path: String) -> Backup? {
        backups.first { $0.id.path == path && $0.state == .possible }
    }

    /// One apply.
    package struct Apply: Sendable, Identifiable {
        package let id: String
        /// In Unix milliseconds.
        package let time: Int64
        /// The command that was run.
        package let command: String
        /// The agents whose stores were changed.
        package let agents: [String]
        /// What was changed, as a few words.
        package let what: String
        package let undo: UndoChance
        /// What an undo does to each file.
        package let files: [Change]
        /// Whether a copy of it can be put back.
        package let hasBackups: Bool
    }

    /// A copy of one file, as it was before an apply or an undo.
    package struct Backup: Sendable, Identifiable {
        package let id: BackupID
        /// In Unix milliseconds.
        package let time: Int64
        /// What came after it, as a few words: `before anthropic:default was added`.
        package let before: String
        /// The changes of the file since, newest first: they go too if the copy is put back.
        package let takesOut: [Passed]
        package let state: BackupState
        /// From the file as it is now to the copy.
        package let change: Change
    }

    /// A change that was made after a copy.
    package struct Passed: Sendable, Equatable {
        package let id: String
        /// In Unix milliseconds.
        package let time: Int64
        /// As a few words.
        package let what: String
    }

    /// What happens to one file.
    package struct Change: Sendable {
        /// The absolute path.
        package let path: String
        package let action: HostUndo.FileAction
        /// The difference line by line, without secrets; made when it is asked for.
        package let lines: @Sendable () -> [DiffLine]
    }
}

/// Which copy: of one apply, of one file.
package struct BackupID: Sendable, Hashable {
    /// The id of the record.
    package var record: String
    /// The file's path, as recorded.
    package var path: String

    package init(record: String, path: String) {
        (self.record, self.path) = (record, path)
    }
}

/// Whether an apply can be undone.
package enum UndoChance: Sendable, Equatable {
    case exact
    /// As soon as a newer apply that changed the same file is undone: its id, and its time in Unix milliseconds.
    case afterNewer(id: String, time: Int64)
    /// Somebody else wrote these files since.
    case changedSince(paths: [String])
    case never(Problem)
    case undone

    package var isPossible: Bool {
        switch self {
        case .exact, .afterNewer: true
        case .changedSince, .never, .undone: false
        }
    }
}

/// Whether a copy can be put back.
package enum BackupState: Sendable, Equatable {
    case possible
    /// The file is like the copy.
    case asItIsNow
    case impossible(Problem)
}
