/// What became of a commit that had been interrupted.
package struct RecoveryReport: Sendable, Equatable {
    package enum Outcome: String, Sendable {
        /// There was none.
        case nothing
        /// All files are as before that commit.
        case takenBack
        /// All files are as that commit wanted them.
        case finished
    }

    package var outcome = Outcome.nothing
    /// What the interrupted commit was about; the caller's own key.
    package var summary: String?
    /// When it began, in Unix milliseconds.
    package var timeMilliseconds: Int64?
    /// The files it was about.
    package var paths: [String] = []
    /// Files that somebody else has written since; they were left as they are.
    package var left: [String] = []
    /// Outdated backups that could not be removed.
    package var unfinished: [FileError] = []
    /// Folders of our own state that the interrupted commit had made.
    var ownFolders: [String] = []

    /// As where there was nothing to recover.
    package init() {}
}
