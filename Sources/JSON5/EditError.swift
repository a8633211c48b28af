/// Why an edit could not be made; the document is then as it was.
package enum EditError: Error, Sendable, Equatable {
    /// The value at this path cannot hold what the rest of the path names.
    case notAContainer(Pointer)
    /// The array has no such element, and this is not the place behind its last one.
    case indexOutOfRange(Pointer)
    /// Strict JSON has no spelling for the number.
    case notRepresentable(Pointer)
    /// The document would become too deep or too large.
    case invalidResult(ParseError)
}
