internal import FileTransactions
internal import GatewayConfig
internal import JSON5

// Files of our own: check results, cached model list, draft. They are auxiliary and not part of a transaction.
extension Host {
    /// Creates the folder for our own state.
    func makeOwnFolders(_ paths: StatePaths) throws(FileError) {
        for folder in [paths.state, setupFolder(paths).path] {
            do {
                try files.makeFolder(folder, mode: .ownerFolder)
            } catch let error where error.code == .alreadyExists {
                continue
            }
        }
    }

    /// Writes one of our own files atomically, mode 0600.
    func writeOwn(_ path: String, _ value: Value, _ paths: StatePaths) throws(FileError) {
        try makeOwnFolders(paths)
        try files.removeFileIfPresent(path + ".next")
        try files.create(path + ".next", Array((value.json() + "\n").utf8))
        try files.rename(path + ".next", to: path, .replacing)
        try files.syncFolder(setupFolder(paths).path)
    }
}
