internal import CredentialStores
internal import Credentials
package import FileTransactions
internal import JSON5
package import Secrets

/// Removes copies of replaced and removed secrets from our own backups, with a preview.
///
/// A secret counts as replaced or removed if a backup of a store contains it and no current store does. For OAuth
/// logins the profile must be gone too, because the gateway renews the others all the time. A backup with such a secret
/// is deleted as a whole; the applies it belongs to cannot be undone then.
package struct CopyPurge: Sendable {
    /// What it was planned on, with the folders of all undo records that were there.
    private let snapshot: HostSnapshot
    private let known: Set<String>
    private let live: LiveHost
    /// The undo records whose backups are deleted.
    private let records: [ApplyRecord]
    /// The secrets themselves, whose checks and dates go with the copies.
    private let secrets: [Secret]
    /// Limits the purge to one profile; nil for all.
    package let profileID: String?
    /// The profiles that the secrets belonged to, in the order they were found.
    package let profileIDs: [String]
    /// Files that contain one of the secrets but are not ours, so they stay.
    package let others: [String]
    /// Paths that could not be searched.
    package let unreadable: [String]
    /// The kinds of the secrets: they are ended in different places.
    package let kinds: Set<SecretKind>

    /// Whether there is nothing to remove.
    package var isEmpty: Bool { records.isEmpty }
    /// How many applies can no longer be undone afterwards.
    package var applyCount: Int { records.count { $0.undoes == nil && $0.state == .applied } }
    /// The backup files to delete.
    package var copies: [String] { records.flatMap(\.copyPaths) }

    /// Searches for such secrets; read-only.
    /// - Parameter profile: only the secrets that this profile had.
    package static func find(
        profile: String?,
        _ snapshot: HostSnapshot,
        _ live: LiveHost
    ) throws(Problem) -> CopyPurge {
        let folder = live.host.setupFolder(snapshot.paths)
        var search = RetiredSecrets(profile: profile, snapshot, live.host)
        do throws(FileError) {
            let known = try folder.records()
            for record in known { try search.look(into: record) }
            let secrets = search.found.map(\.secret)
            let records = try folder.records { bytes in secrets.contains { $0.isIn(bytes) } }
            let remaining = RemainingCopies.find(secrets, snapshot, live)
            return CopyPurge(
                snapshot: snapshot,
                known: Set(known.map(\.folder)),
                live: live,
                records: secrets.isEmpty ? [] : records,
                secrets: secrets,
                profileID: profile,
                profileIDs: search.found.map(\.profileID).reduce(into: []) { if !$0.contains($1) { $0.append($1) } },
                others: remaining.copies.filter { !$0.isOurs }.map(\.path),
                unreadable: search.unreadable + remaining.unreadable.filter { !search.unreadable.contains($0) },
                kinds: Set(secrets.map { SecretKind(of: $0) })
            )
        } catch {
            throw live.explanation(of: snapshot).problem(error)
        }
    }

    /// Deletes them, once. The receipt lists what could not be deleted. It fails with `changedMeanwhile` if a store or our
    /// backups changed since this was planned.
    package func attempt() -> Result<PurgeReceipt, ApplyFailure> {
        let explain = live.explanation(of: snapshot)
        do throws(FileError) {
            var receipt = try live.host.setupFolder(snapshot.paths).purge(
                Set(records.map(\.folder)),
                among: known,
                while: snapshot.agents.compactMap(\.file),
                summary: "models auth purge",
                waiting: live.host.waiting
            )
            VerifiedRecords.forget(secrets, snapshot.paths, live.host, unfinished: &receipt.unfinished)
            return .success(receipt)
        } catch {
            guard error.code == .changedMeanwhile else { return .failure(.failed(explain.problem(error))) }
            return .failure(.changedMeanwhile(paths: error.paths.map(explain.show)))
        }
    }

    /// Whether another one, planned after files changed, removes the same and leaves the same.
    func removesTheSame(as other: CopyPurge) -> Bool {
        copies == other.copies && profileIDs == other.profileIDs && others == other.others
            && unreadable == other.unreadable && applyCount == other.applyCount
    }
}

extension Explanation {
    /// Reports copies that could not be purged although everything else succeeded.
    ///
    /// - Parameters:
    ///   - done: what was done, as a sentence.
    ///   - reasons: why, as far as known.
    package func unpurged(_ paths: [String], done: String, reasons: [Problem]) -> Problem {
        Problem(
            code: "purge-unfinished",
            message: [done, texts("copies.unpurged", ["count": String(paths.count)])].joined(separator: " "),
            details: paths.map { "  " + show($0) } + reasons.map(\.message),
            next: texts("copies.unpurged.next")
        )
    }

    /// Why a file operation failed whose failure is not fatal.
    package func reason(_ error: FileError) -> Problem { problem(error) }
}

/// The secrets in backups of stores that no current store contains.
private struct RetiredSecrets {
    let profile: String?
    let host: Host
    let current: [Secret]
    let currentIDs: Set<String>
    var found: [(profileID: String, secret: Secret)] = []
    var unreadable: [String] = []

    init(profile: String?, _ snapshot: HostSnapshot, _ host: Host) {
        self.profile = profile
        self.host = host
        let stored = snapshot.agents.flatMap { $0.contents?.profiles ?? [] }
        current = stored.flatMap(\.credential.secrets)
        currentIDs = Set(stored.map(\.id))
    }

    /// Collects the secrets from the store backups of one apply.
    mutating func look(into record: ApplyRecord) throws(FileError) {
        for part in record.parts {
            guard let format = host.storeFormats.format(of: part), let path = record.copyPath(of: part) else {
                continue
            }
            do {
                take(try format.contents(ofCopy: try host.files.contents(of: path).bytes))
            } catch let error as FileError {
                guard error.code == .notFound else { throw error }
            } catch {
                // A backup that cannot be parsed as a store may still contain a secret.
                unreadable.append(path)
            }
        }
    }

    private mutating func take(_ contents: StoreContents) {
        for profile in contents.profiles where self.profile == nil || self.profile == profile.id {
            if case .oauth = profile.credential, currentIDs.contains(profile.id) { continue }
            for secret in profile.credential.secrets
            where !current.contains(secret) && !found.contains(where: { $0.secret == secret }) {
                found.append((profile.id, secret))
            }
        }
    }
}

extension Credential {
    /// All parts of the credential that can be used to authenticate.
    fileprivate var secrets: [Secret] {
        switch self {
        case .apiKey(let secret), .token(let secret, _): [secret].filter { !$0.isEmpty }
        case .reference: []
        case .oauth(let access, let refresh, _): [access, refresh].compactMap(\.self).filter { !$0.isEmpty }
        }
    }
}
