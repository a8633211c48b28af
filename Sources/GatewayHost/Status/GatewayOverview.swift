internal import CredentialStores
internal import FileTransactions
internal import GatewayConfig
package import JSON5

/// What a host tells of its gateway: the release with everything that speaks for one, and where credentials are kept.
/// Nothing is run.
package struct GatewayOverview: Sendable {
    /// Where an agent's credentials are.
    struct Store: Sendable, Equatable {
        let agent: String
        /// As documents name it; nil if it cannot be read.
        let kind: String?
        let path: String
    }

    /// A database of the gateway.
    struct Database: Sendable, Equatable {
        let path: String
        /// The number of its schema by the header of the file, which a running gateway can be ahead of.
        let schema: Int
    }

    let evidence: ReleaseEvidence
    let stores: [Store]
    let databases: [Database]
    private let program: InstalledProgram?
    private let mainStore: String
    private let problem: Problem?
    /// The release that is assumed where nothing tells one.
    private let assumed: String
    private let show: @Sendable (String) -> String

    package init(_ snapshot: HostSnapshot, _ live: LiveHost) {
        evidence = snapshot.releaseEvidence
        program = snapshot.gateway.program
        stores = snapshot.agents.map { agent in
            Store(agent: agent.id, kind: agent.found.map { $0.kind ?? "none" }, path: agent.storePath)
        }
        let paths = snapshot.agents.map { SQLiteFormat.path(in: $0.directory) }
        databases = (paths + [snapshot.paths.state + "/" + SQLiteFormat.sharedFile]).compactMap { path in
            Self.schema(at: path, live.host.files).map { Database(path: path, schema: $0) }
        }
        mainStore = snapshot.agent(AgentID.main.text).map(snapshot.storeWord) ?? "none"
        problem = snapshot.keptReleaseProblem(live.explanation(of: snapshot))
        assumed = snapshot.release.version
        show = snapshot.display
    }

    // MARK: - Output

    package func lines(_ texts: Texts) -> [String] {
        let release =
            evidence.strongest.map { item in
                texts(
                    "version.release",
                    ["what": texts("status.release." + item.source.rawValue, ["release": item.version])]
                )
            } ?? texts("version.release.unknown", ["release": assumed])
        let pieces = evidence.items.map { item in
            "  "
                + texts("release.evidence." + item.source.rawValue, ["release": item.version, "path": show(item.path)])
        }
        let manifest = program.map { ["  " + texts("version.package", ["path": show($0.manifest)])] } ?? []
        let databases = databases.map { database in
            "  " + texts("version.database", ["path": show(database.path), "schema": String(database.schema)])
        }
        let stores = stores.map { store in
            let kind = store.kind.map { texts("version.store." + $0) } ?? texts("version.store.unreadable")
            return "  " + texts("version.store", ["agent": store.agent, "kind": kind, "path": show(store.path)])
        }
        return [release] + pieces + manifest + databases + [texts("version.stores")] + stores
            + [texts("version.keys", ["release": ConfigAcceptance.newestRelease])]
            + (problem.map { ["! " + $0.message] } ?? [])
    }

    /// The members of the document, without the version of this program.
    package var members: Members {
        var release = evidence.document(store: mainStore).objectValue ?? [:]
        release["program"] =
            program.map { program -> Value in
                [
                    "path": .string(program.path), "version": .string(program.version),
                    "package": .string(program.manifest),
                ]
            } ?? .null
        return [
            "keysKnownTo": .string(ConfigAcceptance.newestRelease),
            "release": .object(release),
            "stores": .array(
                stores.map { store -> Value in
                    [
                        "agent": .string(store.agent), "kind": store.kind.map { .string($0) } ?? .null,
                        "path": .string(store.path),
                    ]
                }
            ),
            "databases": .array(
                databases.map { ["path": .string($0.path), "schema": .integer(Int64($0.schema))] }
            ),
        ]
    }

    // MARK: - Databases

    /// The header of the file format: its first 100 bytes, with the number of the schema (`user_version`) at 60.
    private static let (headerLength, schemaPlace) = (100, 60)

    /// Nil if there is no database, or none that can be read.
    private static func schema(at path: String, _ files: any FileSystem) -> Int? {
        do throws(FileError) {
            guard let bytes = try files.firstBytes(of: path, count: headerLength), bytes.count == headerLength,
                SQLiteFormat.isDatabase(bytes)
            else { return nil }
            return bytes[schemaPlace..<schemaPlace + 4].reduce(0) { $0 << 8 | Int($1) }
        } catch {
            return nil
        }
    }
}
