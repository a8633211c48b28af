/// Looks for obstacles to a commit, so that nobody is asked for a secret in vain. Writes nothing.
package struct Preflight: Sendable {
    /// A file that will be written.
    package struct Target: Sendable, Equatable {
        package var path: String
        package var lock: LockKind
        /// Its approximate size in bytes.
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

    /// All obstacles to writing these files, in file order; empty if none were found.
    ///
    /// Throws only if the check itself is impossible.
    package static func obstacles(
        for targets: [Target],
        in folder: SetupFolder
    ) throws(FileError) -> [Obstacle] {
        let preflight = Preflight(folder: folder, files: folder.files, mountPoints: try folder.files.mountPoints())
        var found: [Obstacle] = []
        for target in targets { found += preflight.obstacles(for: target) }
        // The journal and the backups need space too.
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

    /// For a file that another run of this program may be creating and removing right now: only its folder is checked.
    private func obstaclesToMaking(_ target: Target) -> [Obstacle] {
        do {
            return try aboutFolder(of: try files.resolvedPath(of: folder.path).appendingPath("journal"), target)
        } catch {
            return [obstacle(from: error, target)]
        }
    }

    /// - Parameter isAgain: if the file disappears during the check, it is checked once more.
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
        // The mode counts for root too, because the write bit was removed on purpose.
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
        let path = LockKind.gatewayFolder(of: realPath)
        guard let status = try files.status(at: path), status.kind != .folder else { return [] }
        return [Obstacle(.lockObstructed, path, target: target.path)]
    }

    // MARK: - Its folder

    /// Checks the folder of the file, or its nearest existing parent.
    private func aboutFolder(of realPath: String, _ target: Target) throws(FileError) -> [Obstacle] {
        let missing = try files.missingFolders(upTo: realPath.parentPath)
        let folder = missing.first?.parentPath ?? realPath.parentPath
        guard let status = try files.status(at: folder), status.kind == .folder else {
            return [Obstacle(.parentIsNotAFolder, folder, target: target.path)]
        }
        // Root could write there, but would leave files that the owner's gateway cannot read.
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
        // The new file beside the old one, and one block for each folder.
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

    // MARK: - Building obstacles

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
        return Obstacle(kind, error.path, target: target.path)
    }
}

extension Obstacle {
    /// Whether it is the same obstacle for another file.
    fileprivate func isSame(as other: Obstacle) -> Bool {
        kind == other.kind && path == other.path
    }
}
