import CSQLite

/// An open database, for reading only and for one thread. Closing it leaves nothing behind.
///
/// It is in a transaction from the start, so that all rows that are read belong together.
package struct DatabaseConnection: ~Copyable {
    /// Which files are used and how; see `CSQLite`.
    enum Way: Sendable {
        case beside, alone

        fileprivate var code: Int32 {
            switch self {
            case .beside: Int32(OPENCLAW_SQLITE_BESIDE)
            case .alone: Int32(OPENCLAW_SQLITE_ALONE)
            }
        }
    }

    private let handle: OpaquePointer

    /// - Parameters:
    ///   - path: absolute, without symbolic links.
    ///   - patience: for how long a lock is waited for, in milliseconds.
    init(_ path: String, _ way: Way, patience: Int64) throws(DatabaseFailure) {
        var opened: OpaquePointer?
        let result = openclaw_sqlite_open(path, way.code, Int32(clamping: patience), &opened)
        guard result == SQLITE_OK, let opened else {
            throw DatabaseFailure(code: result == SQLITE_OK ? SQLITE_NOMEM : result)
        }
        handle = opened
    }

    deinit {
        // Everything was only read; there is nothing that closing could fail to keep.
        sqlite3_close_v2(handle)
    }

    /// `PRAGMA user_version`, the number of the schema.
    package func userVersion() throws(DatabaseFailure) -> Int64 {
        guard case .integer(let number)? = try run("PRAGMA main.user_version", column: 0) else { return 0 }
        return number
    }

    /// What a name in the schema means.
    enum Named: Sendable, Equatable {
        case table
        /// A table without the column, or something else: a view, an index.
        case other(type: String)
        case nothing
    }

    /// Whether there is a table with a column; costs nothing once the schema is read.
    func has(_ table: StaticString, column: StaticString) throws(DatabaseFailure) -> Bool {
        let result = sqlite3_table_column_metadata(
            handle,
            "main",
            table.pointer,
            column.pointer,
            nil,
            nil,
            nil,
            nil,
            nil
        )
        if result == SQLITE_OK { return true }
        // No such table, or a view.
        guard result & 0xFF == SQLITE_ERROR else { throw failure(result) }
        return false
    }

    /// Looks up a table with a column, and what else has its name.
    func named(_ table: StaticString, column: StaticString) throws(DatabaseFailure) -> Named {
        if try has(table, column: column) { return .table }
        let sql = "SELECT type FROM main.sqlite_schema WHERE name = '\(table)' COLLATE NOCASE"
        guard let type = try run(sql, column: 0) else { return .nothing }
        guard case .text(let bytes) = type else { return .other(type: "") }
        return .other(type: String(decoding: bytes, as: UTF8.self))
    }

    /// Every row of a query, in its order; `take` returns false to end it.
    /// - Parameter sql: made of constants alone.
    package func rows(
        _ sql: String,
        _ take: (borrowing DatabaseStatement) throws(DatabaseFailure) -> Bool
    ) throws(DatabaseFailure) {
        var prepared: OpaquePointer?
        let result = sqlite3_prepare_v2(handle, sql, -1, &prepared, nil)
        guard result == SQLITE_OK, let prepared else { throw failure(result) }
        let statement = DatabaseStatement(prepared)
        while true {
            switch statement.step() {
            case SQLITE_ROW: if try !take(statement) { return }
            case SQLITE_DONE: return
            case let result: throw failure(result)
            }
        }
    }

    /// One column of the first row; nil if there is no row.
    private func run(_ sql: String, column: Int32) throws(DatabaseFailure) -> DatabaseValue? {
        var value: DatabaseValue?
        try rows(sql) { (row) throws(DatabaseFailure) in
            value = try row.value(at: column)
            return false
        }
        return value
    }

    private func failure(_ result: Int32) -> DatabaseFailure {
        let extended = sqlite3_extended_errcode(handle)
        return DatabaseFailure(code: extended & 0xFF == result & 0xFF ? extended : result)
    }
}

extension StaticString {
    /// Ends with a zero byte, as every literal does.
    fileprivate var pointer: UnsafePointer<CChar> {
        UnsafeRawPointer(utf8Start).assumingMemoryBound(to: CChar.self)
    }
}
