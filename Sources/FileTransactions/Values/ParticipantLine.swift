/// What the journal or a record says of one participant: enough to place it, to take it back or to undo it.
///
/// It contains no secret; old and new values are named by their digests, and the old one is in the backup copy.
package struct ParticipantLine: Sendable, Equatable {
    /// The kind of participant, which reads it; a word.
    package var kind: String
    /// The name of its copy in the backup folder; nil if it has none.
    package var copyName: String?
    /// Defined by the kind.
    package var fields: [String?]

    package init(kind: String, copyName: String? = nil, fields: [String?]) {
        self.kind = kind
        self.copyName = copyName
        self.fields = fields
    }
}

extension ParticipantLine {
    /// As the fields of a line of text: the kind, the name of the copy, then its own fields.
    init(_ fields: [String?]) throws(LineText.Problem) {
        guard fields.count >= 2, let kind = fields[0], !kind.isEmpty else { throw .damaged }
        self.init(kind: kind, copyName: fields[1], fields: Array(fields.dropFirst(2)))
    }

    var lineFields: [String?] { [kind, copyName] + fields }
}
