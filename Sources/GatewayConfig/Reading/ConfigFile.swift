package import FileTransactions
package import JSON5

/// A file of the configuration as it was read; one that is not there has no contents.
package struct ConfigFile: Sendable {
    /// The absolute path it was asked for by.
    package let path: String
    /// The bytes; nil when there is no file.
    package let contents: [UInt8]?
    /// What was on disk; nil for a text that is not there yet.
    package let onDisk: FileSnapshot?

    package init(path: String, contents: [UInt8]?, onDisk: FileSnapshot? = nil) {
        self.path = path
        self.contents = contents
        self.onDisk = onDisk
    }
}

/// Reads one file by its absolute path.
package typealias ConfigFileReader = (String) throws(FileError) -> ConfigFile

/// One file that makes up the configuration: the main one or an include.
package struct ConfigSource: Sendable {
    package let file: ConfigFile
    /// The text, ready to be edited.
    package let document: Document

    /// The absolute path.
    package var path: String { file.path }
}
