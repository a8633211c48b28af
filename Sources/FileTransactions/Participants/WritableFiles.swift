/// The files that an apply may write: the state folder and the gateway's files in reach, without our own state.
package struct WritableFiles {
    let files: any FileSystem
    let reach: Reach
    /// `S/setup` without symbolic links.
    let ownPath: String

    /// The setting in our own folder that says which release of the gateway is meant.
    static let releaseName = "gateway-release.json"

    /// Whether an apply may write a file; of our own state at most a setting and the records of undone applies.
    func mayWrite(_ path: String, ownRecords: Bool) -> Bool {
        guard path.isPlainPath, reach.contains(path) else { return false }
        guard path == ownPath || path.isBelow(ownPath) else { return true }
        let (folder, name) = path.splitPath
        if folder == ownPath, name == Self.releaseName { return true }
        return ownRecords && name == ApplyRecord.fileName && folder.parentPath == ownPath.appendingPath("backups")
            && BackupName.isOne(folder.splitPath.name)
    }

    /// Whether a folder may be created or, if empty, removed.
    func isOnTheWay(_ folder: String) throws(FileError) -> Bool {
        guard folder.isPlainPath, reach.isOnTheWay(folder) else { return false }
        return try leadsNowhereElse(folder)
    }

    /// Whether the existing part of the path contains no symbolic link.
    func leadsNowhereElse(_ path: String) throws(FileError) -> Bool {
        do {
            return try files.resolvedPath(of: path) == path
        } catch let error where [.danglingLink, .symbolicLinkLoop, .notAFolder, .invalidPath].contains(error.code) {
            return false
        }
    }
}
