package import FileTransactions
import Glibc
import Synchronization

/// Another program on the disk's machine, which keeps one value in a file of its own.
///
/// Asking it is counted, fails and crashes like a call of the file system. What it was told is durable at once.
extension InMemoryFileSystem {
    /// Installs it; `path` is the file of its value, nil means that it has none.
    package func addProgram(_ path: String, value: String?) {
        addFile(path, value ?? "")
        setTime(of: path, Self.programTime)
    }

    /// Asks for its value.
    package func ask(program path: String) throws(FileError) -> String? {
        try make(.read, path) { (disk) throws(FileError) in
            guard let inode = try? disk.existing(path, followingLast: true),
                case .file(let bytes) = disk.inodes[inode]?.content
            else { throw FileError(errno: ENOENT, .read, path) }
            return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
        }
    }

    /// Tells it another value, or to remove it.
    package func tell(program path: String, _ value: String?) throws(FileError) {
        try make(.write, path, isWrite: true) { (disk) throws(FileError) in
            guard let inode = try? disk.existing(path, followingLast: true) else {
                throw FileError(errno: ENOENT, .write, path)
            }
            disk.change(inode, to: .file(Array((value ?? "").utf8)))
            disk.sync(inode)
            // Telling it the old value again leaves no trace.
            disk.inodes[inode]?.modified = Self.programTime
        }
    }

    private static let programTime = FileTime(milliseconds: 1_700_000_000_000)
}
