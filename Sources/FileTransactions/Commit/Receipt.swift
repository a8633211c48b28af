/// What a commit did.
package struct Receipt: Sendable, Equatable {
    /// The record that undoes it; nil when there was nothing to do and nothing was touched.
    package var record: ApplyRecord?
    /// Files whose mode was wider and is 0600 now.
    package var tightened: [String] = []
    /// Files that another writer has changed already; they were left as that writer made them.
    package var changedSince: [String] = []
    /// All is written, but this cleaning up is left to the next command.
    package var unfinished: [FileError] = []
    /// Copies in backups that went with it.
    package var purged: [String] = []
    /// Copies that were to go and are still there; the next command goes on with them.
    package var unpurged: [String] = []
    /// Its own backup was one of those that go: it cannot be taken back.
    package var forgetsItself = false
    /// What an interrupted commit had left, and what became of it.
    package var recovery = RecoveryReport()

    package init() {}

    /// The folder with the copies of the old files.
    package var backupFolder: String? { forgetsItself ? nil : record?.folder }
    /// The files with their digests as they were and are.
    package var files: [ApplyRecord.File] { record?.files ?? [] }
    package var foldersMade: [String] { record?.foldersMade ?? [] }
}
