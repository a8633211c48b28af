/// The result of recovering an interrupted commit.
package struct RecoveryReport: Sendable, Equatable {
    package enum Outcome: String, Sendable {
        /// There was none.
        case nothing
        /// Rolled back: all files are as before that commit.
        case takenBack
        /// Finished: all files are as that commit wanted them.
        case finished
    }

    package var outcome = Outcome.nothing
    /// The text key that the interrupted commit was given.
    package var summary: String?
    /// When it began, in Unix milliseconds.
    package var timeMilliseconds: Int64?
    /// Its files.
    package var paths: [String] = []
    /// Files that another program has written since; they were left unchanged.
    package var left: [String] = []
    /// Outdated backups that could not be removed.
    package var unfinished: [FileError] = []
    /// Folders of our own state that the interrupted commit had created.
    var ownFolders: [String] = []

    /// The report if there was nothing to recover.
    package init() {}
}
