internal import Credentials
package import FileTransactions

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

extension DatabaseStores {
    /// The store of logins of older releases, relative to the state folder.
    private static let quarantine = "state/openclaw-quarantine.sqlite"
    /// What an importing gateway puts behind the name of the file, before a time and `.bak`.
    private static let importMark = ".sqlite-import."

    /// What concerns the whole host.
    package func reasons(_ shared: SharedStore, _ files: any FileSystem) throws(FileError) -> [DoctorReason] {
        var found: [DoctorReason] = []
        if shared.hasInvalidOwner { found.append(.invalidOwner) }
        let quarantine = stateFolder + "/" + Self.quarantine
        if try files.status(at: quarantine) != nil { found.append(.quarantined(path: quarantine)) }
        guard let state = shared.state else { return found }
        let (rows, layout) = state.shared
        if shared.place == .main, rows.store.isThere {
            let moved = DatabaseStore(stateFolder + "/" + StateDatabase.path, rows, state.identity).contents
            let ids = moved.profiles.filter { profile in
                shared.store.contents.profile(profile.id).map { $0 != profile } ?? false
            }
            if !ids.isEmpty {
                found.append(.relocationConflict(ids: ids.map(\.id)))
            } else if !moved.profiles.isEmpty, !shared.store.contents.profiles.isEmpty {
                found.append(.relocationUnfinished)
            }
        }
        if case .stateDatabase = shared.place, layout == .machine, state.machine.store.isThere,
            state.tables.store == .noRow
        {
            found.append(.emptyLegacyTable)
        }
        return found
    }

    /// What concerns one agent.
    ///
    /// For main, profiles in the shared store count as its own: what is written for main goes there.
    package func reasons(
        _ place: StorePlace,
        _ own: DatabaseStore,
        _ shared: SharedStore,
        isMain: Bool,
        _ files: any FileSystem
    ) throws(FileError) -> [DoctorReason] {
        guard own.contents.profiles.isEmpty, !isMain || shared.store.contents.profiles.isEmpty else { return [] }
        var older: [String] = []
        let names = [AuthProfilesFormat.file] + LegacyProfiles.fileNames.filter { isMain || $0.isOfAgent }
        for name in names where try files.status(at: place.path(of: name)) != nil { older.append(place.path(of: name)) }
        if !older.isEmpty { return [.migrationRequired(files: older)] }
        guard shared.store.contents.profiles.isEmpty else { return [] }
        let copies = try files.entriesIfPresent(of: place.agentFolder).filter {
            $0.hasSuffix(".bak") && $0.contains(Self.importMark)
        }
        return copies.isEmpty ? [] : [.lostMigration(copies: copies.map { place.agentFolder + "/" + $0 })]
    }
}

extension FileSystem {
    fileprivate func entriesIfPresent(of folder: String) throws(FileError) -> [String] {
        do {
            return try entries(of: folder)
        } catch let error where error.code == .notFound {
            return []
        }
    }
}
