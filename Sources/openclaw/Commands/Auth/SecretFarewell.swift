internal import Credentials
internal import GatewayHost
internal import JSON5
internal import Secrets

/// The report about replaced or removed secrets: where copies remain and how to revoke them at the provider.
struct SecretFarewell {
    /// The old secrets; empty if there was none or it is still in use.
    let old: [Secret]
    /// Whether the apply also purges them from our own backups.
    let purges: Bool
    /// The profile id shown in the command for a later purge.
    let profileID: String
    let live: LiveHost

    init(_ secrets: [Secret], purges: Bool, profileID: String, _ live: LiveHost) {
        old = secrets.reduce(into: []) { if !$1.isEmpty, !$0.contains($1) { $0.append($1) } }
        self.purges = purges
        self.profileID = profileID
        self.live = live
    }

    /// The secrets that the plan purges from backups.
    var forgets: [Secret] { purges ? old : [] }

    /// Searches for remaining copies after the write.
    func lookUp(_ snapshot: HostSnapshot, _ report: ApplyReport) -> (lines: [String], members: Members) {
        guard let first = old.first else { return ([], [:]) }
        let remaining = RemainingCopies.find(old, snapshot, live)
        var members: Members = [:]
        var lines: [String] = []
        if purges {
            members["purged"] = .array(report.purged.map { .string($0) })
            lines.append(Words.text("copies.purged", ["count": String(report.purged.count)]))
        }
        if !remaining.copies.isEmpty { lines.append(Words.text("copies.remain")) }
        lines += remaining.copies.map { "  " + snapshot.display($0.path) }
        if !purges, remaining.copies.contains(where: \.isOurs) {
            lines.append(Words.text("copies.purge", ["profile": profileID]))
        }
        lines += remaining.unreadable.map { Words.text("copies.unreadable", ["path": snapshot.display($0)]) }
        lines.append(Self.revocation(of: SecretKind(of: first)))
        members["remainingCopies"] = .array(remaining.copies.map { .string($0.path) })
        return (lines, members)
    }

    static func revocation(of kind: SecretKind) -> String {
        Words.text("copies.revoke." + CredentialKind(kind).rawValue)
    }

    /// Reports a `--purge` that has nothing to replace or remove. It does not touch copies of earlier secrets, and
    /// without this message the user would believe that they are gone.
    ///
    /// - Parameter problem: another problem to report as well.
    func remindOfPurge(_ snapshot: HostSnapshot, besides problem: Problem? = nil) throws(Problem) {
        guard purges else { return }
        let purge = try CopyPurge.find(profile: profileID, snapshot, live)
        guard !purge.isEmpty else { return }
        throw Problem(
            code: problem?.code ?? "copies-remain",
            message: problem?.message ?? Words.text("copies.notReplaced", ["profile": profileID]),
            details: [Words.text("copies.older", ["profile": profileID])]
                + purge.copies.map { "  " + snapshot.display($0) } + [Words.text("file.nothingChanged")],
            next: "openclaw models auth purge " + profileID
        )
    }
}
