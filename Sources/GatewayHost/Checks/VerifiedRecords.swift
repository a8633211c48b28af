package import Anthropic
internal import FileTransactions
internal import GatewayConfig
package import Secrets

/// What is known of this host's credentials by their digests: the results of checks, and when setup-tokens were made here.
/// It stands in `S/setup/verified.json`, mode 0600, with the key of its digests in a second file.
///
/// The file is only a cache: if it cannot be read, every credential counts as "not checked", and no token has a date; that
/// is never an error. What is known of one secret never applies to another.
package struct VerifiedRecords: Sendable {
    private(set) var records: [VerifiedRecord] {
        didSet { byDigest = Dictionary(grouping: records, by: \.digest) }
    }
    private var byDigest: [Digest: [VerifiedRecord]]
    private(set) var tokens: [TokenDate]
    /// Nil until something was recorded on this host.
    private var digests: CredentialDigest?

    /// Maximum number of records, and of dates; the oldest are dropped.
    private static let limit = 200

    init(records: [VerifiedRecord], tokens: [TokenDate], digests: CredentialDigest?) {
        self.records = records
        byDigest = Dictionary(grouping: records, by: \.digest)
        self.tokens = tokens
        self.digests = digests
    }

    /// Whether nothing is known of any credential.
    package var isEmpty: Bool { records.isEmpty && tokens.isEmpty }

    /// The ids of all profiles with a record, for their current secret or an earlier one.
    var profileIDs: Set<String> { Set(records.map(\.profileID)) }

    // MARK: - What is known of a credential

    /// What is known of one credential.
    struct Knowledge {
        var state = CheckState.notChecked
        /// When the provider's limit ends, if the last check of all met one.
        var returns: Int64?
        var age: TokenAge?
    }

    /// What is known of a credential under this id; nothing of it is computed twice.
    func knowledge(of profileID: String, _ credential: Secret?) -> Knowledge {
        guard !isEmpty, let credential, let digest = digests?.digest(of: credential) else { return Knowledge() }
        let known = own(profileID, digest)
        return Knowledge(
            state: Self.state(known),
            returns: known.max { $0.at < $1.at }?.returns,
            age: age(digest)
        )
    }

    /// The check state of a credential under this id; without a model the newest conclusive record wins.
    package func state(of profileID: String, _ credential: Secret?, model: String? = nil) -> CheckState {
        guard !records.isEmpty, let credential, let digest = digests?.digest(of: credential) else { return .notChecked }
        return Self.state(own(profileID, digest) { model == nil || $0.model == model })
    }

    /// How old a setup-token is; nil unless it was made here.
    package func age(of token: Secret?) -> TokenAge? {
        guard !tokens.isEmpty, let token, let digest = digests?.digest(of: token) else { return nil }
        return age(digest)
    }

    private func age(_ digest: Digest) -> TokenAge? {
        tokens.last { $0.digest == digest }.map { TokenAge(madeAt: $0.madeAt) }
    }

    /// The records of a credential under this id.
    ///
    /// What was found out about the same secret under another id counts where this id has no record of its own: a
    /// renamed or copied profile is as verified as it was.
    private func own(
        _ profileID: String,
        _ digest: Digest,
        where isAsked: (VerifiedRecord) -> Bool = { _ in true }
    ) -> [VerifiedRecord] {
        let known = (byDigest[digest] ?? []).filter(isAsked)
        let own = known.filter { $0.profileID == profileID }
        return own.isEmpty ? known : own
    }

    private static func state(_ known: [VerifiedRecord]) -> CheckState {
        let newest = known.filter(\.isConclusive).max { $0.at < $1.at } ?? known.max { $0.at < $1.at }
        return newest.map(CheckState.init) ?? .notChecked
    }

    // MARK: - Recording

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
        try change(on: snapshot, live) { known, digests in
            var records = known.records
            for check in checks {
                let digest = digests.digest(of: check.credential)
                let at = live.host.clock.now()
                Self.add(
                    VerifiedRecord(check.verification, profileID: check.profileID, digest: digest, at: at),
                    to: &records
                )
            }
            known.records = records
        }
    }

    /// Stores when a setup-token was made here, in Unix milliseconds.
    package mutating func note(
        madeAt: Int64,
        _ token: Secret,
        on snapshot: HostSnapshot,
        _ live: LiveHost
    ) throws(Problem) {
        try change(on: snapshot, live) { known, digests in
            let digest = digests.digest(of: token)
            known.tokens = known.tokens.filter { $0.digest != digest }.suffix(Self.limit - 1)
            known.tokens.append(TokenDate(digest: digest, madeAt: madeAt))
        }
    }

    private static func add(_ record: VerifiedRecord, to records: inout [VerifiedRecord]) {
        records.removeAll { old in
            old.profileID == record.profileID && old.model == record.model && old.host == record.host
                && (old.digest != record.digest || record.isConclusive || !old.isConclusive)
        }
        records = (records + [record]).suffix(limit)
    }

    /// Changes what the file has now, because another process of this program may have written meanwhile.
    private mutating func change(
        on snapshot: HostSnapshot,
        _ live: LiveHost,
        _ change: (inout VerifiedRecords, CredentialDigest) -> Void
    ) throws(Problem) {
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
        }
        self = Self.read(snapshot.paths, host)
        self.digests = digests
        change(&self, digests)
        do throws(FileError) {
            try write(snapshot.paths, host)
        } catch {
            throw explain.problem(error)
        }
    }

    // MARK: - Forgetting

    /// Drops all that is known of secrets that are purged; writes only if something is.
    /// - Parameter unfinished: gets the error of a file that could not be written.
    static func forget(_ secrets: [Secret], _ paths: StatePaths, _ host: Host, unfinished: inout [FileError]) {
        guard !secrets.isEmpty else { return }
        var known = read(paths, host)
        guard !known.isEmpty, let digests = known.digests else { return }
        let gone = Set(secrets.map(digests.digest))
        let (records, tokens) = (known.records.count, known.tokens.count)
        known.records.removeAll { gone.contains($0.digest) }
        known.tokens.removeAll { gone.contains($0.digest) }
        guard (known.records.count, known.tokens.count) != (records, tokens) else { return }
        do throws(FileError) {
            try known.write(paths, host)
        } catch {
            unfinished.append(error)
        }
    }
}
