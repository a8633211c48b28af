internal import Credentials
package import FileTransactions
internal import JSON5
internal import Secrets

/// Taking the copies of replaced and removed secrets out of our own backups, after the fact: what it would do, and doing it.
///
/// A secret counts as replaced or removed when a copy of a store has it and no store of today does. Of OAuth logins only
/// those whose profile is gone: the gateway renews the others all the time. A backup of which a copy holds such a secret
/// goes as a whole; nothing can be taken back to it then.
package struct CopyPurge: Sendable {
    private let snapshot: HostSnapshot
    /// The applies whose backups go.
    private let records: [ApplyRecord]
    /// The profile that was asked for; nil for all.
    package let profileID: String?
    /// Which profiles the secrets belonged to, in the order in which they were found.
    package let profileIDs: [String]
    /// Files that hold one of the secrets and stay, because they are not ours.
    package let others: [String]
    /// Places that could not be looked into.
    package let unreadable: [String]
    /// Whether one of the secrets is a subscription's, and whether one is a key: they are ended in different places.
    package let kinds: (subscriptions: Bool, keys: Bool)

    /// There is nothing to remove.
    package var isEmpty: Bool { records.isEmpty }
    /// How many applies cannot be taken back afterwards.
    package var applyCount: Int { records.count { $0.undoes == nil && $0.state == .applied } }
    /// The copies of files that go.
    package var copies: [String] { records.flatMap(\.copyPaths) }

    /// Looks for them; reads only.
    /// - Parameter profile: only the secrets that this profile had.
    package static func find(profile: String?, _ snapshot: HostSnapshot) throws(Problem) -> CopyPurge {
        var search = RetiredSecrets(profile: profile, snapshot)
        do throws(FileError) {
            for record in try snapshot.setupFolder.records() { try search.look(into: record) }
            let secrets = search.found.map(\.secret)
            let records = try snapshot.setupFolder.records { bytes in secrets.contains { $0.isIn(bytes) } }
            let remaining = RemainingCopies.find(secrets, snapshot)
            return CopyPurge(
                snapshot: snapshot,
                records: secrets.isEmpty ? [] : records,
                profileID: profile,
                profileIDs: search.found.map(\.profileID).reduce(into: []) { if !$0.contains($1) { $0.append($1) } },
                others: remaining.copies.filter { !$0.isOurs }.map(\.path),
                unreadable: search.unreadable + remaining.unreadable.filter { !search.unreadable.contains($0) },
                kinds: (
                    secrets.contains { SecretKind.isSubscription($0) },
                    secrets.contains { !SecretKind.isSubscription($0) }
                )
            )
        } catch {
            throw snapshot.explain.problem(error)
        }
    }

    /// Removes them. What could not be removed stands in the receipt.
    package func run() throws(Problem) -> PurgeReceipt {
        do throws(FileError) {
            return try snapshot.setupFolder.purge(
                Set(records.map(\.folder)),
                summary: "models auth purge",
                waiting: snapshot.host.waiting
            )
        } catch {
            throw snapshot.explain.problem(error)
        }
    }
}

extension HostSnapshot {
    /// Copies that were to be forgotten and could not be, though all else was done.
    ///
    /// - Parameters:
    ///   - done: what was done, in a sentence.
    ///   - reasons: why, as far as it is known.
    package func unpurged(_ paths: [String], done: String, reasons: [Problem]) -> Problem {
        Problem(
            code: "purge-unfinished",
            message: [done, texts("copies.unpurged", ["count": String(paths.count)])].joined(separator: " "),
            details: paths.map { "  " + display($0) } + reasons.map(\.message),
            next: texts("copies.unpurged.next")
        )
    }

    /// Why a file operation failed that fails nothing else.
    package func reason(_ error: FileError) -> Problem { explain.problem(error) }
}

/// The secrets in copies of stores that no store of today has.
private struct RetiredSecrets {
    let profile: String?
    let snapshot: HostSnapshot
    let current: [Secret]
    let currentIDs: Set<String>
    var found: [(profileID: String, secret: Secret)] = []
    var unreadable: [String] = []

    init(profile: String?, _ snapshot: HostSnapshot) {
        self.profile = profile
        self.snapshot = snapshot
        let stored = snapshot.agents.flatMap { $0.store?.contents.profiles ?? [] }
        current = stored.flatMap(\.credential.secrets)
        currentIDs = Set(stored.map(\.id))
    }

    /// Looks into the copies of stores that an apply made.
    mutating func look(into record: ApplyRecord) throws(FileError) {
        for file in record.files where file.lock == .gateway {
            guard let path = record.backupPath(of: file) else { continue }
            do {
                take(try JSONCredentialStore(reading: try snapshot.host.files.contents(of: path).bytes))
            } catch let error as FileError {
                guard error.code == .notFound else { throw error }
            } catch {
                // What is no store any more may hold a secret all the same.
                unreadable.append(path)
            }
        }
    }

    private mutating func take(_ store: JSONCredentialStore) {
        for profile in store.contents.profiles where self.profile == nil || self.profile == profile.id {
            if case .oauth = profile.credential, currentIDs.contains(profile.id) { continue }
            for secret in profile.credential.secrets
            where !current.contains(secret) && !found.contains(where: { $0.secret == secret }) {
                found.append((profile.id, secret))
            }
        }
    }
}

extension Credential {
    /// Everything in it that somebody could use.
    fileprivate var secrets: [Secret] {
        switch self {
        case .apiKey(let secret), .token(let secret, _): [secret].filter { !$0.isEmpty }
        case .oauth(let access, let refresh, _): [access, refresh].compactMap(\.self).filter { !$0.isEmpty }
        }
    }
}
