package import FileTransactions
package import JSON5

/// A file of the configuration as it was read; one that is not there has no contents.
package struct ConfigFile: Sendable {
    /// The absolute path it was asked for by.
    package let path: String
    private let bytes: [UInt8]?
    /// What was on disk; nil for a text that is not there yet.
    package let onDisk: FileSnapshot?
    /// The contents as a document, where they have been parsed before: they are not parsed, and not kept, twice.
    private let parsed: Document?

    /// A text, or the absence of one, with what is on disk if that was read.
    package init(path: String, contents: [UInt8]?, onDisk: FileSnapshot? = nil) {
        self.path = path
        self.onDisk = onDisk
        bytes = contents
        parsed = nil
    }

    /// A text that has been parsed; on disk or not.
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

    /// The bytes; nil when there is no file.
    package var contents: [UInt8]? { bytes ?? parsed?.bytes }

    package var isThere: Bool { bytes != nil || parsed != nil }

    /// The contents as a document, as the gateway reads them; nil when there are none.
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
    /// Reads the files of the configuration from this file system.
    package var configReader: ConfigFileReader {
        { path throws(FileError) in ConfigFile(try FileSnapshot.read(path, self)) }
    }

    /// Whether a path is there for us to see; what may not be looked at is not.
    package func isPresent(_ path: String) -> Bool {
        do throws(FileError) {
            return try status(at: path) != nil
        } catch {
            return false
        }
    }
}

/// One file that makes up the configuration: the main one or an include.
package struct ConfigSource: Sendable {
    package let file: ConfigFile
    /// The text, ready to be edited.
    package let document: Document
    /// Where the first byte stands that is not UTF-8; the gateway reads such a file, and it must not be edited.
    package let damage: TextPosition?

    /// The absolute path.
    package var path: String { file.path }
}
