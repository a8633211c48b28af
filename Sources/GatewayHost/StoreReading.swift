internal import Credentials
internal import FileTransactions
internal import GatewayConfig

/// One agent's store as it was found, whatever it turned out to be.
struct StoreReading {
    var file: FileSnapshot?
    var store: JSONCredentialStore?
    var problems: [Problem] = []

    /// Reads an agent's folder; nothing is written, and a store of a newer kind is named with the way out.
    static func read(directory: String, state: String, host: Host, explain: Explanation) -> StoreReading {
        var reading = StoreReading()
        let path = StatePaths.credentialStore(in: directory)
        do {
            let kind = try StoreFindings(host: host).kind(directory: directory, state: state)
            reading.refuseNewerKind(kind, directory, explain)
            let file = try FileSnapshot.read(path, host.files)
            reading.file = file
            reading.parse(file, explain)
        } catch {
            reading.problems.append(explain.problem(error))
        }
        return reading
    }

    private mutating func parse(_ file: FileSnapshot, _ explain: Explanation) {
        guard let contents = file.contents else { return }
        do {
            store = try JSONCredentialStore(reading: contents)
        } catch {
            problems.append(explain.problem(error, path: file.path))
        }
    }

    private mutating func refuseNewerKind(_ kind: StoreKind, _ directory: String, _ explain: Explanation) {
        switch kind {
        case .sqlite: problems.append(explain.newerStore(directory, key: "store.sqlite"))
        case .jsonWithState: problems.append(explain.newerStore(directory, key: "store.withState"))
        case .json, .missing, .legacy: break
        }
    }
}

/// Looks at the files that tell which kind of store an agent has.
struct StoreFindings {
    let host: Host

    func kind(directory: String, state: String) throws(FileError) -> StoreKind {
        var findings = StoreKind.Findings()
        for name in StoreKind.agentFileNames {
            findings.agentFiles[name] = try header(directory + "/" + name)
        }
        findings.sharedDatabase = try header(state + "/" + StoreKind.sharedDatabasePath)
        findings.oauthFile = try header(state + "/" + StoreKind.oauthFilePath)
        return StoreKind.detect(findings)
    }

    /// The first bytes of a file; nil where there is none. What is wrong with a file beside the store does not concern us.
    private func header(_ path: String) throws(FileError) -> [UInt8]? {
        do {
            let file = try host.files.open(path, .reading)
            let bytes = Result { () throws(FileError) in try host.files.read(file, upTo: StoreKind.headerLength) }
            try host.files.close(file)
            return try bytes.get()
        } catch let error where [.notFound, .notAFolder, .isAFolder, .notARegularFile].contains(error.code) {
            return nil
        }
    }
}
