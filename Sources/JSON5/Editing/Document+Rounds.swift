extension Document {
    /// Makes the edits in order; all of them, or none if one fails.
    package mutating func apply(_ edits: [ValueEdit]) throws(EditError) {
        if edits.count == 1 { return try apply(edits[0]) }
        try applyInRounds(edits)
    }

    mutating func applyInRounds(_ edits: [ValueEdit]) throws(EditError) {
        var edited = self
        var pending = edits
        while !pending.isEmpty {
            var round = EditRound(edited)
            for edit in pending { try round.take(edit) }
            guard round.hasTaken else {
                // An edit that cannot be combined with others.
                try edited.apply(pending.removeFirst())
                continue
            }
            guard let text = round.text() else { preconditionFailure("edits of one round overlap") }
            try edited.replace(text)
            pending = round.rest
        }
        self = edited
    }

    private mutating func replace(_ text: [UInt8]) throws(EditError) {
        do throws(ParseError) {
            self = try Document(parsing: text, dialect: dialect)
        } catch {
            throw .invalidResult(error)
        }
    }
}
