/// The file operations of this program, one method per system call, so that a test can make any of them fail or crash.
///
/// Implementation requirements: paths are absolute; an interrupted call (EINTR) is repeated; no descriptor is inherited
/// by a child process; opening a file never follows a symbolic link in the last component; every failure is a
/// `FileError` with the errno of the call and its path. Nothing is cached.
package protocol FileSystem: Sendable {
    /// The effective user id of this process.
    var userID: UInt32 { get }

    /// Opens a file or folder.
    func open(_ path: String, _ purpose: OpenPurpose) throws(FileError) -> OpenFile
    /// The next bytes, at most `count`; empty at the end.
    func read(_ file: OpenFile, upTo count: Int) throws(FileError) -> [UInt8]
    /// Writes some of the bytes and returns how many, at least one.
    func write(_ file: OpenFile, _ bytes: ArraySlice<UInt8>) throws(FileError) -> Int
    /// fsync(2): makes written bytes durable, for a folder its names.
    func sync(_ file: OpenFile) throws(FileError)
    func setMode(_ file: OpenFile, _ mode: FileMode) throws(FileError)
    func status(of file: OpenFile) throws(FileError) -> FileStatus
    func close(_ file: OpenFile) throws(FileError)
    /// flock(2), exclusive and non-blocking; false if another open file holds it. Closing releases it.
    func lock(_ file: OpenFile) throws(FileError) -> Bool

    /// lstat(2); nil if nothing exists at the path.
    func status(at path: String) throws(FileError) -> FileStatus?
    /// realpath(3): absolute, without symbolic links; everything on it must exist.
    func realPath(of path: String) throws(FileError) -> String
    /// The names in a folder, sorted, without `.` and `..`.
    func entries(of path: String) throws(FileError) -> [String]

    /// mkdir(2); the umask removes bits, the sticky bit is kept.
    func makeFolder(_ path: String, mode: FileMode) throws(FileError)
    func removeFolder(_ path: String) throws(FileError)
    func removeFile(_ path: String) throws(FileError)
    func rename(_ path: String, to newPath: String, _ kind: RenameKind) throws(FileError)
    /// link(2): a second name for the same file.
    func link(_ path: String, as newPath: String) throws(FileError)
    /// Sets the modification time; a file system may round it.
    func setModified(_ path: String, _ time: FileTime) throws(FileError)

    /// Free space and flags of the file system that contains the path.
    func volume(of path: String) throws(FileError) -> VolumeStatus
    /// faccessat(2) with the effective user.
    func permits(_ access: Access, at path: String) throws(FileError) -> Bool
    /// Whether the file has a POSIX access control list beyond its mode bits.
    func hasAccessList(_ path: String) throws(FileError) -> Bool
    /// The paths of all mount points.
    func mountPoints() throws(FileError) -> Set<String>
    /// The process that holds the exclusive flock on the file or folder, if the kernel reports it.
    func lockHolder(of status: FileStatus) throws(FileError) -> Int32?
}

/// What a file is opened for; other combinations of flags are not needed.
package enum OpenPurpose: Sendable, Equatable {
    /// For reading; does not block on a pipe without a writer.
    case reading
    /// For writing a file that must not exist yet, with this mode from the start.
    case creating(FileMode)
    /// A folder, to lock or sync it.
    case folder
}

/// An open file with the path it was opened by, for error messages.
package struct OpenFile: Sendable, Equatable {
    package let descriptor: Int32
    package let path: String

    package init(descriptor: Int32, path: String) {
        self.descriptor = descriptor
        self.path = path
    }
}

/// The kind of a rename.
package enum RenameKind: Sendable, Equatable {
    /// Replaces an existing target.
    case replacing
    /// Fails with EEXIST if the target exists.
    case exclusive
    /// Swaps the two files atomically.
    case exchange
}

/// The access that `permits` can check.
package enum Access: Sendable, Equatable {
    case read, write, search
}

/// Free space and flags of a file system.
package struct VolumeStatus: Sendable, Equatable {
    package var isReadOnly: Bool
    /// Bytes available to this user.
    package var availableBytes: UInt64
    /// Number of files that can still be created; nil if the file system has no limit.
    package var availableFiles: UInt64?

    package init(isReadOnly: Bool, availableBytes: UInt64, availableFiles: UInt64?) {
        self.isReadOnly = isReadOnly
        self.availableBytes = availableBytes
        self.availableFiles = availableFiles
    }
}
