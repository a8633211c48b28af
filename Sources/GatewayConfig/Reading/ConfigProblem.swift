package import FileTransactions
package import JSON5

/// Why the config as a whole cannot be used; while there is one, nothing is written.
package enum ConfigProblem: Error, Equatable {
    /// The file exists but cannot be read.
    case unreadable(FileError)
    /// The text is not JSON5.
    case unparsable(path: String, ParseError)
    /// An `$include` cannot be resolved.
    case include(IncludeError)
    /// Substituted variables exceed this number of bytes; the string at the path is the first that does not fit.
    case tooMuchPutIn(Pointer, limit: Int)
}
