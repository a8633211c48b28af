/// Why the gateway cannot read a store in a database.
package enum DatabaseProblem: Sendable, Equatable {
    case database(DatabaseError)
    /// The release that is here opens older schemas only.
    case newerSchema(Int64, supported: Int64)
    /// The database has another role; nil if it has none.
    case otherRole(String?)
    /// Something else has the name of the table.
    case notATable
    /// The row holds no text, but a value of this type.
    case wrongType(String)
    /// The text in the row is no store.
    case text(StoreError)
}
