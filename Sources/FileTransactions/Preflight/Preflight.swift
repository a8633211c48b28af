/// Looks for what would make a commit fail, so that nobody is asked for a secret in vain. Writes nothing.
package struct Preflight: Sendable {
    /// A file that is going to be written.
    package struct Target: Sendable, Equatable {
        package var path: String
        package var lock: LockKind
        /// About how many bytes it will have.
        package var expectedBytes: Int

        package init(_ path: String, lock: LockKind, expectedBytes: Int = 16_384) {
            self.path = path
            self.lock = lock
            self.expectedBytes = expectedBytes
        }
    }

    private let folder: SetupFolder
    private let files: any FileSystem
    private let mountPoints: Set<String>

    /// Everything in the way of writing these files, those of the first file first; empty when all looks well.
    ///
    /// Throws only when the machine itself cannot be asked.
    package static func obstacles(
        for targets: [Target],
        in folder: SetupFolder
    ) throws(FileError) -> [Obstacle] {
        let preflight = Preflight(folder: folder, files: folder.files, mountPoints: try folder.files.mountPoints())
        var found: [Obstacle] = []
        for target in targets { found += preflight.obstacles(for: target) }
        // The journal and the backups need their place too.
        let journal = Target(
            folder.journalPath,
            lock: .none,
            expectedBytes: targets.map(\.expectedBytes).reduce(16_384, +)
        )
        for obstacle in preflight.obstaclesToMaking(journal) where !found.contains(where: { $0.isSame(as: obstacle) }) {
            found.append(obstacle)
        }
        return found
    }

    /// About a file that another run of this program may be making and removing at this moment: only its folder counts.
    private func obstaclesToMaking(_ target: Target) -> [Obstacle] {
        do {
            return try aboutFolder(of: try files.resolvedPath(of: folder.path).appendingPath("journal"), target)
        } catch {
            return [obstacle(from: error, target)]
        }
    }

    /// - Parameter isAgain: a file that goes away while it is looked at is looked for once more.
    private func obstacles(for target: Target, isAgain: Bool = false) -> [Obstacle] {
        do {
            let realPath = try files.resolvedPath(of: target.path)
            let status = try files.status(at: realPath)
            var found: [Obstacle] = []
            if let status { found += try about(status, realPath, target) }
            found += try aboutFolder(of: realPath, target)
            if target.lock == .gateway { found += try aboutLock(of: realPath, target) }
            return found
        } catch {
            if error.code == .notFound && !isAgain { return obstacles(for: target, isAgain: true) }
            return [obstacle(from: error, target)]
        }
    }

    // MARK: - The file

    private func about(
        _ status: FileStatus,
        _ realPath: String,
        _ target: Target
    ) throws(FileError) -> [Obstacle] {
        guard status.kind == .file else {
            return [
                Obstacle(status.kind == .folder ? .folderInTheWay : .notARegularFile, realPath, target: target.path)
            ]
        }
        if status.owner != files.userID { return [foreign(status.owner, realPath, target)] }
        var kinds: [Obstacle.Kind] = []
        if try !files.permits(.read, at: realPath) { kinds.append(.unreadable) }
        // The mode counts for root too: who took away the write bit meant it.
        let isWritable = try files.permits(.write, at: realPath)
        if status.mode.bits & 0o200 == 0 || !isWritable { kinds.append(.readOnlyFile) }
        if mountPoints.contains(realPath) { kinds.append(.mountPoint) }
        if status.linkCount > 1 { kinds.append(.hardLinks) }
        if try files.hasAccessList(realPath) { kinds.append(.accessList) }
        return kinds.map { kind in
            var obstacle = Obstacle(kind, realPath, target: target.path)
            if kind == .hardLinks { obstacle.count = status.linkCount }
            return obstacle
        }
    }

    private func aboutLock(of realPath: String, _ target: Target) throws(FileError) -> [Obstacle] {
        let path = GatewayLock.path(for: realPath)
        guard let status = try files.status(at: path), status.kind != .folder else { return [] }
        return [Obstacle(.lockObstructed, path, target: target.path)]
    }

    // MARK: - Its folder

    /// About the folder of the file, or the nearest one above it that exists.
    private func aboutFolder(of realPath: String, _ target: Target) throws(FileError) -> [Obstacle] {
        let missing = try files.missingFolders(upTo: realPath.parentPath)
        let folder = missing.first?.parentPath ?? realPath.parentPath
        guard let status = try files.status(at: folder), status.kind == .folder else {
            return [Obstacle(.parentIsNotAFolder, folder, target: target.path)]
        }
        // Root could write there, and would leave files that their owner's gateway cannot read.
        if files.userID == 0 && status.owner != 0 { return [foreign(status.owner, folder, target)] }
        for access in [Access.write, .search, .read] where try !files.permits(access, at: folder) {
            let isOurs = status.owner == files.userID
            return [
                isOurs ? Obstacle(.readOnlyFolder, folder, target: target.path) : foreign(status.owner, folder, target)
            ]
        }
        return try aboutVolume(of: folder, target)
    }

    private func aboutVolume(of folder: String, _ target: Target) throws(FileError) -> [Obstacle] {
        let volume = try files.volume(of: folder)
        if volume.isReadOnly { return [Obstacle(.readOnlyFileSystem, folder, target: target.path)] }
        // The new file beside the old one, and folders of a block each.
        let needed = UInt64(max(0, target.expectedBytes)) + 65_536
        if volume.availableBytes < needed {
            var obstacle = Obstacle(.noSpace, folder, target: target.path)
            obstacle.availableBytes = volume.availableBytes
            obstacle.neededBytes = needed
            return [obstacle]
        }
        if let left = volume.availableFiles, left < 16 { return [Obstacle(.noInodes, folder, target: target.path)] }
        return []
    }

    // MARK: - Words

    private func foreign(_ owner: UInt32, _ path: String, _ target: Target) -> Obstacle {
        var obstacle = Obstacle(.foreignOwner, path, target: target.path)
        obstacle.userID = owner
        return obstacle
    }

    private func obstacle(from error: FileError, _ target: Target) -> Obstacle {
        let kind: Obstacle.Kind =
            switch error.code {
            case .permissionDenied: .unreadable
            case .symbolicLinkLoop: .symbolicLinkLoop
            case .danglingLink: .danglingLink
            case .notAFolder: .parentIsNotAFolder
            default: .other
            }
        var obstacle = Obstacle(kind, error.path, target: target.path)
        obstacle.errno = error.errno
        return obstacle
    }
}

extension Obstacle {
    /// Whether it is the same thing in the way of another file.
    fileprivate func isSame(as other: Obstacle) -> Bool {
        kind == other.kind && path == other.path
    }
}
