package import Anthropic
internal import FileTransactions
internal import GatewayConfig
internal import JSON5
package import Secrets

/// The check results of this host: `S/setup/verified.json`, mode 0600, with the key of its digests in a second file.
///
/// The file is only a cache: if it cannot be read, every credential counts as "not checked"; that is never an error. A
/// result never applies to a new secret.
package struct VerifiedRecords: Sendable {
    private var records: [VerifiedRecord] {
        didSet { byDigest = Dictionary(grouping: records, by: \.digest) }
    }
    private var byDigest: [Digest: [VerifiedRecord]]
    /// Nil until the first check on this host.
    private var digests: CredentialDigest?

    /// Maximum number of records; the oldest are dropped.
    private static let limit = 200

    /// Reads the records of a host; writes nothing.
    package static func read(on snapshot: HostSnapshot, _ live: LiveHost) -> VerifiedRecords {
        let (host, files) = (live.host, live.host.files)
        let key = (try? files.contents(of: keyPath(snapshot, host), limit: 4096))?.bytes
        let bytes = (try? files.contents(of: path(snapshot, host), limit: 1 << 20))?.bytes
        let value = bytes.flatMap { try? Document(parsing: $0, dialect: .json).root }
        let isOurs = value?["version"]?.intValue == 1
        return VerifiedRecords(
            records: isOurs ? (value?["checks"]?.arrayValue ?? []).compactMap(VerifiedRecord.init) : [],
            digests: key.flatMap { $0.count >= 32 ? CredentialDigest(key: Secret(utf8: $0)) : nil }
        )
    }

    private init(records: [VerifiedRecord], digests: CredentialDigest?) {
        self.records = records
        byDigest = Dictionary(grouping: records, by: \.digest)
        self.digests = digests
    }

    /// Whether no check has run on this host.
    package var isEmpty: Bool { records.isEmpty }

    /// The ids of all profiles with a record, for their current secret or an earlier one.
    var profileIDs: Set<String> { Set(records.map(\.profileID)) }

    /// The check state of a credential under this id; without a model the newest conclusive record wins.
    ///
    /// What was found out about the same secret under another id counts where this id has no record of its own: a
    /// renamed or copied profile is as verified as it was.
    package func state(of profileID: String, _ credential: Secret?, model: String? = nil) -> CheckState {
        guard !records.isEmpty, let credential, let digest = digests?.digest(of: credential) else { return .notChecked }
        let known = (byDigest[digest] ?? []).filter { model == nil || $0.model == model }
        let own = known.filter { $0.profileID == profileID }
        let mine = own.isEmpty ? known : own
        let newest = mine.filter(\.isConclusive).max { $0.at < $1.at } ?? mine.max { $0.at < $1.at }
        return newest.map(CheckState.init) ?? .notChecked
    }

    /// A credential and the result of its check.
    package struct Checked: Sendable {
        let verification: Verification
        let profileID: String
        let credential: Secret

        package init(_ verification: Verification, profileID: String, _ credential: Secret) {
            self.verification = verification
            self.profileID = profileID
            self.credential = credential
        }
    }

    /// Stores a result. An inconclusive result does not replace a conclusive one.
    package mutating func note(
        _ verification: Verification,
        profileID: String,
        _ credential: Secret,
        on snapshot: HostSnapshot,
        _ live: LiveHost
    ) throws(Problem) {
        try note([Checked(verification, profileID: profileID, credential)], on: snapshot, live)
    }

    /// Stores several results in one write.
    package mutating func note(_ checks: [Checked], on snapshot: HostSnapshot, _ live: LiveHost) throws(Problem) {
        guard !checks.isEmpty else { return }
        let (host, explain) = (live.host, live.explanation(of: snapshot))
        do throws(FileError) {
            try host.makeOwnFolders(snapshot.paths)
        } catch {
            throw explain.problem(error)
        }
        let digests: CredentialDigest
        if let known = self.digests {
            digests = known
        } else {
            digests = try Self.makeDigests(on: snapshot, live)
            self.digests = digests
        }
        // Read again, because another process of this program may have written meanwhile.
        records = Self.read(on: snapshot, live).records
        var records = records
        for check in checks {
            let digest = digests.digest(of: check.credential)
            let at = host.clock.now()
            Self.add(
                VerifiedRecord(check.verification, profileID: check.profileID, digest: digest, at: at),
                to: &records
            )
        }
        self.records = records
        do throws(FileError) {
            try write(on: snapshot, host)
        } catch {
            throw explain.problem(error)
        }
    }

    private static func add(_ record: VerifiedRecord, to records: inout [VerifiedRecord]) {
        records.removeAll { old in
            old.profileID == record.profileID && old.model == record.model && old.host == record.host
                && (old.digest != record.digest || record.isConclusive || !old.isConclusive)
        }
        records = (records + [record]).suffix(limit)
    }

    // MARK: - Files

    private static func path(_ snapshot: HostSnapshot, _ host: Host) -> String {
        host.setupFolder(snapshot.paths).path + "/verified.json"
    }

    private static func keyPath(_ snapshot: HostSnapshot, _ host: Host) -> String {
        host.setupFolder(snapshot.paths).path + "/verified.key"
    }

    /// Creates the key file. If two processes race, both use the key of the first.
    private static func makeDigests(on snapshot: HostSnapshot, _ live: LiveHost) throws(Problem) -> CredentialDigest {
        let (host, explain) = (live.host, live.explanation(of: snapshot))
        let fresh: Secret
        do throws(RandomnessError) {
            fresh = try host.randomToken()
        } catch {
            throw explain.problem(error)
        }
        let (files, path) = (host.files, keyPath(snapshot, host))
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

    private func write(on snapshot: HostSnapshot, _ host: Host) throws(FileError) {
        let value: Value = ["version": 1, "checks": .array(records.map(\.value))]
        try host.writeOwn(Self.path(snapshot, host), value, snapshot.paths)
    }
}
