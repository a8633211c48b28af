/// A text in a row of a table, as it is stored: bytes that nobody has read yet.
package enum StoredRow: Sendable, Equatable {
    /// There is no table with that name.
    case noTable
    /// Something else has the table's name: a view, a table with other columns.
    case notATable
    /// The table has no row with that key.
    case noRow
    /// The value is no text, but of this type.
    case wrongType(String)
    case text([UInt8])

    /// Whether a row with that key is there, whatever it holds.
    package var isThere: Bool {
        switch self {
        case .wrongType, .text: true
        case .noTable, .notATable, .noRow: false
        }
    }
}

/// A table from a key to a text.
struct StoredTable: Sendable {
    let name: StaticString
    let key: StaticString
    let value: StaticString

    /// Credentials and state of one agent, in its own database.
    static let agentStore = StoredTable(name: "auth_profile_store", key: "store_key", value: "store_json")
    static let agentState = StoredTable(name: "auth_profile_state", key: "state_key", value: "state_json")
    /// Those that all agents share, in the state database before its schema 13.
    static let sharedStores = StoredTable(name: "auth_profile_stores", key: "store_key", value: "store_json")
    static let sharedState = StoredTable(name: "auth_profile_state", key: "store_key", value: "state_json")
    /// Everything that has one value on a host, in the state database.
    static let machine = StoredTable(name: "config_machine_state", key: "state_key", value: "value_json")
}

extension DatabaseConnection {
    /// The rows with these keys, in the order of the keys.
    /// - Parameter readsViews: whether a view is as good as a table.
    func rows(
        in table: StoredTable,
        _ keys: [StaticString],
        readsViews: Bool
    ) throws(DatabaseFailure) -> [StoredRow] {
        switch try named(table.name, column: table.value) {
        case .nothing: return keys.map { _ in .noTable }
        case .other("view") where readsViews: break
        case .other: return keys.map { _ in .notATable }
        case .table:
            guard try has(table.name, column: table.key) else { return keys.map { _ in .notATable } }
        }
        var found = keys.map { _ in StoredRow.noRow }
        let list = keys.map { "'\($0)'" }.joined(separator: ",")
        let sql = "SELECT \(table.key), \(table.value) FROM main.\(table.name) WHERE \(table.key) IN (\(list))"
        try rows(sql) { (row) throws(DatabaseFailure) in
            guard case .text(let key) = try row.value(at: 0),
                let place = keys.firstIndex(where: { $0.isEqual(to: key) }), found[place] == .noRow
            else { return true }
            let value = try row.value(at: 1)
            if case .text(let bytes) = value {
                found[place] = .text(bytes)
            } else {
                found[place] = .wrongType(value.type)
            }
            return found.contains(.noRow)
        }
        return found
    }
}

extension StaticString {
    fileprivate func isEqual(to bytes: [UInt8]) -> Bool { withUTF8Buffer { $0.elementsEqual(bytes) } }
}
