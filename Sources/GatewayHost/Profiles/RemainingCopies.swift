internal import Credentials
internal import FileTransactions
internal import GatewayConfig
internal import JSON5
package import Secrets

/// Finds files on this host that still contain replaced or removed secrets, so that the user knows about them.
///
/// Searches our backups, the gateway's backups, the agents' folders, files of older versions, and `.env`. The provider
/// accepts such a secret until it is revoked there.
package struct RemainingCopies: Sendable, Equatable {
    package struct Copy: Sendable, Equatable {
        package let path: String
        /// Whether the file is in our own backups, which can be purged.
        package let isOurs: Bool
    }

    package let copies: [Copy]
    /// Paths that could not be searched.
    package let unreadable: [String]

    package static func find(_ secrets: [Secret], _ snapshot: HostSnapshot, _ live: LiveHost) -> RemainingCopies {
        let host = live.host
        var search = Search(secrets: secrets.filter { !$0.isEmpty }, files: host.files)
        guard !search.secrets.isEmpty else { return RemainingCopies(copies: [], unreadable: []) }
        let own = host.setupFolder(snapshot.paths)
        let backups = own.backupsPath
        let ours = Set(own.copyPaths)
        for folder in search.names(in: backups) { search.lookInto(backups + "/" + folder, ours: ours) }
        for folder in Set(snapshot.agents.map(\.directory)).sorted() { search.lookInto(folder) }
        let (state, name) = snapshot.config.path.splitPath
        search.lookInto(state) { $0.hasPrefix(name) || $0 == ".env" }
        search.lookInto(snapshot.paths.state + "/credentials")
        if state != snapshot.paths.state { search.lookAt(snapshot.paths.state + "/.env") }
        return RemainingCopies(copies: search.found, unreadable: search.unreadable)
    }

    private struct Search {
        let secrets: [Secret]
        let files: any FileSystem
        var found: [Copy] = []
        var unreadable: [String] = []

        func names(in folder: String) -> [String] { ((try? files.entries(of: folder)) ?? []).sorted() }

        mutating func lookInto(
            _ folder: String,
            ours: Set<String> = [],
            where isWanted: (String) -> Bool = { _ in true }
        ) {
            for name in names(in: folder) where isWanted(name) { lookAt(folder + "/" + name, ours: ours) }
        }

        mutating func lookAt(_ path: String, ours: Set<String> = []) {
            do {
                guard try files.status(at: path)?.kind == .file else { return }
                let bytes = try files.contents(of: path).bytes
                guard secrets.contains(where: { $0.isIn(bytes) }) else { return }
                found.append(Copy(path: path, isOurs: ours.contains(path)))
            } catch {
                unreadable.append(path)
            }
        }
    }
}
