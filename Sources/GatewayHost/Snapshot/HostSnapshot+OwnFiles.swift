internal import FileTransactions
internal import GatewayConfig
internal import JSON5

// Files of our own: check results, cached model list, draft. They are auxiliary and not part of a transaction.
extension HostSnapshot {
    /// Creates the folder for our own state.
    func makeOwnFolders() throws(FileError) {
        for folder in [paths.state, setupFolder.path] {
            do {
                try host.files.makeFolder(folder, mode: .ownerFolder)
            } catch let error where error.code == .alreadyExists {
                continue
            }
        }
    }

    /// Writes one of our own files atomically, mode 0600.
    func writeOwn(_ path: String, _ value: Value) throws(FileError) {
        try makeOwnFolders()
        try host.files.removeFileIfPresent(path + ".next")
        try host.files.create(path + ".next", Array((value.json() + "\n").utf8))
        try host.files.rename(path + ".next", to: path, .replacing)
        try host.files.syncFolder(setupFolder.path)
    }
}
