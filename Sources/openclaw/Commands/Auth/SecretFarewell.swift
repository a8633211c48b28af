internal import GatewayHost
internal import JSON5
internal import Secrets

/// What is said of secrets that were replaced or removed: where copies of them remain, and how to end them at the provider.
struct SecretFarewell {
    /// None where there was none, or it is still in use.
    let old: [Secret]
    /// Our own backups forget them in the same step.
    let purges: Bool
    /// How a later purge is asked for.
    let profileID: String

    init(_ secrets: [Secret], purges: Bool, profileID: String) {
        old = secrets.reduce(into: []) { if !$1.isEmpty, !$0.contains($1) { $0.append($1) } }
        self.purges = purges
        self.profileID = profileID
    }

    /// What the plan has to forget.
    var forgets: [Secret] { purges ? old : [] }

    /// Looked up when all is written.
    func lookUp(_ snapshot: HostSnapshot, _ report: ApplyReport) -> (lines: [String], members: Members) {
        guard let first = old.first else { return ([], [:]) }
        let remaining = RemainingCopies.find(old, snapshot)
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
        lines.append(Self.revocation(isSubscription: SecretKind.isSubscription(first)))
        members["remainingCopies"] = .array(remaining.copies.map { .string($0.path) })
        return (lines, members)
    }

    static func revocation(isSubscription: Bool) -> String {
        Words.text("copies.revoke." + (isSubscription ? "token" : "api_key"))
    }

    /// For a `--purge` that has nothing to replace or remove: copies of earlier secrets are no part of it, but somebody
    /// who asked for it would believe them gone.
    ///
    /// - Parameter problem: what is wrong besides, which then is told as well.
    func remindOfPurge(_ snapshot: HostSnapshot, besides problem: Problem? = nil) throws(Problem) {
        guard purges else { return }
        let purge = try CopyPurge.find(profile: profileID, snapshot)
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
