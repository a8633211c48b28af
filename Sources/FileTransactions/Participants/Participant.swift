/// Something that a commit changes: all participants of a commit change or none.
///
/// A file is one (`FileParticipant`); what another program writes can be another. The commit calls:
///
///     join         a name is given to everything that will be created
///     recheck      under the locks: is it still as it was planned on?
///     prepare      everything that can fail early; nothing that others see
///     place        the change itself
///     seal         read back, then the commit is final
///     cleanUp      what was left beside it goes, after a commit as after a failure
///
/// If a call up to `seal` throws, all participants are taken back, the last one first. After a crash a participant is
/// read from its line in the journal by its `ParticipantKind`, asked for its `position`, and taken back or placed.
///
/// Implementation requirements: every method can be repeated after a crash in its middle. `place`, `position`,
/// `takeBack` and `cleanUp` need only the fields of the line, and a participant that needs more (a secret) says in its
/// position that it is not ready. The fields contain no secret. What another program wrote meanwhile is left as it is.
package protocol Participant: Sendable {
    // MARK: The plan

    /// The kind that reads its line again; a word, `file` for files.
    var kind: String { get }
    /// Participants with lower ranks are placed first.
    var rank: Int { get }
    /// What is changed, for reports: of a file the path without symbolic links. One subject takes part once.
    var subject: String { get }
    /// What the plan calls it, if that is something else: of a file the requested path.
    var name: String { get }
    /// Whether there is nothing to change; it must then only be still as it was.
    var isNothing: Bool { get }
    /// The folders in which it creates, renames or removes names. Missing ones are created, and all are synced.
    var folders: [String] { get }
    /// The gateway's lock folders that protect it; for one read from a journal, those that may protect it.
    var locks: [String] { get }
    /// What it replaces, for an undo; nil if there was nothing or it is not kept.
    var copy: BackupCopy? { get }
    /// Its line in the journal.
    var fields: [String?] { get }
    /// Its line in the record, for an undo; nil if it is not recorded. Called after `recheck`.
    func recorded(copyName: String?) -> ApplyRecord.Part?
    /// Whether the commit makes a file's mode narrower. Known after `recheck`.
    var isTightening: Bool { get }

    // MARK: The commit

    /// Tells it the id of its commit, sixteen hex digits, and the path of its backup copy.
    mutating func join(commit id: String, copyPath: String?)
    /// Whether it is still as it was planned on.
    mutating func recheck(_ context: CommitContext) throws(FileError) -> Bool
    /// Creates what `place` needs, all of it named by `fields` before.
    mutating func prepare(_ context: CommitContext) throws(FileError)
    /// Makes the change. Throws `changedMeanwhile` if it is no longer as it was planned on.
    /// - Parameter note: replaces its line in the journal, durably, before it goes on.
    mutating func place(_ context: CommitContext, note: ParticipantNote) throws(FileError)
    /// Reads back what was placed: false if another program has changed it already, which is only reported. Throws if
    /// the change is not there; everything is then taken back.
    func seal(_ context: CommitContext) throws(FileError) -> Bool

    // MARK: The way back

    /// How far it came.
    func position(_ context: CommitContext) throws(FileError) -> ParticipantPosition
    /// Makes it as it was before; false if another program has changed it, so that it was left as it is.
    mutating func takeBack(_ context: CommitContext, note: ParticipantNote) throws(FileError) -> Bool
    /// Removes what `prepare` and `place` left beside it; returns what could not be removed.
    func cleanUp(_ context: CommitContext) -> [FileError]
    /// Why a line is not followed: it names what no commit of this program names. Nil if it is plausible.
    func doubt(_ writable: WritableFiles) throws(FileError) -> Distrust?
}

extension Participant {
    package var name: String { subject }
    package var isNothing: Bool { false }
    package var folders: [String] { [] }
    package var locks: [String] { [] }
    package var isTightening: Bool { false }
}

/// Replaces the line of a participant in the journal, durably.
package typealias ParticipantNote = (_ changed: any Participant) throws(FileError) -> Void

/// What the methods of a participant work with.
package struct CommitContext: Sendable {
    package let files: any FileSystem
    package let clock: WallClock
}

/// What a participant replaces, to be copied into the backup folder.
package struct BackupCopy: Sendable, Equatable {
    /// A file name; the commit puts a number in front of it.
    package let name: String
    package let bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}

/// How far a participant came before its commit ended.
package enum ParticipantPosition: Sendable, Equatable {
    /// It is not placed. `isReady`: it can still be placed.
    case notPlaced(isReady: Bool)
    /// It is placed and can be taken back.
    case placed
    /// It is placed and cannot be taken back: another program has changed it since, or the old one is gone.
    case beyondTakingBack
}
