/// The result of a commit.
package struct Receipt: Sendable, Equatable {
    /// The undo record; nil if there was nothing to do and nothing was touched.
    package var record: ApplyRecord?
    /// Files whose mode was wider and is 0600 now.
    package var tightened: [String] = []
    /// Files that another program has changed already; they were left as that program wrote them.
    package var changedSince: [String] = []
    /// Everything is written, but this cleanup is left to the next command.
    package var unfinished: [FileError] = []
    /// Backup copies that were purged.
    package var purged: [String] = []
    /// Backup copies to purge that still exist; the next command continues.
    package var unpurged: [String] = []
    /// Its own backup was purged too, so it cannot be undone.
    package var forgetsItself = false
    /// What was recovered from an interrupted earlier commit.
    package var recovery = RecoveryReport()

    package init() {}

    /// The folder with copies of the old files.
    package var backupFolder: String? { forgetsItself ? nil : record?.folder }
    /// The files with their digests before and after.
    package var files: [ApplyRecord.File] { record?.files ?? [] }
    package var foldersMade: [String] { record?.foldersMade ?? [] }
}
