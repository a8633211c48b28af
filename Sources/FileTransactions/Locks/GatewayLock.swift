/// A lock folder of the gateway that this process holds.
///
/// The gateway takes its lock with proper-lockfile: mkdir of `<realpath>.lock`, let go by rmdir, stale when the folder's
/// time of change is more than 30 s old. Ours has the sticky bit, which mkdir sets in the same step and the gateway never
/// uses: so a folder left by a crash can be told from the gateway's own.
struct GatewayLock: Sendable, Equatable {
    static let staleAfterMilliseconds: Int64 = 30_000
    static let folderMode: FileMode = 0o1700
    /// proper-lockfile's holder renews its folder every half of the stale time.
    static let renewAfterMilliseconds: Int64 = 15_000

    let path: String
    /// The folder as it was when last renewed; nil between making and renewing it.
    private(set) var status: FileStatus?

    static func path(for realPath: String) -> String {
        realPath + ".lock"
    }

    /// Whether the folder is one that this program made.
    static func isOurs(_ status: FileStatus, userID: UInt32) -> Bool {
        status.kind == .folder && status.mode.bits & 0o1000 != 0 && status.owner == userID
    }

    /// Whether it is still the folder we made: the same inode, unchanged since.
    func isHeld(_ files: any FileSystem) throws(FileError) -> Bool {
        guard let now = try files.status(at: path), Self.isOurs(now, userID: files.userID) else { return false }
        guard let status else { return true }
        return now.inode == status.inode && now.modified == status.modified
    }

    /// Whether the gateway may soon take it for stale.
    func isOld(now: Int64) -> Bool {
        guard let status else { return true }
        return status.modified.age(at: now) > Self.renewAfterMilliseconds
    }

    /// Gives the folder the time of now: its own may come from another machine's clock, or grow old.
    mutating func renew(_ files: any FileSystem, now: Int64) throws(FileError) {
        try files.setModified(path, FileTime(milliseconds: now))
        guard let renewed = try files.status(at: path) else { throw FileError(.lockLost, .lock, path) }
        status = renewed
    }

    /// Takes the lock if it is free or stale; the caller renews it at once.
    static func take(_ path: String, _ files: any FileSystem, now: Int64) throws(FileError) -> Attempt {
        if try make(path, files) { return .taken(GatewayLock(path: path)) }
        guard let holder = try files.status(at: path) else { return .heldBy(LockHolder(path: path)) }
        guard holder.kind == .folder else { throw FileError(.lockObstructed, .lock, path) }
        guard holder.modified.age(at: now) > staleAfterMilliseconds else {
            return .heldBy(LockHolder(path: path, holder, userID: files.userID))
        }
        do {
            try files.removeFolderIfPresent(path)
        } catch {
            throw FileError(.lockObstructed, .removeFolder, path, errno: error.errno)
        }
        // As proper-lockfile does: once more, without asking for its age.
        if try make(path, files) { return .taken(GatewayLock(path: path)) }
        return .heldBy(LockHolder(path: path, try files.status(at: path), userID: files.userID))
    }

    private static func make(_ path: String, _ files: any FileSystem) throws(FileError) -> Bool {
        do {
            try files.makeFolder(path, mode: folderMode)
            return true
        } catch let error where error.code == .alreadyExists {
            return false
        }
    }

    enum Attempt {
        case taken(GatewayLock)
        case heldBy(LockHolder)
    }
}

extension FileSystem {
    /// rmdir; a folder that somebody else removed first is as good.
    func removeFolderIfPresent(_ path: String) throws(FileError) {
        do {
            try removeFolder(path)
        } catch let error where error.code == .notFound {
            return
        }
    }
}
