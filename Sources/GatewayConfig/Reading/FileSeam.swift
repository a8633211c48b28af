/// Why a file could not be read.
package struct FileError: Error, Equatable {
    package let path: String
}

/// A file as it was on disk.
package struct FileSnapshot: Sendable {
    package let path: String
}
