/// The credentials and the state of one owner as they are stored: two texts.
package struct StoreRows: Sendable, Equatable {
    package let store: StoredRow
    package let state: StoredRow

    package init(store: StoredRow, state: StoredRow) {
        self.store = store
        self.state = state
    }
}

/// What the database of one agent holds of credentials.
package struct AgentDatabase: Sendable, Equatable {
    package static let fileName = "openclaw-agent.sqlite"

    package let identity: DatabaseIdentity
    package let rows: StoreRows

    /// - Parameter readsViews: whether the release reads a view in the place of the table.
    init(_ connection: borrowing DatabaseConnection, readsViews: Bool) throws(DatabaseFailure) {
        identity = try DatabaseIdentity(connection)
        rows = StoreRows(
            store: try connection.row(in: .agentStore, "primary", readsViews),
            state: try connection.row(in: .agentState, "primary", readsViews)
        )
    }
}

extension DatabaseConnection {
    fileprivate func row(
        in table: StoredTable,
        _ key: StaticString,
        _ readsViews: Bool
    ) throws(DatabaseFailure) -> StoredRow {
        try rows(in: table, [key], readsViews: readsViews).first ?? .noRow
    }
}
