package import Credentials
package import FileTransactions
package import Secrets

/// `auth-profiles.json` in the agent's folder: of gateways up to 2026.6.4, read and written by this program.
package struct AuthProfilesFormat: StoreFormat {
    package static let fileName = "auth-profiles.json"
    static let file = StorePlace.FileName.agent(fileName)

    package init() {}

    package var name: String { "auth-profiles" }
    package var kind: String { "json" }
    package var fileNames: [StorePlace.FileName] { [Self.file] }

    package func isThere(_ found: StoreFindings) -> Bool { found[Self.file] != nil }

    package func open(
        _ place: StorePlace,
        _ files: any FileSystem,
        progress: (Int) -> Void
    ) throws(FileError) -> FoundStore {
        try Self.open(place, files, progress: progress)
    }

    /// - Parameters:
    ///   - refusal: why the store must not be written by this program, as the key of a text.
    ///   - whole: the store that an agent has, of the part of it that this file is.
    static func open(
        _ place: StorePlace,
        _ files: any FileSystem,
        refusal: String? = nil,
        progress: (Int) -> Void,
        whole: (AuthProfilesStore) -> any CredentialStore = { $0 }
    ) throws(FileError) -> FoundStore {
        let file = try FileSnapshot.read(place.path(of: Self.file), files)
        return FoundStore(
            path: file.path,
            file: file,
            store: file.contents == nil ? nil : store(file, progress, whole),
            refusal: refusal,
            target: Preflight.Target(
                file.path,
                lock: .gateway,
                expectedBytes: (file.contents?.count ?? 0) + 4096
            ),
            empty: Empty(file: file)
        )
    }

    /// The store that the gateway would start with.
    private struct Empty: NewStore {
        let file: FileSnapshot

        func make() throws(StoreError) -> any CredentialStore { try AuthProfilesStore(file) }
    }

    private static func store(
        _ file: FileSnapshot,
        _ progress: (Int) -> Void,
        _ whole: (AuthProfilesStore) -> any CredentialStore
    ) -> FoundStore.Outcome {
        do throws(StoreError) {
            return .success(whole(try AuthProfilesStore(file, progress: progress)))
        } catch {
            return .failure(error)
        }
    }

    // MARK: - After an apply

    /// Records do not name the format; of all files, only this store has ever had the gateway's lock.
    package func wrote(_ file: ApplyRecord.File) -> Bool { file.lock == .gateway }

    package func undo(_ file: UndoPlan.File) -> StoreFileUndo {
        StoreFileUndo(
            replacement: KeptMarks.replacement(for: file),
            restoredLogins: KeptMarks.restoredLogins(by: file)
        )
    }

    package func restoring(_ copy: KeptCopy) throws(StoreError) -> StoreRestoring? {
        try RestoredStore.restoring(copy.contents, over: copy.current)
    }

    package func lines(_ file: UndoPlan.File) -> [DiffLine] {
        AuthProfilesChange.lines(from: file.old, to: file.current.contents)
    }

    package func contents(ofCopy bytes: [UInt8]) throws(StoreError) -> StoreContents {
        try JSONCredentialStore(reading: bytes).contents
    }
}
