package import JSON5

/// Why an edit of the config is not possible.
package enum ConfigEditError: Error, Equatable {
    /// The config itself cannot be used.
    case unusable(ConfigProblem)
    /// The value is in an included file outside the config's folder, which others may use too.
    case outOfReach(path: String, Pointer)
    /// Several files define parts of the value, so only those parts can be edited.
    case ownedBySeveral(paths: [String], Pointer)
    /// The file contains bytes that are not UTF-8, the first at this position; writing it back would change them.
    case notUTF8(path: String, TextPosition)
    /// The path does not fit the existing value, such as a key in an array.
    case rejected(EditError)
}
