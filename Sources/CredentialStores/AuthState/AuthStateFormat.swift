package import FileTransactions

/// `auth-profiles.json` with `auth-state.json` beside it, where gateways from 2026.4 to 2026.6.4 keep order and marks.
///
/// Both files are read. Credentials are written, into the first one; no change of the second is made, because no such
/// gateway has shown what it makes of one.
package struct AuthStateFormat: StoreFormat {
    package static let fileName = "auth-state.json"
    private static let state = StorePlace.FileName.agent(fileName)

    package init() {}

    package var name: String { "auth-state" }
    package var kind: String { Self.kind }

    /// How documents name the kind.
    package static let kind = "json+state"

    package var fileNames: [StorePlace.FileName] { [AuthProfilesFormat.file, Self.state] }

    package func isThere(_ found: StoreFindings) -> Bool {
        found[AuthProfilesFormat.file] != nil && found[Self.state] != nil
    }

    package func open(
        _ place: StorePlace,
        _ files: any FileSystem,
        progress: (Int) -> Void
    ) throws(FileError) -> FoundStore {
        let state = AuthState(try FileSnapshot.read(place.path(of: Self.state), files))
        var found = try AuthProfilesFormat.open(place, files, progress: progress) { AuthStateStore($0, state) }
        found.statePath = state.path
        return found
    }
}
