/// One edit of a document as data, so that a planner can show it before the document is changed.
package struct ValueEdit: Sendable, Equatable {
    package enum Change: Sendable, Equatable {
        /// Sets the value at the pointer.
        case set(Value)
        /// Inserts an element before the one at the pointer.
        case insert(Value)
        case remove
        /// Removes the member at the pointer, and none of the comments around it.
        case removeAlone
        /// Gives the member at the pointer another key and value, in its place; nil leaves the value as it is written.
        case rename(to: String, Value?)
    }

    package let pointer: Pointer
    package let change: Change

    package init(_ pointer: Pointer, _ change: Change) {
        self.pointer = pointer
        self.change = change
    }
}

extension Document {
    /// Makes the edit.
    package mutating func apply(_ edit: ValueEdit) throws(EditError) {
        switch edit.change {
        case .set(let value): try set(value, at: edit.pointer)
        case .insert(let value): try insert(value, at: edit.pointer)
        case .remove: try remove(at: edit.pointer)
        case .removeAlone: try removeAlone(at: edit.pointer)
        case .rename(let key, let value): try rename(edit.pointer, to: key, value)
        }
    }
}

extension Value {
    /// The value after the edits, to evaluate their effect; not for writing.
    package func applying(_ edits: [ValueEdit]) throws(EditError) -> Value {
        var document: Document
        do throws(ParseError) {
            document = try Document(parsing: json(), dialect: .json5)
        } catch {
            throw .invalidResult(error)
        }
        try document.apply(edits)
        return document.root
    }
}
