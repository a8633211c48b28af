internal import Credentials
internal import FileTransactions
internal import GatewayConfig

extension Host {
    /// What an apply may write outside the state folder: the config, its includes, and the agents' folders.
    ///
    /// Read anew each time: it is asked for only when an interrupted apply or an undo is looked at.
    func reach(of paths: StatePaths) -> Reach {
        let snapshot = HostSnapshot.read(self)
        // An include from outside the config's folder is read, and never written.
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

    /// Nil for a path that leads nowhere: nothing is written there either.
    private func realPath(_ path: String) -> String? {
        do throws(FileError) {
            return try files.resolvedPath(of: path)
        } catch {
            return nil
        }
    }
}
