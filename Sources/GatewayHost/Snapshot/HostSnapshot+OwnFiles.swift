internal import FileTransactions
internal import GatewayConfig
internal import JSON5

// Files of our own beside the gateway's: what was checked, what was offered, a draft. They only help, and are no part of a
// commit.
extension HostSnapshot {
    /// Makes the folder of our own state.
    func makeOwnFolders() throws(FileError) {
        for folder in [paths.state, setupFolder.path] {
            do {
                try host.files.makeFolder(folder, mode: .ownerFolder)
            } catch let error where error.code == .alreadyExists {
                continue
            }
        }
    }

    /// Writes a file of our own, 0600 in a folder of ours, as a whole.
    func writeOwn(_ path: String, _ value: Value) throws(FileError) {
        try makeOwnFolders()
        try host.files.removeFileIfPresent(path + ".next")
        try host.files.create(path + ".next", Array((value.json() + "\n").utf8))
        try host.files.rename(path + ".next", to: path, .replacing)
        try host.files.syncFolder(setupFolder.path)
    }
}
