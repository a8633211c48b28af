import FileTransactions

/// The files of one database, as they are at one moment.
struct DatabaseFiles: Sendable {
    /// Without symbolic links; the other files are named after it.
    let path: String
    let main: FileStatus
    let wal: FileStatus?
    let shm: FileStatus?
    let journal: FileStatus?
    /// The beginning of the main file.
    let header: [UInt8]
    /// The header of the -wal file, which changes when it is written anew from its start; empty if there is none.
    let walHeader: [UInt8]

    private static let headerLength = 100
    private static let walHeaderLength = 32

    /// Looks at the files and writes nothing; nil if there is no database.
    init?(_ path: String, _ files: any FileSystem) throws(FileError) {
        let path = try files.resolvedPath(of: path)
        guard let main = try files.status(at: path) else { return nil }
        guard main.kind == .file else {
            throw FileError(main.kind == .folder ? .isAFolder : .notARegularFile, .open, path)
        }
        self.path = path
        self.main = main
        wal = try Self.sidecar(path + "-wal", files)
        journal = try Self.sidecar(path + "-journal", files)
        shm = try files.status(at: path + "-shm")
        header = main.size == 0 ? [] : try files.bytes(of: path, upTo: Self.headerLength)
        walHeader = wal == nil ? [] : try files.bytes(of: path + "-wal", upTo: Self.walHeaderLength)
    }

    /// An empty file counts as none: SQLite would change the mode of one that it opens.
    private static func sidecar(_ path: String, _ files: any FileSystem) throws(FileError) -> FileStatus? {
        guard let status = try files.status(at: path), status.kind != .file || status.size > 0 else { return nil }
        guard status.kind == .file else { throw FileError(.notARegularFile, .open, path) }
        return status
    }

    // MARK: - What they say

    /// Why it is no database that could be read; nil if it may be one.
    var obstacle: DatabaseError? {
        if main.size == 0 { return .empty }
        guard header.starts(with: Array("SQLite format 3".utf8) + [0]), header.count == Self.headerLength else {
            return .notADatabase
        }
        return header[19] > 2 ? .newerFormat : nil
    }

    /// Whether the -wal and -shm files are there by which SQLite reads one state beside a program that writes.
    func canBeReadBeside(_ files: any FileSystem, pathLimit: Int) throws(FileError) -> Bool {
        guard walHeader.count == Self.walHeaderLength, path.utf8.count <= pathLimit, let shm, shm.kind == .file,
            shm.size > 0
        else { return false }
        return try files.permits(.read, at: path + "-shm")
    }

    /// Whether nothing was written between two looks, as far as sizes, times and the header of the -wal file tell.
    func isSame(as other: DatabaseFiles) -> Bool {
        path == other.path && Self.isSame(main, other.main) && Self.isSame(wal, other.wal)
            && Self.isSame(journal, other.journal) && walHeader == other.walHeader
    }

    private static func isSame(_ one: FileStatus?, _ other: FileStatus?) -> Bool {
        one?.inode == other?.inode && one?.device == other?.device && one?.size == other?.size
            && one?.modified == other?.modified
    }

    /// The age of the youngest write in milliseconds; a time in the future has the age 0.
    func age(at now: Int64) -> Int64 {
        [main, wal, journal].compactMap { $0.map { max(0, $0.modified.age(at: now)) } }.min() ?? 0
    }
}
