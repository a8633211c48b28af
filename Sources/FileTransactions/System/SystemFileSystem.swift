import CSystem
package import Glibc

/// The real file system, by system calls.
package struct SystemFileSystem: FileSystem {
    package init() {}

    package var userID: UInt32 { geteuid() }

    // MARK: - Open files

    package func open(_ path: String, _ purpose: OpenPurpose) throws(FileError) -> OpenFile {
        let flags: Int32
        var mode: FileMode = 0
        switch purpose {
        case .reading: flags = O_RDONLY | O_NONBLOCK | O_NOFOLLOW
        case .creating(let wanted): (flags, mode) = (O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, wanted)
        case .folder: flags = O_RDONLY | O_DIRECTORY
        }
        let descriptor = try call(.open, path) { Glibc.open(path, flags | O_CLOEXEC, mode.bits) }
        return OpenFile(descriptor: descriptor, path: path)
    }

    package func read(_ file: OpenFile, upTo count: Int) throws(FileError) -> [UInt8] {
        var failure: FileError?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            let result = Self.repeated { Glibc.read(file.descriptor, buffer.baseAddress, count) }
            filled = max(0, result.value)
            failure = result.value < 0 ? FileError(errno: result.errno, .read, file.path) : nil
        }
        if let failure { throw failure }
        return bytes
    }

    package func write(_ file: OpenFile, _ bytes: ArraySlice<UInt8>) throws(FileError) -> Int {
        let result = bytes.withUnsafeBytes { buffer in
            Self.repeated { Glibc.write(file.descriptor, buffer.baseAddress, buffer.count) }
        }
        if result.value < 0 { throw FileError(errno: result.errno, .write, file.path) }
        // POSIX allows 0 for a file that accepts no more bytes; retrying would never end.
        if result.value == 0 && !bytes.isEmpty { throw FileError(errno: EIO, .write, file.path) }
        return result.value
    }

    package func sync(_ file: OpenFile) throws(FileError) {
        try call(.sync, file.path) { fsync(file.descriptor) }
    }

    package func setMode(_ file: OpenFile, _ mode: FileMode) throws(FileError) {
        try call(.setMode, file.path) { fchmod(file.descriptor, mode.bits) }
    }

    package func status(of file: OpenFile) throws(FileError) -> FileStatus {
        var info = stat()
        try call(.status, file.path) { fstat(file.descriptor, &info) }
        return FileStatus(info)
    }

    package func close(_ file: OpenFile) throws(FileError) {
        // Linux releases the descriptor even if close is interrupted; closing again could hit another file.
        if Glibc.close(file.descriptor) != 0 && errno != EINTR {
            throw FileError(errno: errno, .close, file.path)
        }
    }

    package func lock(_ file: OpenFile) throws(FileError) -> Bool {
        var result = openclaw_flock_exclusive(file.descriptor)
        while result == EINTR { result = openclaw_flock_exclusive(file.descriptor) }
        if result == EWOULDBLOCK { return false }
        if result != 0 { throw FileError(errno: result, .lock, file.path) }
        return true
    }

    // MARK: - Names

    package func status(at path: String) throws(FileError) -> FileStatus? {
        var info = stat()
        let result = Self.repeated { lstat(path, &info) }
        if result.value == 0 { return FileStatus(info) }
        if result.errno == ENOENT { return nil }
        throw FileError(errno: result.errno, .status, path)
    }

    package func makeFolder(_ path: String, mode: FileMode) throws(FileError) {
        try call(.makeFolder, path) { mkdir(path, mode.bits) }
    }

    package func removeFolder(_ path: String) throws(FileError) {
        try call(.removeFolder, path) { rmdir(path) }
    }

    package func removeFile(_ path: String) throws(FileError) {
        try call(.removeFile, path) { unlink(path) }
    }

    package func rename(_ path: String, to newPath: String, _ kind: RenameKind) throws(FileError) {
        let flags =
            switch kind {
            case .replacing: OPENCLAW_RENAME_REPLACE
            case .exclusive: OPENCLAW_RENAME_NOREPLACE
            case .exchange: OPENCLAW_RENAME_EXCHANGE
            }
        let result = openclaw_rename(path, newPath, UInt32(flags))
        if result != 0 { throw FileError(errno: result, .rename, newPath) }
    }

    package func link(_ path: String, as newPath: String) throws(FileError) {
        try call(.link, newPath) { Glibc.link(path, newPath) }
    }

    package func setModified(_ path: String, _ time: FileTime) throws(FileError) {
        let time = timespec(tv_sec: Int(time.seconds), tv_nsec: Int(time.nanoseconds))
        try call(.setModified, path) { utimensat(AT_FDCWD, path, [time, time], AT_SYMLINK_NOFOLLOW) }
    }

    // MARK: - System calls

    @discardableResult
    func call(
        _ operation: FileOperation,
        _ path: String,
        _ body: () -> Int32
    ) throws(FileError) -> Int32 {
        let result = Self.repeated(body)
        if result.value < 0 { throw FileError(errno: result.errno, operation, path) }
        return result.value
    }

    /// Repeats the call while it is interrupted by a signal.
    static func repeated<Result: SignedInteger>(_ body: () -> Result) -> (value: Result, errno: Int32) {
        while true {
            let value = body()
            let number = errno
            if value >= 0 { return (value, 0) }
            if number != EINTR { return (value, number) }
        }
    }
}

extension FileStatus {
    /// Converts the result of stat(2), for any numbers.
    package init(_ info: stat) {
        let kind: Kind =
            switch info.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            case S_IFLNK: .symbolicLink
            default: .other
            }
        self.init(
            kind: kind,
            mode: FileMode(bits: info.st_mode),
            owner: info.st_uid,
            device: UInt64(info.st_dev),
            inode: UInt64(info.st_ino),
            linkCount: UInt64(info.st_nlink),
            size: Int64(info.st_size),
            modified: FileTime(seconds: Int64(info.st_mtim.tv_sec), nanoseconds: Int64(info.st_mtim.tv_nsec))
        )
    }
}
