internal import Credentials
internal import FileTransactions

/// One agent's store as it was found, and what is wrong with it in words.
struct StoreReading {
    var file: FileSnapshot?
    var store: JSONCredentialStore?
    /// Files of an older version with credentials that nothing here reads until they are imported.
    var legacyFiles: [String] = []
    var problems: [Problem] = []

    /// Reads an agent's folder; a store of a newer kind is named with the way out.
    static func read(directory: String, state: String, host: Host, explain: Explanation) -> StoreReading {
        var reading = StoreReading()
        do throws(FileError) {
            let found = try settled(directory, state, host)
            reading.file = found.snapshot
            switch found.store {
            case .success(let store)?: reading.store = store
            case .failure(let error)?: reading.problems.append(explain.problem(error, path: found.snapshot.path))
            case nil: break
            }
            switch found.kind {
            case .sqlite: reading.problems.insert(explain.newerStore(directory, key: "store.sqlite"), at: 0)
            case .jsonWithState: reading.problems.insert(explain.newerStore(directory, key: "store.withState"), at: 0)
            case .legacy(let kinds): reading.legacyFiles = legacyFiles(kinds, directory, state, host)
            case .json, .missing: break
            }
        } catch {
            reading.problems.append(explain.problem(error))
        }
        return reading
    }

    /// Those that hold a credential, or that cannot be read: an import says why.
    private static func legacyFiles(
        _ kinds: [StoreKind.LegacyFile],
        _ directory: String,
        _ state: String,
        _ host: Host
    ) -> [String] {
        kinds.compactMap { kind in
            let path = kind == .auth ? directory + "/auth.json" : state + "/" + StoreKind.oauthFilePath
            guard let bytes = try? FileSnapshot.read(path, host.files).contents else { return path }
            let found = Result { () throws(StoreError) in
                kind == .auth ? try LegacyProfiles.inAuthFile(bytes) : try LegacyProfiles.inOAuthFile(bytes)
            }
            return (try? found.get())?.isEmpty == true ? nil : path
        }
    }

    /// The gateway writes its store in place, and not always under its lock: what does not parse is looked at again, and
    /// is broken only if it stays as it is.
    private static func settled(_ directory: String, _ state: String, _ host: Host) throws(FileError) -> StoreFile {
        var found = try StoreFile.read(agentDir: directory, stateDir: state, host.files)
        for _ in 0..<3 {
            guard case .failure? = found.store else { break }
            host.clock.sleep(20)
            let again = try StoreFile.read(agentDir: directory, stateDir: state, host.files)
            guard !again.snapshot.isSame(as: found.snapshot) else { break }
            found = again
        }
        return found
    }
}
