/// Why an edit could not be made; the document is then as it was.
package enum EditError: Error, Sendable, Equatable {
    /// The value at this path cannot hold what the rest of the path names.
    case notAContainer(Pointer)
    /// The array has no such element, and this is not the place behind its last one.
    case indexOutOfRange(Pointer)
    /// Strict JSON has no spelling for a number in the value.
    case notRepresentable(Pointer)
    /// More containers would stand inside each other than a document may have.
    case tooDeep(limit: Int)
    /// The edited text does not parse: larger than the limit, or a mistake of the editor.
    case invalidResult(ParseError)
}
