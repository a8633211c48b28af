/// A state of a host's stores that only the gateway's doctor mends.
package enum DoctorReason: Sendable, Equatable {
    /// Files of an older release lie beside a store without profiles: the credentials in them are not read, and newer
    /// releases refuse to answer until they are imported.
    case migrationRequired(files: [String])
    /// Older files were set aside as imported, but no store has profiles: the credentials are in these copies alone.
    case lostMigration(copies: [String])
    /// The shared store would move from main's database to the state database, but both have these profiles with other
    /// credentials.
    case relocationConflict(ids: [String])
    /// Both databases have shared profiles, and main's still count.
    case relocationUnfinished
    /// The release may read the table of an older schema, which is empty, while the shared rows are elsewhere.
    case emptyLegacyTable
    /// The row that says where the shared store is says something else.
    case invalidOwner
    /// The gateway found a damaged database and does not open it any more; what it noted is in this file.
    case quarantined(path: String)
}
