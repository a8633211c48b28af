internal import Credentials
internal import FileTransactions
internal import GatewayConfig

extension Host {
    /// The paths outside the state folder that an apply may write: the config, its includes, and the agents' folders.
    ///
    /// Read each time, because it is needed only for an interrupted apply or an undo.
    func reach(of paths: StatePaths) -> Reach {
        let snapshot = HostSnapshot.read(self)
        // An include outside the config's folder is read but never written.
        let folder = paths.configPath.parentPath
        let includes = snapshot.config.sources.map(\.path).filter {
            $0.hasPrefix(folder == "/" ? folder : folder + "/")
        }
        let configFiles = [paths.configPath] + includes
        return Reach(
            files: Set(configFiles.compactMap(realPath)),
            folders: Set(snapshot.agents.map(\.directory).compactMap(realPath))
        )
    }

    /// Nil for a path that does not resolve; nothing is written there either.
    private func realPath(_ path: String) -> String? {
        do throws(FileError) {
            return try files.resolvedPath(of: path)
        } catch {
            return nil
        }
    }
}
