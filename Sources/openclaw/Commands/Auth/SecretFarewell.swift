internal import GatewayHost
internal import JSON5
internal import Secrets

/// What is said of a secret that was replaced or removed: where copies of it remain, and how to end it at the provider.
struct SecretFarewell {
    /// Nil when there was none, or it is still in use.
    let old: Secret?
    /// Removes our own backups that hold it.
    let purges: Bool

    func lookUp(_ snapshot: HostSnapshot) throws(Problem) -> (lines: [String], members: Members) {
        guard let old, !old.isEmpty else { return ([], [:]) }
        var copies = RemainingCopies.find(old, snapshot)
        var members: Members = [:]
        var lines: [String] = []
        let ours = copies.copies.filter(\.isOurs)
        if purges {
            try copies.purge()
            copies = RemainingCopies.find(old, snapshot)
            members["purged"] = .array(ours.map { .string($0.path) })
            lines.append(Words.text("copies.purged", ["count": String(ours.count)]))
        }
        if !copies.copies.isEmpty { lines.append(Words.text("copies.remain")) }
        lines += copies.copies.map { "  " + snapshot.display($0.path) }
        if !purges, !ours.isEmpty { lines.append(Words.text("copies.purge")) }
        lines += copies.unreadable.map { Words.text("copies.unreadable", ["path": snapshot.display($0)]) }
        let kind = SecretKind.isSubscription(old) ? "token" : "api_key"
        lines.append(Words.text("copies.revoke." + kind))
        members["remainingCopies"] = .array(copies.copies.map { .string($0.path) })
        return (lines, members)
    }
}
