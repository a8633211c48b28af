internal import FileTransactions
internal import GatewayConfig
internal import JSON5
internal import Secrets

// The two files. An older version of this program reads the results of checks in them and passes over the dates.
extension VerifiedRecords {
    /// Reads what is known on a host; writes nothing.
    package static func read(on snapshot: HostSnapshot, _ live: LiveHost) -> VerifiedRecords {
        read(snapshot.paths, live.host)
    }

    static func read(_ paths: StatePaths, _ host: Host) -> VerifiedRecords {
        let files = host.files
        let key = (try? files.contents(of: keyPath(paths, host), limit: 4096))?.bytes
        let bytes = (try? files.contents(of: path(paths, host), limit: 1 << 20))?.bytes
        let value = bytes.flatMap { try? Document(parsing: $0, dialect: .json).root }
        let isOurs = value?["version"]?.intValue == 1
        func items(_ name: String) -> [Value] { isOurs ? value?[name]?.arrayValue ?? [] : [] }
        return VerifiedRecords(
            records: items("checks").compactMap(VerifiedRecord.init),
            tokens: items("tokens").compactMap(TokenDate.init),
            digests: key.flatMap { $0.count >= 32 ? CredentialDigest(key: Secret(utf8: $0)) : nil }
        )
    }

    func write(_ paths: StatePaths, _ host: Host) throws(FileError) {
        var members: Members = ["version": 1, "checks": .array(records.map(\.value))]
        if !tokens.isEmpty { members["tokens"] = .array(tokens.map(\.value)) }
        try host.writeOwn(Self.path(paths, host), .object(members), paths)
    }

    private static func path(_ paths: StatePaths, _ host: Host) -> String {
        host.setupFolder(paths).path + "/verified.json"
    }

    private static func keyPath(_ paths: StatePaths, _ host: Host) -> String {
        host.setupFolder(paths).path + "/verified.key"
    }

    /// Creates the key file. If two processes race, both use the key of the first.
    static func makeDigests(on snapshot: HostSnapshot, _ live: LiveHost) throws(Problem) -> CredentialDigest {
        let (host, explain) = (live.host, live.explanation(of: snapshot))
        let fresh: Secret
        do throws(RandomnessError) {
            fresh = try host.randomToken()
        } catch {
            throw explain.problem(error)
        }
        let (files, path) = (host.files, keyPath(snapshot.paths, host))
        do throws(FileError) {
            do {
                try files.create(path, fresh.withUTF8 { Array($0) })
                return CredentialDigest(key: fresh)
            } catch let error where error.code == .alreadyExists {
                return CredentialDigest(key: Secret(utf8: try files.contents(of: path, limit: 4096).bytes))
            }
        } catch {
            throw explain.problem(error)
        }
    }
}
