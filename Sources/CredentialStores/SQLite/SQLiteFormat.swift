package import FileTransactions

/// A database, where gateways since 2026.6.5 keep credentials: `openclaw-agent.sqlite` in the agent's folder, or
/// `state/openclaw.sqlite` in the state folder. It is found, not read; an `auth-profiles.json` left beside it is shown.
package struct SQLiteFormat: StoreFormat {
    /// In an agent's folder.
    package static let agentFile = "openclaw-agent.sqlite"
    /// In the state folder.
    package static let sharedFile = "state/openclaw.sqlite"
    private static let agent = StorePlace.FileName.agent(agentFile)
    private static let shared = StorePlace.FileName.state(sharedFile)

    package init() {}

    package var name: String { "sqlite" }
    package var fileNames: [StorePlace.FileName] { [AuthProfilesFormat.file, Self.agent, Self.shared] }

    /// A database counts only with its header, so that an empty file with that name does not block writing.
    package func isThere(_ found: StoreFindings) -> Bool {
        fileNames.contains { Self.isDatabase(found[$0]) }
    }

    /// Whether the bytes begin with the header of the SQLite file format, `SQLite format 3` and a zero byte.
    package static func isDatabase(_ bytes: [UInt8]?) -> Bool {
        bytes?.starts(with: Array("SQLite format 3".utf8) + [0]) ?? false
    }

    package func open(
        _ place: StorePlace,
        _ files: any FileSystem,
        progress: (Int) -> Void
    ) throws(FileError) -> FoundStore {
        try AuthProfilesFormat.open(place, files, refusal: "store.sqlite", progress: progress)
    }
}
