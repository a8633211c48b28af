package import FileTransactions
package import JSON5

/// Why the configuration as a whole cannot be used; nothing is written while there is one.
package enum ConfigProblem: Error, Equatable {
    /// The file is there and cannot be read.
    case unreadable(FileError)
    /// The text is no JSON5.
    case unparsable(path: String, ParseError)
    /// An `$include` cannot be followed.
    case include(IncludeError)
    /// `${VAR}` without a value, in the order of the file.
    case missingVariables([MissingVariable])
    /// The variables put in more than so many bytes; the text at the path is the first that has no room.
    case tooMuchPutIn(Pointer, limit: Int)
}
