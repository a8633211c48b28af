internal import Credentials
package import FileTransactions

extension DatabaseStores {
    /// What the gateway noted of damaged databases, relative to the state folder.
    private static let quarantine = "state/openclaw-quarantine.sqlite"

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
        return try LostMigration.copies(in: place.agentFolder, files).map { [.lostMigration(copies: $0)] } ?? []
    }
}
