import FileTransactions
import Glibc

/// Path resolution, with Linux's errnos.
extension MemoryDisk {
    /// The result of resolving a path: the folder of the last component, and its inode if it exists.
    struct Place {
        var folder: UInt64
        var name: String
        var inode: UInt64?
        /// Without symbolic links.
        var path: String
    }

    /// An errno without the call's name and path, which are added later.
    struct Failure: Error {
        var errno: Int32
    }

    func place(_ path: String, followingLast: Bool, depth: Int = 0) throws(Failure) -> Place {
        guard depth < 40 else { throw Failure(errno: ELOOP) }
        var place = Place(folder: Self.root, name: "", inode: Self.root, path: "/")
        let names = path.pathNames
        for (index, name) in names.enumerated() {
            place = try step(from: place, name)
            guard let inode = place.inode, case .link(let target) = inodes[inode]?.content else { continue }
            if index == names.count - 1 && !followingLast { continue }
            let base = target.hasPrefix("/") ? target : place.path.folderOfPath + "/" + target
            place = try self.place(base, followingLast: true, depth: depth + 1)
        }
        return place
    }

    private func step(from place: Place, _ name: String) throws(Failure) -> Place {
        guard let folder = place.inode else { throw Failure(errno: ENOENT) }
        guard case .folder(let entries) = inodes[folder]?.content else { throw Failure(errno: ENOTDIR) }
        guard may(.search, folder) else { throw Failure(errno: EACCES) }
        if name == ".." { return try self.place(place.path.folderOfPath, followingLast: false) }
        if name == "." { return place }
        let path = place.path == "/" ? "/" + name : place.path + "/" + name
        return Place(folder: folder, name: name, inode: entries[name], path: path)
    }

    func existing(_ path: String, followingLast: Bool) throws(Failure) -> UInt64 {
        guard let inode = try place(path, followingLast: followingLast).inode else { throw Failure(errno: ENOENT) }
        return inode
    }

    func entries(_ folder: UInt64) throws(Failure) -> [String: UInt64] {
        guard case .folder(let entries) = inodes[folder]?.content else { throw Failure(errno: ENOTDIR) }
        return entries
    }

    mutating func setEntry(_ name: String, _ inode: UInt64?, in folder: UInt64) throws(Failure) {
        var entries = try entries(folder)
        let old = entries.updateValue(inode ?? 0, forKey: name)
        entries[name] = inode
        if let old { inodes[old]?.linkCount -= 1 }
        if let inode { inodes[inode]?.linkCount += 1 }
        change(folder, to: .folder(entries))
    }

    /// Whether names in the folder may be changed.
    func checkChange(in folder: UInt64) throws(Failure) {
        if features.isReadOnly { throw Failure(errno: EROFS) }
        guard may(.write, folder), may(.search, folder) else { throw Failure(errno: EACCES) }
    }

    /// What the mode bits for owner and others permit; root may do everything.
    func may(_ access: Access, _ number: UInt64) -> Bool {
        guard let inode = inodes[number] else { return false }
        if userID == 0 { return true }
        let bit: UInt32 =
            switch access {
            case .read: 0o4
            case .write: 0o2
            case .search: 0o1
            }
        return inode.mode.bits & (inode.owner == userID ? bit << 6 : bit) != 0
    }
}

extension String {
    /// The components of the path. Written by hand, because the tests walk millions of paths in unoptimised builds.
    fileprivate var pathNames: [String] {
        var names: [String] = []
        var start = utf8.startIndex
        while let slash = utf8[start...].firstIndex(of: UInt8(ascii: "/")) {
            if slash > start { names.append(String(self[start..<slash])) }
            start = utf8.index(after: slash)
        }
        if start < utf8.endIndex { names.append(String(self[start...])) }
        return names
    }

    /// The path up to its last slash, without a trailing one.
    var folderOfPath: String {
        guard let slash = utf8.lastIndex(of: UInt8(ascii: "/")), slash != utf8.startIndex else { return "/" }
        return String(self[..<slash])
    }
}
