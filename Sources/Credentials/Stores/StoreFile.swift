package import FileTransactions

/// The store of one agent as found on disk. Reading it changes nothing.
package struct StoreFile: Sendable {
    /// The name of the store file that this program supports.
    package static let name = "auth-profiles.json"

    package let kind: StoreKind
    /// `auth-profiles.json`, even if it is missing or a newer store has replaced it.
    package let snapshot: FileSnapshot
    /// The store; nil if there is no file. If it is an error the store must not be written, but can still be shown.
    package let store: Outcome?

    /// A store, or why there is none.
    ///
    /// Not a `Result`, because using that makes the Swift runtime scan all protocol conformances at each start.
    package enum Outcome: Sendable {
        case success(JSONCredentialStore)
        case failure(StoreError)

        package func get() throws(StoreError) -> JSONCredentialStore {
            switch self {
            case .success(let store): return store
            case .failure(let error): throw error
            }
        }
    }

    /// The first bytes of what all agents of a state folder share.
    package struct Shared: Sendable {
        let database: [UInt8]?
        let oauthFile: [UInt8]?

        /// Reads the two places in the state folder that can contain credentials of every agent.
        ///
        /// - Parameter oauthFile: absolute path of `credentials/oauth.json`, which `OPENCLAW_OAUTH_DIR` can move.
        package static func read(
            stateDir: String,
            oauthFile: String? = nil,
            _ files: some FileSystem
        ) throws(FileError) -> Shared {
            Shared(
                database: try files.firstBytes(of: "\(stateDir)/\(StoreKind.sharedDatabasePath)"),
                oauthFile: try files.firstBytes(of: oauthFile ?? "\(stateDir)/\(StoreKind.oauthFilePath)")
            )
        }
    }

    /// Reads an agent's folder and what all agents share.
    package static func read(
        agentDir: String,
        stateDir: String,
        _ files: some FileSystem,
        progress: (Int) -> Void = { _ in }
    ) throws(FileError) -> StoreFile {
        try read(agentDir: agentDir, sharing: try .read(stateDir: stateDir, files), files, progress: progress)
    }

    /// Reads an agent's folder.
    /// - Parameters:
    ///   - shared: what all agents share, read once.
    ///   - progress: called now and then with the number of profiles in the store.
    package static func read(
        agentDir: String,
        sharing shared: Shared,
        _ files: some FileSystem,
        progress: (Int) -> Void = { _ in }
    ) throws(FileError) -> StoreFile {
        var findings = StoreKind.Findings()
        for name in StoreKind.agentFileNames {
            findings.agentFiles[name] = try files.firstBytes(of: "\(agentDir)/\(name)")
        }
        (findings.sharedDatabase, findings.oauthFile) = (shared.database, shared.oauthFile)
        let snapshot = try FileSnapshot.read("\(agentDir)/\(name)", files)
        return StoreFile(
            kind: .detect(findings),
            snapshot: snapshot,
            store: snapshot.contents.map { store($0, progress) }
        )
    }

    private static func store(_ bytes: [UInt8], _ progress: (Int) -> Void) -> Outcome {
        do throws(StoreError) {
            return .success(try JSONCredentialStore(reading: bytes, progress: progress))
        } catch {
            return .failure(error)
        }
    }
}

extension FileSystem {
    /// The first bytes of a file, enough to detect its kind: a database can be large and is not read whole.
    ///
    /// Nil if there is no such file, or if it is not a regular file. A folder with the store's name is reported when
    /// the store is read.
    fileprivate func firstBytes(of path: String) throws(FileError) -> [UInt8]? {
        do {
            guard try status(at: path) != nil else { return nil }
            let file = try open(try resolvedPath(of: path), .reading)
            let bytes = Result { () throws(FileError) in try header(of: file) }
            try close(file)
            return try bytes.get()
        } catch let error where [.notFound, .notAFolder, .isAFolder, .danglingLink].contains(error.code) {
            return nil
        }
    }

    /// A read may return fewer bytes than requested, which some file systems do.
    private func header(of file: OpenFile) throws(FileError) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < StoreKind.headerLength {
            let part = try read(file, upTo: StoreKind.headerLength - bytes.count)
            if part.isEmpty { break }
            bytes += part
        }
        return bytes
    }
}
