/// A lock folder of the gateway that this process holds.
///
/// The gateway locks with proper-lockfile: mkdir of `<realpath>.lock`, released by rmdir, stale if the folder's
/// modification time is more than 30 s old. Our folders have the sticky bit, which mkdir sets atomically and the
/// gateway never uses, so that a folder left by a crash of ours can be told from the gateway's.
struct GatewayLock: Sendable, Equatable {
    static let staleAfterMilliseconds: Int64 = 30_000
    static let folderMode: FileMode = 0o1700
    /// A holder in proper-lockfile renews its folder after half of the stale time.
    static let renewAfterMilliseconds: Int64 = 15_000

    let path: String
    /// The folder's status after the last renewal; nil between creation and first renewal.
    private(set) var status: FileStatus?

    /// Whether this program created the folder.
    static func isOurs(_ status: FileStatus, userID: UInt32) -> Bool {
        status.kind == .folder && status.mode.bits & 0o1000 != 0 && status.owner == userID
    }

    /// Whether it is still the folder we created: same inode, unchanged since.
    func isHeld(_ files: any FileSystem) throws(FileError) -> Bool {
        guard let now = try files.status(at: path), Self.isOurs(now, userID: files.userID) else { return false }
        guard let status else { return true }
        return now.inode == status.inode && now.modified == status.modified
    }

    /// Whether the gateway may soon consider it stale.
    func isOld(now: Int64) -> Bool {
        guard let status else { return true }
        return status.modified.age(at: now) > Self.renewAfterMilliseconds
    }

    /// Sets the folder's time to now, because its own may come from another machine's clock or become old.
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
        // As proper-lockfile does: one more try, without checking the age.
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
    /// rmdir; not an error if another process removed it first.
    func removeFolderIfPresent(_ path: String) throws(FileError) {
        do {
            try removeFolder(path)
        } catch let error where error.code == .notFound {
            return
        }
    }
}
