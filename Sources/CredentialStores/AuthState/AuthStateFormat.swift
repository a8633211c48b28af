package import FileTransactions

/// `auth-profiles.json` with `auth-state.json` beside it, where gateways from 2026.4 to 2026.6.4 keep order and marks.
/// The credentials are shown; nothing is written.
package struct AuthStateFormat: StoreFormat {
    private static let state = StorePlace.FileName.agent("auth-state.json")

    package init() {}

    package var name: String { "auth-state" }
    package var kind: String { "json+state" }
    package var fileNames: [StorePlace.FileName] { [AuthProfilesFormat.file, Self.state] }

    package func isThere(_ found: StoreFindings) -> Bool {
        found[AuthProfilesFormat.file] != nil && found[Self.state] != nil
    }

    package func open(
        _ place: StorePlace,
        _ files: any FileSystem,
        progress: (Int) -> Void
    ) throws(FileError) -> FoundStore {
        try AuthProfilesFormat.open(place, files, refusal: "store.withState", progress: progress)
    }
}
