/// Why an edit failed; the document is then unchanged.
package enum EditError: Error, Sendable, Equatable {
    /// The value at this path cannot contain the rest of the path.
    case notAContainer(Pointer)
    /// The array has no such element, and the index is not its element count.
    case indexOutOfRange(Pointer)
    /// Strict JSON cannot represent a number in the value.
    case notRepresentable(Pointer)
    /// The containers would be nested more deeply than allowed.
    case tooDeep(limit: Int)
    /// The edited text does not parse: it exceeds the size limit, or the editor has a bug.
    case invalidResult(ParseError)
}
