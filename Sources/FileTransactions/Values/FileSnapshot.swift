/// One file as it was read: what a plan is made from, and what must still be so when the plan is carried out.
package struct FileSnapshot: Sendable, Equatable {
    /// The path as it was asked for.
    package let path: String
    /// The path without symbolic links; where a write goes. For a missing file its folder is resolved as far as it exists.
    package let realPath: String
    /// The bytes; nil when there is no file.
    package let contents: [UInt8]?
    /// The permission bits; nil when there is no file.
    package let mode: FileMode?
    /// The user id of its owner; nil when there is no file.
    package let owner: UInt32?
    /// When its contents were last changed; nil when there is no file. No part of what it stands for.
    package let modified: FileTime?
    /// The digest of the bytes; nil when there is no file.
    package var digest: Digest? { contents.map { Digest(of: $0) } }

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

    /// Reads the file; a missing one is a snapshot without contents, an unreadable one an error. Writes nothing.
    package static func read(_ path: String, _ files: some FileSystem) throws(FileError) -> FileSnapshot {
        let realPath = try files.resolvedPath(of: path)
        do {
            let (bytes, status) = try files.contents(of: realPath)
            return FileSnapshot(path: path, realPath: realPath, contents: bytes, status: status)
        } catch let error where error.code == .notFound {
            return FileSnapshot(path: path, realPath: realPath, contents: nil, status: nil)
        }
    }

    /// Whether it stands for the same bytes, or the same absence, in the same place.
    package func isSame(as other: FileSnapshot) -> Bool {
        realPath == other.realPath && contents == other.contents
    }
}

extension FileSystem {
    /// The path without symbolic links, where the last parts may be missing.
    ///
    /// A symbolic link to nothing is an error: writing through it would make a file in a place nobody chose.
    package func resolvedPath(of path: String) throws(FileError) -> String {
        guard path.hasPrefix("/"), !path.utf8.contains(0) else { throw FileError(.invalidPath, .realPath, path) }
        do {
            return try realPath(of: path)
        } catch let error where error.code == .notFound {
            if let now = try status(at: path) {
                // Something that came between the two questions is there, and leads to itself.
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
    /// The folder of an absolute path and the last name in it; `/` has an empty name. Slashes at the end do not count.
    package var splitPath: (folder: String, name: String) {
        let slash = UInt8(ascii: "/")
        let parts = utf8.split(separator: slash)
        guard let name = parts.last else { return ("/", "") }
        var folder: [UInt8] = []
        for part in parts.dropLast() { folder += [slash] + part }
        return (folder.isEmpty ? "/" : String(decoding: folder, as: UTF8.self), String(Substring(name)))
    }

    /// The folder that holds the path.
    package var parentPath: String { splitPath.folder }

    func appendingPath(_ name: some StringProtocol) -> String {
        hasSuffix("/") ? self + name : self + "/" + name
    }
}
