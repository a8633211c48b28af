import CSQLite

/// A running query.
package struct DatabaseStatement: ~Copyable {
    private let handle: OpaquePointer

    init(_ handle: OpaquePointer) {
        self.handle = handle
    }

    deinit {
        // Repeats the error of the last step, which was thrown then.
        sqlite3_finalize(handle)
    }

    /// Moves to the next row: SQLITE_ROW, SQLITE_DONE or an error.
    func step() -> Int32 { sqlite3_step(handle) }

    /// A column of the current row.
    package func value(at column: Int32) throws(DatabaseFailure) -> DatabaseValue {
        switch sqlite3_column_type(handle, column) {
        case SQLITE_NULL: return .null
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, column))
        case SQLITE_FLOAT: return .real(sqlite3_column_double(handle, column))
        case SQLITE_BLOB: return .blob
        default:
            // Text of a database in UTF-16 is converted, for which memory may be missing.
            guard let text = sqlite3_column_text(handle, column) else { throw DatabaseFailure(code: SQLITE_NOMEM) }
            let count = Int(sqlite3_column_bytes(handle, column))
            return .text([UInt8](UnsafeBufferPointer(start: text, count: count)))
        }
    }
}

/// A value in a row.
package enum DatabaseValue: Sendable, Equatable {
    case null
    case integer(Int64)
    case real(Double)
    /// In UTF-8, or what stands there instead.
    case text([UInt8])
    /// Its bytes are not read.
    case blob

    /// The word for its type, as SQLite names it.
    package var type: String {
        switch self {
        case .null: "null"
        case .integer: "integer"
        case .real: "real"
        case .text: "text"
        case .blob: "blob"
        }
    }
}
