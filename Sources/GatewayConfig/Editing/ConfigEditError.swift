package import JSON5

/// Why an edit of the configuration was not made.
package enum ConfigEditError: Error, Equatable {
    /// The configuration itself cannot be used.
    case unusable(ConfigProblem)
    /// The value belongs to an included file outside of the configuration's folder: others may use it too.
    case outOfReach(path: String, Pointer)
    /// Several files share the value; its parts have one owner each.
    case ownedBySeveral(paths: [String], Pointer)
    /// The file holds bytes that are not UTF-8, the first of them there: what is written back would not be what was read.
    case notUTF8(path: String, TextPosition)
    /// The path does not fit what is there, such as a key of an array.
    case rejected(EditError)
}
