import CredentialStores
import Credentials
import FileTransactions
import Foundation
import TestSupport
import Testing

/// A host with databases, in a temporary home.
struct DatabaseHost {
    let home: TemporaryHome
    var state: String { home.stateFolder }

    /// Tables of an agent's database.
    static let agentTables = """
        PRAGMA journal_mode=WAL; PRAGMA user_version=19;
        CREATE TABLE schema_meta (meta_key TEXT NOT NULL PRIMARY KEY, role TEXT NOT NULL, schema_version INTEGER NOT NULL,
          agent_id TEXT, app_version TEXT, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL) STRICT;
        CREATE TABLE auth_profile_store (store_key TEXT NOT NULL PRIMARY KEY, store_json TEXT NOT NULL,
          updated_at INTEGER NOT NULL) STRICT;
        CREATE TABLE auth_profile_state (state_key TEXT NOT NULL PRIMARY KEY, state_json TEXT NOT NULL,
          updated_at INTEGER NOT NULL) STRICT;
        """
    /// Tables of the state database.
    static let stateTables = """
        PRAGMA journal_mode=WAL; PRAGMA user_version=16;
        CREATE TABLE schema_meta (meta_key TEXT NOT NULL PRIMARY KEY, role TEXT NOT NULL, schema_version INTEGER NOT NULL,
          agent_id TEXT, app_version TEXT, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL) STRICT;
        CREATE TABLE config_machine_state (state_key TEXT NOT NULL PRIMARY KEY, value_json TEXT NOT NULL,
          updated_at_ms INTEGER NOT NULL) STRICT;
        INSERT INTO schema_meta VALUES ('primary', 'global', 16, NULL, '2026.8.1', 1, 1);
        """
    /// The tables of the state database before its schema 13.
    static let olderTables = """
        CREATE TABLE auth_profile_stores (store_key TEXT NOT NULL PRIMARY KEY, store_json TEXT NOT NULL,
          updated_at INTEGER NOT NULL);
        CREATE TABLE auth_profile_state (store_key TEXT NOT NULL PRIMARY KEY, state_json TEXT NOT NULL,
          updated_at INTEGER NOT NULL);
        """

    init() throws {
        home = try TemporaryHome()
        try makeFolder(state + "/state")
    }

    func folder(_ agent: String) -> String { "\(state)/agents/\(agent)/agent" }

    func database(_ agent: String) -> String { folder(agent) + "/openclaw-agent.sqlite" }

    func place(_ agent: String) -> StorePlace { StorePlace(agentFolder: folder(agent), stateFolder: state) }

    private func makeFolder(_ path: String) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    // MARK: - Writing

    /// An agent's database with a text of credentials and one of state.
    /// - Parameter dies: whether the gateway was killed, so that the rows stand in the -wal file alone.
    func agent(_ id: String, _ store: String?, state: String? = nil, more: String = "", dies: Bool = false) throws {
        try makeFolder(folder(id))
        let meta = "INSERT INTO schema_meta VALUES ('primary', 'agent', 19, '\(id)', '2026.8.1', 1, 1);"
        let rows =
            Self.insert(store, "auth_profile_store", "primary") + Self.insert(state, "auth_profile_state", "primary")
        try SQLitePeer.run(Self.agentTables + meta + rows + more, in: database(id), dies: dies)
    }

    /// The state database with rows of `config_machine_state`.
    func shared(_ rows: [String: String], more: String = "") throws {
        let inserts = rows.map { Self.insert($0.value, "config_machine_state", $0.key) }.joined()
        try SQLitePeer.run(Self.stateTables + inserts + more, in: state + "/state/openclaw.sqlite")
    }

    static func insert(_ text: String?, _ table: String, _ key: String) -> String {
        guard let text else { return "" }
        return "INSERT INTO \(table) VALUES ('\(key)', '\(text.replacingOccurrences(of: "'", with: "''"))', 1);"
    }

    /// A store with API keys.
    static func store(_ ids: String..., letter: Character = "A") -> String {
        let entries = ids.map { id in
            "\"\(id)\":{\"type\":\"api_key\",\"provider\":\"anthropic\",\"key\":\"\(key(letter))\"}"
        }
        return "{\"version\":1,\"profiles\":{\(entries.joined(separator: ","))}}"
    }

    static func key(_ letter: Character = "A") -> String { "sk-ant-api03-" + String(repeating: letter, count: 40) }

    // MARK: - Reading

    func stores(_ rules: DatabaseRules = DatabaseRules()) -> DatabaseStores {
        DatabaseStores(
            stateFolder: state,
            mainFolder: folder("main"),
            rules: rules,
            reader: DatabaseReader(SystemFileSystem(), .system)
        )
    }

    /// An agent's own store, with nothing changed by reading it.
    func own(_ agent: String, _ rules: DatabaseRules = DatabaseRules()) throws -> DatabaseStore {
        try Traces.unchanged(in: home.path) { stores(rules).own(folder(agent)) }
    }

    func shared(_ rules: DatabaseRules = DatabaseRules()) throws -> SharedStore {
        try Traces.unchanged(in: home.path) { stores(rules).shared() }
    }

    /// The ids that an agent reads.
    func effective(_ agent: String) throws -> [String] {
        try shared().effective(own(agent), isMain: agent == "main").profiles.map(\.id)
    }

    func reasons(_ agent: String? = nil) throws -> [DoctorReason] {
        let shared = try shared()
        guard let agent else { return try stores().reasons(shared, SystemFileSystem()) }
        return try stores().reasons(place(agent), own(agent), shared, isMain: agent == "main", SystemFileSystem())
    }
}
