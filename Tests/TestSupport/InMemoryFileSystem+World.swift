package import FileTransactions
import Synchronization

/// Setting up and inspecting the disk from a test, without faults and without counting.
extension InMemoryFileSystem {
    package var features: MemoryFeatures {
        get { state.withLock { $0.features } }
        set { state.withLock { $0.features = newValue } }
    }

    /// The time of the disk's clock, in Unix milliseconds.
    package var now: Int64 { state.withLock { $0.time / 1_000_000 } }

    package func advance(milliseconds: Int64) {
        state.withLock { $0.setTime(milliseconds: $0.time / 1_000_000 + milliseconds) }
    }

    package func become(userID: UInt32) {
        state.withLock { $0.userID = userID }
    }

    /// A clock that uses the disk's time; sleeping only advances it.
    package var clock: WallClock {
        WallClock(now: { self.now }, sleep: { self.advance(milliseconds: $0) }, random: { 0.5 })
    }

    /// Creates the folder and its parents.
    package func addFolder(_ path: String, mode: FileMode = 0o700, owner: UInt32? = nil) {
        edit { (disk) throws(MemoryDisk.Failure) in
            var folder = MemoryDisk.root
            for name in path.split(separator: "/").map(String.init) {
                if let next = try disk.entries(folder)[name] {
                    folder = next
                } else {
                    let next = disk.newInode(.folder([:]), mode: mode)
                    disk.inodes[next]?.owner = owner ?? disk.userID
                    try disk.setEntry(name, next, in: folder)
                    folder = next
                }
            }
        }
    }

    /// Creates or replaces a file, synced; its folder is created if missing.
    package func addFile(_ path: String, _ text: String, mode: FileMode = 0o600, owner: UInt32? = nil) {
        addFile(path, bytes: Array(text.utf8), mode: mode, owner: owner)
    }

    /// The same with arbitrary bytes.
    package func addFile(_ path: String, bytes: [UInt8], mode: FileMode = 0o600, owner: UInt32? = nil) {
        addFolder(path.folderOfPath, owner: owner)
        edit { (disk) throws(MemoryDisk.Failure) in
            let inode = disk.newInode(.file(bytes), mode: mode)
            disk.inodes[inode]?.owner = owner ?? disk.userID
            try disk.setEntry(name(of: path), inode, in: disk.existing(path.folderOfPath, followingLast: true))
        }
    }

    package func addLink(_ path: String, to target: String) {
        addFolder(path.folderOfPath)
        edit { (disk) throws(MemoryDisk.Failure) in
            let inode = disk.newInode(.link(target), mode: 0o777)
            try disk.setEntry(name(of: path), inode, in: disk.existing(path.folderOfPath, followingLast: true))
        }
    }

    /// A pipe, device or socket.
    package func addSpecialFile(_ path: String) {
        edit { (disk) throws(MemoryDisk.Failure) in
            let inode = disk.newInode(.other, mode: 0o600)
            try disk.setEntry(name(of: path), inode, in: disk.existing(path.folderOfPath, followingLast: true))
        }
    }

    package func addHardLink(_ path: String, to target: String) {
        edit { (disk) throws(MemoryDisk.Failure) in
            let inode = try disk.existing(target, followingLast: true)
            try disk.setEntry(name(of: path), inode, in: disk.existing(path.folderOfPath, followingLast: true))
        }
    }

    /// Overwrites the file in place, as the gateway does with its store.
    package func overwrite(_ path: String, _ text: String) {
        edit { (disk) throws(MemoryDisk.Failure) in
            disk.change(try disk.existing(path, followingLast: true), to: .file(Array(text.utf8)))
        }
    }

    package func delete(_ path: String) {
        edit { (disk) throws(MemoryDisk.Failure) in
            let place = try disk.place(path, followingLast: false)
            try disk.setEntry(place.name, nil, in: place.folder)
        }
    }

    /// Sets the modification time, in Unix milliseconds.
    package func setTime(of path: String, milliseconds: Int64) {
        setTime(of: path, FileTime(milliseconds: milliseconds))
    }

    /// Sets the modification time to any value a file can have.
    package func setTime(of path: String, _ time: FileTime) {
        edit { (disk) throws(MemoryDisk.Failure) in
            disk.inodes[try disk.existing(path, followingLast: false)]?.modified = time
        }
    }

    package func setMode(of path: String, _ mode: FileMode) {
        edit { (disk) throws(MemoryDisk.Failure) in
            disk.inodes[try disk.existing(path, followingLast: true)]?.mode = mode
        }
    }

    package func setOwner(of path: String, _ owner: UInt32) {
        edit { (disk) throws(MemoryDisk.Failure) in
            disk.inodes[try disk.existing(path, followingLast: false)]?.owner = owner
        }
    }

    /// The text of a file; nil if there is none.
    package func text(_ path: String) -> String? {
        state.withLock { disk in
            guard let inode = try? disk.existing(path, followingLast: true),
                case .file(let bytes) = disk.inodes[inode]?.content
            else { return nil }
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    package func exists(_ path: String) -> Bool {
        state.withLock { (try? $0.existing(path, followingLast: false)) != nil }
    }

    /// Everything below a folder, for comparison.
    package func tree(_ path: String = "/") -> FileTree {
        state.withLock { disk in
            guard let inode = try? disk.existing(path, followingLast: false) else { return FileTree() }
            return disk.tree(inode, at: path)
        }
    }

    /// Syncs everything, so that it survives a power failure.
    package func syncAll() {
        state.withLock { disk in
            for number in disk.inodes.keys { disk.sync(number) }
        }
    }

    private func edit(_ body: (inout MemoryDisk) throws(MemoryDisk.Failure) -> Void) {
        state.withLock { disk in
            do throws(MemoryDisk.Failure) {
                try body(&disk)
            } catch {
                preconditionFailure("the test's own world: errno \(error.errno)")
            }
        }
    }

    private func name(of path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? ""
    }
}

extension MemoryDisk {
    func tree(_ number: UInt64, at path: String) -> FileTree {
        var tree = FileTree()
        let status = status(number)
        var item = FileTree.Item(
            kind: status.kind,
            mode: status.mode,
            modified: status.kind == .folder ? nil : status.modified
        )
        switch inodes[number]?.content {
        case .file(let bytes): item.bytes = bytes
        case .link(let target): item.bytes = Array(target.utf8)
        case .folder(let entries):
            for (name, inode) in entries {
                tree.merge(self.tree(inode, at: path == "/" ? "/" + name : path + "/" + name))
            }
        case .other, nil: break
        }
        tree[path] = item
        return tree
    }
}
