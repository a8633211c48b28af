/// Reads the participants of one kind back: from a journal after a crash, and from a record for an undo.
///
/// Files need none. A journal or record with a kind that is not in the list given to `SetupFolder` is not followed.
package protocol ParticipantKind: Sendable {
    /// The `kind` of its participants.
    var name: String { get }

    /// The participant of a line in a journal; nil if the line is damaged.
    /// - Parameters:
    ///   - id: the id of the commit.
    ///   - copyPath: the path of its backup copy.
    func participant(reading fields: [String?], commit id: String, copyPath: String?) -> (any Participant)?

    /// What takes back a finished apply, as a participant of another commit; nil if the line of the record is damaged.
    /// - Parameters:
    ///   - rank: the rank of the new participant.
    ///   - copyPath: the path of the backup copy that the apply made.
    func undoing(
        _ fields: [String?],
        rank: Int,
        copyPath: String?,
        _ context: CommitContext
    ) throws(FileError) -> Undoing?
}

/// How one participant of a finished apply can be undone.
package struct Undoing: Sendable {
    package let state: UndoState
    package let participant: any Participant

    package init(state: UndoState, participant: any Participant) {
        self.state = state
        self.participant = participant
    }
}

/// What happened to a participant since its apply.
package enum UndoState: String, Sendable {
    /// Exactly as the apply left it.
    case asWritten
    /// Written by another program since.
    case changedSince
    /// Exactly as before the apply.
    case alreadyBack
}
