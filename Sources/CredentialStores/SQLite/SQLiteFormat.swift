package import FileTransactions

/// Databases, where gateways since 2026.6.5 keep credentials: `openclaw-agent.sqlite` in the agent's folder, and
/// `state/openclaw.sqlite` in the state folder. They are read and never written; an agent without one reads what the
/// others share, and an `auth-profiles.json` beside them is not its store.
package struct SQLiteFormat: StoreFormat {
    /// In an agent's folder.
    package static let agentFile = AgentDatabase.fileName
    /// In the state folder.
    package static let sharedFile = StateDatabase.path
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

    // MARK: - Where there is none yet

    /// Where an agent's database would be.
    package static func path(in agentFolder: String) -> String { agentFolder + "/" + agentFile }

    /// What has to be known of an agent's folder without a database, on a host whose gateway keeps one: something else
    /// with its name, and what a move into it has lost.
    package static func findings(
        whereNoneIs agentFolder: String,
        _ files: any FileSystem
    ) throws(FileError) -> [StoreFinding] {
        var findings: [StoreFinding] = []
        if let status = try files.status(at: path(in: agentFolder)), status.size > 0 {
            findings.append(.unreadable(path: path(in: agentFolder), .database(.notADatabase)))
        }
        if let copies = try LostMigration.copies(in: agentFolder, files) {
            findings.append(.doctor(.lostMigration(copies: copies)))
        }
        return findings
    }

    package func reader(_ conditions: StoreConditions) -> (any StoreReader)? { DatabaseStoreReader(conditions) }

    package func open(
        _ place: StorePlace,
        _ files: any FileSystem,
        progress: (Int) -> Void
    ) throws(FileError) -> FoundStore {
        var reader = DatabaseStoreReader(.standard(files, stateFolder: place.stateFolder))
        return try reader.read(place, StoreFindings(), progress: progress)
    }
}
