package import FileTransactions
package import JSON5

/// A config file as read; without contents if it does not exist.
package struct ConfigFile: Sendable {
    /// The absolute path under which it was requested.
    package let path: String
    private let bytes: [UInt8]?
    /// The file on disk; nil for a text that is not on disk yet.
    package let onDisk: FileSnapshot?
    /// The parsed contents, if they were parsed before, so that they are neither parsed nor stored twice.
    private let parsed: Document?

    /// A text, or its absence, with the file on disk if that was read.
    package init(path: String, contents: [UInt8]?, onDisk: FileSnapshot? = nil) {
        self.path = path
        self.onDisk = onDisk
        bytes = contents
        parsed = nil
    }

    /// A parsed text, on disk or not.
    init(path: String, _ document: Document, onDisk: FileSnapshot? = nil) {
        self.path = path
        self.onDisk = onDisk
        bytes = nil
        parsed = document
    }

    /// A file as it was read.
    package init(_ snapshot: FileSnapshot) {
        self.init(path: snapshot.path, contents: snapshot.contents, onDisk: snapshot)
    }

    /// The bytes; nil if there is no file.
    package var contents: [UInt8]? { bytes ?? parsed?.bytes }

    package var isThere: Bool { bytes != nil || parsed != nil }

    /// Whether both stand for the same file with the same contents, parsed or not.
    func isSame(as other: ConfigFile) -> Bool {
        path == other.path && onDisk == other.onDisk && contents == other.contents
    }

    /// The contents as a document, decoded as the gateway does; nil if there are none.
    func source() throws(ParseError) -> ConfigSource? {
        if let parsed { return ConfigSource(file: self, document: parsed, damage: nil) }
        guard let bytes else { return nil }
        let (document, damage) = try Document.reading(bytes)
        return ConfigSource(file: self, document: document, damage: damage)
    }
}

/// Reads one file by its absolute path.
package typealias ConfigFileReader = (String) throws(FileError) -> ConfigFile

extension FileSystem {
    /// Reads config files from this file system.
    package var configReader: ConfigFileReader {
        { path throws(FileError) in ConfigFile(try FileSnapshot.read(path, self)) }
    }

    /// Whether a path exists; false if this account may not inspect it.
    package func isPresent(_ path: String) -> Bool {
        do throws(FileError) {
            return try status(at: path) != nil
        } catch {
            return false
        }
    }
}

/// One file of the config: the main one or an include.
package struct ConfigSource: Sendable {
    package let file: ConfigFile
    /// The text, ready to be edited.
    package let document: Document
    /// The position of the first byte that is not UTF-8; the gateway reads such a file, but it must not be edited.
    package let damage: TextPosition?

    /// The absolute path.
    package var path: String { file.path }
}
