/// One file as it was read: the input of a plan, and what must still be true when the plan is committed.
package struct FileSnapshot: Sendable, Equatable {
    /// The path as requested.
    package let path: String
    /// The path without symbolic links, which a write uses. For a missing file, its folder is resolved as far as it
    /// exists.
    package let realPath: String
    /// The bytes; nil if there is no file.
    package let contents: [UInt8]?
    /// The permission bits; nil if there is no file.
    package let mode: FileMode?
    /// The user id of its owner; nil if there is no file.
    package let owner: UInt32?
    /// Modification time of the contents; nil if there is no file. Not part of the comparison.
    package let modified: FileTime?
    /// The digest of the bytes; nil if there is no file.
    package var digest: Digest? { contents.map { Digest(of: $0) } }
    /// The permission bits that a write would tighten; nil if they are not wider than 0600.
    package var widerMode: UInt32? { mode.flatMap { $0.isWider(than: .ownerFile) ? $0.bits : nil } }

    init(path: String, realPath: String, contents: [UInt8]?, status: FileStatus?) {
        self.path = path
        self.realPath = realPath
        self.contents = contents
        mode = status?.mode
        owner = status?.owner
        modified = status?.modified
    }

    package static func == (one: FileSnapshot, other: FileSnapshot) -> Bool {
        one.path == other.path && one.realPath == other.realPath && one.contents == other.contents
            && one.mode == other.mode && one.owner == other.owner
    }

    /// Reads the file; a missing one gives a snapshot without contents, an unreadable one an error. Writes nothing.
    package static func read(_ path: String, _ files: some FileSystem) throws(FileError) -> FileSnapshot {
        let realPath = try files.resolvedPath(of: path)
        do {
            let (bytes, status) = try files.contents(of: realPath)
            return FileSnapshot(path: path, realPath: realPath, contents: bytes, status: status)
        } catch let error where error.code == .notFound {
            return FileSnapshot(path: path, realPath: realPath, contents: nil, status: nil)
        }
    }

    /// Whether it has the same bytes, or the same absence, at the same path.
    package func isSame(as other: FileSnapshot) -> Bool {
        realPath == other.realPath && contents == other.contents
    }
}

extension FileSystem {
    /// The path without symbolic links; the last components may be missing.
    ///
    /// A symbolic link to a missing target is an error, because writing through it would create a file in an unintended
    /// place.
    package func resolvedPath(of path: String) throws(FileError) -> String {
        guard path.hasPrefix("/"), !path.utf8.contains(0) else { throw FileError(.invalidPath, .realPath, path) }
        do {
            return try realPath(of: path)
        } catch let error where error.code == .notFound {
            if let now = try status(at: path) {
                // Something was created between the two checks; it exists now and resolves to itself.
                guard now.kind == .symbolicLink else { return try realPath(of: path) }
                throw FileError(.danglingLink, .realPath, path)
            }
            let (folder, name) = path.splitPath
            guard !name.isEmpty, name != "..", name != "." else { throw error }
            return try resolvedPath(of: folder).appendingPath(name)
        }
    }
}

extension String {
    /// The folder and the last component of an absolute path; `/` has an empty name. Trailing slashes are ignored.
    package var splitPath: (folder: String, name: String) {
        let slash = UInt8(ascii: "/")
        let parts = utf8.split(separator: slash)
        guard let name = parts.last else { return ("/", "") }
        var folder: [UInt8] = []
        for part in parts.dropLast() { folder += [slash] + part }
        return (folder.isEmpty ? "/" : String(decoding: folder, as: UTF8.self), String(Substring(name)))
    }

    /// The folder that contains the path.
    package var parentPath: String { splitPath.folder }

    func appendingPath(_ name: some StringProtocol) -> String {
        hasSuffix("/") ? self + name : self + "/" + name
    }
}
