package import FileTransactions
import Glibc

extension InMemoryFileSystem {
    package func volume(of path: String) throws(FileError) -> VolumeStatus {
        try make(.volume, path) { disk in
            VolumeStatus(
                isReadOnly: disk.features.isReadOnly,
                availableBytes: UInt64(max(0, disk.features.capacity - disk.usedBytes)),
                availableFiles: UInt64(max(0, disk.features.maximumFiles - disk.inodes.count))
            )
        }
    }

    package func permits(_ access: Access, at path: String) throws(FileError) -> Bool {
        try make(.permits, path) { (disk) throws(FileError) in
            do throws(MemoryDisk.Failure) {
                return disk.may(access, try disk.existing(path, followingLast: true))
            } catch {
                throw FileError(errno: error.errno, .permits, path)
            }
        }
    }

    package func hasAccessList(_ path: String) throws(FileError) -> Bool {
        try make(.accessList, path) { $0.features.accessLists.contains(path) }
    }

    package func mountPoints() throws(FileError) -> Set<String> {
        try make(.mountPoints, "/") { $0.features.mountPoints }
    }

    package func lockHolder(of status: FileStatus) throws(FileError) -> Int32? {
        try make(.lockHolder, "/") { disk in
            disk.open.values.contains { $0.inode == status.inode && $0.hasLock } ? disk.features.processID : nil
        }
    }
}

// MARK: - What the calls do

extension MemoryDisk {
    func inode(of file: OpenFile) throws(Failure) -> UInt64 {
        guard let open = open[file.descriptor] else { throw Failure(errno: EBADF) }
        return open.inode
    }

    mutating func createFile(_ place: Place, mode: FileMode) throws(Failure) -> Int32 {
        guard place.inode == nil else { throw Failure(errno: EEXIST) }
        try checkChange(in: place.folder)
        guard inodes.count < features.maximumFiles else { throw Failure(errno: ENOSPC) }
        let inode = newInode(.file([]), mode: FileMode(bits: mode.bits & ~0o022))
        try setEntry(place.name, inode, in: place.folder)
        return newDescriptor(Open(inode: inode, isWritable: true))
    }

    mutating func openExisting(_ place: Place, folder: Bool) throws(Failure) -> Int32 {
        guard let inode = place.inode else { throw Failure(errno: ENOENT) }
        let kind = status(inode).kind
        // open(2) with O_NOFOLLOW.
        if kind == .symbolicLink { throw Failure(errno: ELOOP) }
        if folder && kind != .folder { throw Failure(errno: ENOTDIR) }
        guard may(.read, inode) else { throw Failure(errno: EACCES) }
        return newDescriptor(Open(inode: inode))
    }

    mutating func rename(_ from: Place, _ to: Place, _ kind: RenameKind) throws(Failure) {
        guard let inode = from.inode else { throw Failure(errno: ENOENT) }
        try checkChange(in: from.folder)
        try checkChange(in: to.folder)
        switch kind {
        case .exchange:
            guard features.canExchange else { throw Failure(errno: EINVAL) }
            guard let other = to.inode else { throw Failure(errno: ENOENT) }
            try setEntries([(from, other), (to, inode)])
        case .exclusive:
            guard features.canRenameExclusively else { throw Failure(errno: EINVAL) }
            guard to.inode == nil else { throw Failure(errno: EEXIST) }
            try setEntries([(from, nil), (to, inode)])
        case .replacing:
            if let other = to.inode, case .folder = inodes[other]?.content { throw Failure(errno: EISDIR) }
            // rename(2): if both names refer to the same file, nothing happens.
            if to.inode == inode { return }
            if let replaced = to.inode { inodes[replaced]?.linkCount -= 1 }
            try setEntries([(from, nil), (to, inode)])
        }
    }

    /// Both names change atomically; within one folder a power failure cannot separate them.
    private mutating func setEntries(_ changes: [(place: Place, inode: UInt64?)]) throws(Failure) {
        var folders: [UInt64: [String: UInt64]] = [:]
        for change in changes {
            var entries = try self.entries(change.place.folder)
            if let changed = folders[change.place.folder] { entries = changed }
            entries[change.place.name] = change.inode
            folders[change.place.folder] = entries
        }
        for (folder, entries) in folders { self.change(folder, to: .folder(entries)) }
    }
}
