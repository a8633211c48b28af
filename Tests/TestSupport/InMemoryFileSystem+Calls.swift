package import FileTransactions
import Glibc
import Synchronization

extension InMemoryFileSystem {
    /// Adds the name and path of the call to an errno.
    private func named<Result>(
        _ operation: FileOperation,
        _ path: String,
        isWrite: Bool = false,
        _ body: (inout MemoryDisk) throws(MemoryDisk.Failure) -> Result
    ) throws(FileError) -> Result {
        try make(operation, path, isWrite: isWrite) { (disk) throws(FileError) in
            do throws(MemoryDisk.Failure) {
                return try body(&disk)
            } catch {
                throw FileError(errno: error.errno, operation, path)
            }
        }
    }

    // MARK: - Open files

    package func open(_ path: String, _ purpose: OpenPurpose) throws(FileError) -> OpenFile {
        var isWrite = false
        if case .creating = purpose { isWrite = true }
        let descriptor = try named(.open, path, isWrite: isWrite) { (disk) throws(MemoryDisk.Failure) in
            let place = try disk.place(path, followingLast: purpose == .folder)
            switch purpose {
            case .creating(let mode): return try disk.createFile(place, mode: mode)
            case .reading, .folder: return try disk.openExisting(place, folder: purpose == .folder)
            }
        }
        return OpenFile(descriptor: descriptor, path: path)
    }

    package func read(_ file: OpenFile, upTo count: Int) throws(FileError) -> [UInt8] {
        try named(.read, file.path) { (disk) throws(MemoryDisk.Failure) in
            let number = try disk.inode(of: file)
            guard case .file(let bytes) = disk.inodes[number]?.content else { throw .init(errno: EISDIR) }
            let offset = disk.open[file.descriptor]?.offset ?? 0
            // Short reads, so that readers must loop.
            let part = Array(bytes.dropFirst(offset).prefix(min(count, max(256, bytes.count / 2))))
            disk.open[file.descriptor]?.offset += part.count
            return part
        }
    }

    package func write(_ file: OpenFile, _ bytes: ArraySlice<UInt8>) throws(FileError) -> Int {
        try named(.write, file.path, isWrite: true) { (disk) throws(MemoryDisk.Failure) in
            let number = try disk.inode(of: file)
            guard disk.open[file.descriptor]?.isWritable == true, case .file(let old) = disk.inodes[number]?.content
            else { throw .init(errno: EBADF) }
            // A short write at first, so that writers must loop.
            let part = bytes.prefix(old.isEmpty ? max(1, (bytes.count + 1) / 2) : bytes.count)
            guard disk.usedBytes + part.count <= disk.features.capacity else { throw .init(errno: ENOSPC) }
            disk.change(number, to: .file(old + part))
            return part.count
        }
    }

    package func sync(_ file: OpenFile) throws(FileError) {
        try named(.sync, file.path, isWrite: true) { (disk) throws(MemoryDisk.Failure) in
            disk.sync(try disk.inode(of: file))
        }
    }

    package func setMode(_ file: OpenFile, _ mode: FileMode) throws(FileError) {
        try named(.setMode, file.path, isWrite: true) { (disk) throws(MemoryDisk.Failure) in
            let number = try disk.inode(of: file)
            guard disk.userID == 0 || disk.inodes[number]?.owner == disk.userID else { throw .init(errno: EPERM) }
            disk.inodes[number]?.mode = mode
        }
    }

    package func status(of file: OpenFile) throws(FileError) -> FileStatus {
        try named(.status, file.path) { (disk) throws(MemoryDisk.Failure) in disk.status(try disk.inode(of: file)) }
    }

    package func close(_ file: OpenFile) throws(FileError) {
        // Linux releases the descriptor even if close fails; for a killed process it is released at `reboot`.
        defer { state.withLock { if !$0.hasCrashed { $0.open[file.descriptor] = nil } } }
        try named(.close, file.path) { (disk) throws(MemoryDisk.Failure) in
            if disk.open[file.descriptor] == nil { throw .init(errno: EBADF) }
        }
    }

    package func lock(_ file: OpenFile) throws(FileError) -> Bool {
        try named(.lock, file.path) { (disk) throws(MemoryDisk.Failure) in
            let number = try disk.inode(of: file)
            let isTaken = disk.open.contains {
                $0.key != file.descriptor && $0.value.inode == number && $0.value.hasLock
            }
            if !isTaken { disk.open[file.descriptor]?.hasLock = true }
            return !isTaken
        }
    }

    // MARK: - Names

    package func status(at path: String) throws(FileError) -> FileStatus? {
        try named(.status, path) { (disk) throws(MemoryDisk.Failure) in
            do throws(MemoryDisk.Failure) {
                return disk.status(try disk.existing(path, followingLast: false))
            } catch let failure where failure.errno == ENOENT {
                return nil
            }
        }
    }

    package func realPath(of path: String) throws(FileError) -> String {
        try named(.realPath, path) { (disk) throws(MemoryDisk.Failure) in
            let place = try disk.place(path, followingLast: true)
            guard place.inode != nil else { throw .init(errno: ENOENT) }
            return place.path
        }
    }

    package func entries(of path: String) throws(FileError) -> [String] {
        try named(.entries, path) { (disk) throws(MemoryDisk.Failure) in
            let folder = try disk.existing(path, followingLast: true)
            guard disk.may(.read, folder) else { throw .init(errno: EACCES) }
            return try disk.entries(folder).keys.sorted()
        }
    }

    package func makeFolder(_ path: String, mode: FileMode) throws(FileError) {
        try named(.makeFolder, path, isWrite: true) { (disk) throws(MemoryDisk.Failure) in
            let place = try disk.place(path, followingLast: false)
            guard place.inode == nil else { throw .init(errno: EEXIST) }
            try disk.checkChange(in: place.folder)
            guard disk.inodes.count < disk.features.maximumFiles else { throw .init(errno: ENOSPC) }
            // The umask of most machines.
            let folder = disk.newInode(.folder([:]), mode: FileMode(bits: mode.bits & ~0o022))
            try disk.setEntry(place.name, folder, in: place.folder)
        }
    }

    package func removeFolder(_ path: String) throws(FileError) {
        try named(.removeFolder, path, isWrite: true) { (disk) throws(MemoryDisk.Failure) in
            let place = try disk.place(path, followingLast: false)
            guard let inode = place.inode else { throw .init(errno: ENOENT) }
            guard try disk.entries(inode).isEmpty else { throw .init(errno: ENOTEMPTY) }
            try disk.checkChange(in: place.folder)
            try disk.setEntry(place.name, nil, in: place.folder)
        }
    }

    package func removeFile(_ path: String) throws(FileError) {
        try named(.removeFile, path, isWrite: true) { (disk) throws(MemoryDisk.Failure) in
            let place = try disk.place(path, followingLast: false)
            guard let inode = place.inode else { throw .init(errno: ENOENT) }
            if case .folder = disk.inodes[inode]?.content { throw .init(errno: EISDIR) }
            try disk.checkChange(in: place.folder)
            try disk.setEntry(place.name, nil, in: place.folder)
        }
    }

    package func rename(_ path: String, to newPath: String, _ kind: RenameKind) throws(FileError) {
        try named(.rename, newPath, isWrite: true) { (disk) throws(MemoryDisk.Failure) in
            let from = try disk.place(path, followingLast: false)
            let to = try disk.place(newPath, followingLast: false)
            try disk.rename(from, to, kind)
        }
    }

    package func link(_ path: String, as newPath: String) throws(FileError) {
        try named(.link, newPath, isWrite: true) { (disk) throws(MemoryDisk.Failure) in
            let inode = try disk.existing(path, followingLast: false)
            let place = try disk.place(newPath, followingLast: false)
            guard place.inode == nil else { throw .init(errno: EEXIST) }
            guard disk.features.canLink else { throw .init(errno: EPERM) }
            try disk.checkChange(in: place.folder)
            try disk.setEntry(place.name, inode, in: place.folder)
        }
    }

    package func setModified(_ path: String, _ time: FileTime) throws(FileError) {
        try named(.setModified, path, isWrite: true) { (disk) throws(MemoryDisk.Failure) in
            let number = try disk.existing(path, followingLast: false)
            disk.inodes[number]?.modified = time
        }
    }
}
