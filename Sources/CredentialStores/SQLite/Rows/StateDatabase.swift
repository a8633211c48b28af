import JSON5

/// What the database that all agents share holds of credentials, and where the shared ones are.
package struct StateDatabase: Sendable, Equatable {
    /// Relative to the state folder.
    package static let path = "state/openclaw.sqlite"

    package let identity: DatabaseIdentity
    /// The row that says where the shared store is.
    package let owner: SharedStoreOwner
    /// The rows since schema 13, in `config_machine_state`.
    package let machine: StoreRows
    /// The rows before, in tables that exist since schema 1 and may be left empty.
    package let tables: StoreRows

    init(_ connection: borrowing DatabaseConnection) throws(DatabaseFailure) {
        identity = try DatabaseIdentity(connection)
        let keys: [StaticString] = ["auth.sharedStore", "authProfiles.store", "authProfiles.state"]
        let rows = try connection.rows(in: .machine, keys, readsViews: false)
        owner = SharedStoreOwner(rows[0])
        machine = StoreRows(store: rows[1], state: rows[2])
        tables = StoreRows(
            store: try connection.olderRow(in: .sharedStores),
            state: try connection.olderRow(in: .sharedState)
        )
    }

    /// The rows that count if the shared store is in this database: where a row is, decides; the number of the schema
    /// does not.
    package var shared: (rows: StoreRows, layout: Layout) {
        if machine.store.isThere || !tables.store.isThere { return (machine, .machine) }
        return (tables, .tables)
    }

    /// Where in this database the shared rows are.
    package enum Layout: Sendable, Equatable {
        case machine
        /// As before schema 13; it was never seen with rows in it.
        case tables
    }
}

extension DatabaseConnection {
    /// The shared row of a table that most databases do not have any more: without it, nothing is searched for.
    fileprivate func olderRow(in table: StoredTable) throws(DatabaseFailure) -> StoredRow {
        guard try has(table.name, column: table.value) else { return .noTable }
        return try rows(in: table, ["shared"], readsViews: false)[0]
    }
}

/// Where the store is that all agents share: the row `auth.sharedStore`.
package enum SharedStoreOwner: Sendable, Equatable {
    /// In main's database. That is also so if there is no row.
    case main
    /// In the state database.
    case stateDatabase
    /// The row says something else, which the gateway refuses.
    case invalid

    init(_ row: StoredRow) {
        switch row {
        case .noTable, .noRow: self = .main
        case .notATable, .wrongType: self = .invalid
        case .text(let bytes): self = Self.stated(in: bytes)
        }
    }

    /// An object with one member.
    private static func stated(in bytes: [UInt8]) -> SharedStoreOwner {
        do throws(ParseError) {
            let root = try Document(parsing: bytes, dialect: .json).root
            guard root.objectValue?.count == 1 else { return .invalid }
            return switch root["location"]?.stringValue {
            case "legacy-main": .main
            case "state-db": .stateDatabase
            default: .invalid
            }
        } catch {
            return .invalid
        }
    }
}
