package import JSON5

/// Why an edit of the configuration was not made.
package enum ConfigEditError: Error, Equatable {
    /// The configuration itself cannot be used.
    case unusable(ConfigProblem)
    /// The value belongs to an included file outside of the configuration's folder: others may use it too.
    case outOfReach(path: String, Pointer)
    /// Several files share the value; its parts have one owner each.
    case ownedBySeveral(paths: [String], Pointer)
    /// The path does not fit what is there, such as a key of an array.
    case rejected(EditError)
}
