internal import Credentials
internal import GatewayHost
internal import JSON5
internal import Secrets

/// The report about replaced or removed secrets: where copies remain and how to revoke them at the provider.
struct SecretFarewell {
    /// The profile that is replaced or removed, and the agents from whose stores.
    let profileID: String
    let agents: [String]
    /// The secret that takes the place of the old one; nil if none does.
    var replacement: Secret?
    /// Whether the apply also purges the old secrets from our own backups.
    let purges: Bool
    let live: LiveHost

    /// The secrets that go away, each once; another one than at first if the profile was changed meanwhile.
    func old(on snapshot: HostSnapshot) -> [Secret] {
        agents.compactMap { snapshot.profile(profileID, agent: $0)?.credential.secret }
            .reduce(into: []) { if !$1.isEmpty, $1 != replacement, !$0.contains($1) { $0.append($1) } }
    }

    /// The secrets that the plan purges from backups.
    func forgets(on snapshot: HostSnapshot) -> [Secret] { purges ? old(on: snapshot) : [] }

    /// Searches for remaining copies after the write; the snapshot is the one before it.
    func lookUp(_ snapshot: HostSnapshot, _ report: ApplyReport) -> (lines: [String], members: Members) {
        let old = old(on: snapshot)
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
            next: Words.texts.command("models auth purge " + profileID)
        )
    }
}
