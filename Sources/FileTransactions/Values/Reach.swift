/// The gateway's files that an apply may write: everything that a journal or a record may name.
///
/// The state folder is always included. The rest is known only from the config and is read lazily, when a journal or
/// record is about to be followed. All paths are without symbolic links.
package struct Reach: Sendable, Equatable {
    /// The config and its includes.
    package var files: Set<String>
    /// The agents' folders with everything in them.
    package var folders: Set<String>

    package init(files: Set<String> = [], folders: Set<String> = []) {
        self.files = files
        self.folders = folders
    }

    /// Whether an apply may write the file.
    func contains(_ path: String) -> Bool {
        files.contains(path) || folders.contains { path.isBelow($0) }
    }

    /// Whether a folder may be created or, if empty, removed: inside a reachable folder, or a parent of something
    /// reachable.
    func isOnTheWay(_ folder: String) -> Bool {
        folders.contains { folder == $0 || folder.isBelow($0) || $0.isBelow(folder) }
            || files.contains { $0.isBelow(folder) }
    }
}

extension String {
    /// Whether the path is inside the folder, at any depth; compares only names.
    func isBelow(_ folder: String) -> Bool {
        folder == "/"
            ? utf8.count > 1 : utf8.starts(with: folder.utf8) && utf8.dropFirst(folder.utf8.count).first == 0x2F
    }

    /// Whether the path is absolute and without empty components, `.` and `..`.
    var isPlainPath: Bool {
        guard utf8.first == 0x2F, !utf8.contains(0) else { return false }
        return utf8.dropFirst().split(separator: 0x2F, omittingEmptySubsequences: false).allSatisfy { name in
            !name.isEmpty && !name.elementsEqual(".".utf8) && !name.elementsEqual("..".utf8)
        }
    }
}
