package import FileTransactions

/// The store of one agent as it was found on the disk. Reading it changes nothing.
package struct StoreFile: Sendable {
    /// The name of the file that we read and write.
    package static let name = "auth-profiles.json"

    package let kind: StoreKind
    /// `auth-profiles.json`, also where it is missing or a newer store has taken its place.
    package let snapshot: FileSnapshot
    /// The store; nil when there is no such file. An error keeps it from being written, not from being looked at.
    package let store: Outcome?

    /// A store, or why there is none.
    ///
    /// Not a `Result`, for which Swift's runtime searches every conformance in the program at each start.
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

    /// Looks at an agent's folder and at the two places of the state folder that can belong to it.
    /// - Parameters:
    ///   - oauthFile: absolute path of `credentials/oauth.json`, which `OPENCLAW_OAUTH_DIR` can move.
    ///   - progress: told now and then how many profiles the store has.
    package static func read(
        agentDir: String,
        stateDir: String,
        oauthFile: String? = nil,
        _ files: some FileSystem,
        progress: (Int) -> Void = { _ in }
    ) throws(FileError) -> StoreFile {
        var findings = StoreKind.Findings()
        for name in StoreKind.agentFileNames {
            findings.agentFiles[name] = try files.firstBytes(of: "\(agentDir)/\(name)")
        }
        findings.sharedDatabase = try files.firstBytes(of: "\(stateDir)/\(StoreKind.sharedDatabasePath)")
        findings.oauthFile = try files.firstBytes(of: oauthFile ?? "\(stateDir)/\(StoreKind.oauthFilePath)")
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
    /// Enough of a file to know its kind: a database can be large, and is not read whole.
    ///
    /// Nil when there is no such file, or something else of that name: a folder beside the store does not concern us, and
    /// one in its place is found when the store is read.
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

    /// A read may give less than it was asked for, and does so on some file systems.
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
