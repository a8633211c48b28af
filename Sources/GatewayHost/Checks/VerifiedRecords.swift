package import Anthropic
internal import FileTransactions
internal import GatewayConfig
internal import JSON5
package import Secrets

/// Which credentials of this host have answered: `S/setup/verified.json`, 0600, with the key of its digests beside it.
///
/// It only helps: a file that cannot be read means "not checked", never an error, and never an old answer for a new secret.
package struct VerifiedRecords: Sendable {
    private var records: [VerifiedRecord] {
        didSet { byProfile = Dictionary(grouping: records, by: \.profileID) }
    }
    private var byProfile: [String: [VerifiedRecord]]
    /// Nil as long as nothing was ever checked here.
    private var digests: CredentialDigest?

    /// More are not kept; the oldest go.
    private static let limit = 200

    /// The records of a host; reading writes nothing.
    package static func read(on snapshot: HostSnapshot) -> VerifiedRecords {
        let files = snapshot.host.files
        let key = (try? files.contents(of: keyPath(snapshot), limit: 4096))?.bytes
        let bytes = (try? files.contents(of: path(snapshot), limit: 1 << 20))?.bytes
        let value = bytes.flatMap { try? Document(parsing: $0, dialect: .json).root }
        let isOurs = value?["version"]?.intValue == 1
        return VerifiedRecords(
            records: isOurs ? (value?["checks"]?.arrayValue ?? []).compactMap(VerifiedRecord.init) : [],
            digests: key.flatMap { $0.count >= 32 ? CredentialDigest(key: Secret(utf8: $0)) : nil }
        )
    }

    private init(records: [VerifiedRecord], digests: CredentialDigest?) {
        self.records = records
        byProfile = Dictionary(grouping: records, by: \.profileID)
        self.digests = digests
    }

    /// Nothing was ever checked here.
    package var isEmpty: Bool { records.isEmpty }

    /// The profiles of which something is known, of this secret or of another.
    var profileIDs: Set<String> { Set(records.map(\.profileID)) }

    /// What is known about a credential under a name; with any model, the newest that tells something first.
    package func state(of profileID: String, _ credential: Secret?, model: String? = nil) -> CheckState {
        let known = (byProfile[profileID] ?? []).filter { model == nil || $0.model == model }
        guard !known.isEmpty, let credential, let digest = digests?.digest(of: credential) else { return .notChecked }
        let mine = known.filter { $0.digest == digest }
        let newest = mine.filter(\.isConclusive).max { $0.at < $1.at } ?? mine.max { $0.at < $1.at }
        return newest.map(CheckState.init) ?? .notChecked
    }

    /// A credential with what its check came to.
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

    /// Keeps the outcome of a check. One that tells nothing does not replace one that does.
    package mutating func note(
        _ verification: Verification,
        profileID: String,
        _ credential: Secret,
        on snapshot: HostSnapshot
    ) throws(Problem) {
        try note([Checked(verification, profileID: profileID, credential)], on: snapshot)
    }

    /// Keeps the outcomes of many checks in one write.
    package mutating func note(_ checks: [Checked], on snapshot: HostSnapshot) throws(Problem) {
        guard !checks.isEmpty else { return }
        do throws(FileError) {
            try snapshot.makeOwnFolders()
        } catch {
            throw snapshot.explain.problem(error)
        }
        let digests: CredentialDigest
        if let known = self.digests {
            digests = known
        } else {
            digests = try Self.makeDigests(on: snapshot)
            self.digests = digests
        }
        // Read again: another program of ours may have noted something meanwhile.
        records = Self.read(on: snapshot).records
        var records = records
        for check in checks {
            let digest = digests.digest(of: check.credential)
            let at = snapshot.host.clock.now()
            Self.add(
                VerifiedRecord(check.verification, profileID: check.profileID, digest: digest, at: at),
                to: &records
            )
        }
        self.records = records
        do throws(FileError) {
            try write(on: snapshot)
        } catch {
            throw snapshot.explain.problem(error)
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

    private static func path(_ snapshot: HostSnapshot) -> String { snapshot.setupFolder.path + "/verified.json" }

    private static func keyPath(_ snapshot: HostSnapshot) -> String { snapshot.setupFolder.path + "/verified.key" }

    /// The first one to make a key wins; its key is everybody's.
    private static func makeDigests(on snapshot: HostSnapshot) throws(Problem) -> CredentialDigest {
        let fresh: Secret
        do throws(RandomnessError) {
            fresh = try snapshot.host.randomToken()
        } catch {
            throw snapshot.explain.problem(error)
        }
        let (files, path) = (snapshot.host.files, keyPath(snapshot))
        do throws(FileError) {
            do {
                try files.create(path, fresh.withUTF8 { Array($0) })
                return CredentialDigest(key: fresh)
            } catch let error where error.code == .alreadyExists {
                return CredentialDigest(key: Secret(utf8: try files.contents(of: path, limit: 4096).bytes))
            }
        } catch {
            throw snapshot.explain.problem(error)
        }
    }

    private func write(on snapshot: HostSnapshot) throws(FileError) {
        try snapshot.writeOwn(Self.path(snapshot), ["version": 1, "checks": .array(records.map(\.value))])
    }
}
