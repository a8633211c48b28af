package import Credentials
internal import Secrets

/// One profile that an agent can use, as a table shows it; no secret.
package struct ProfileRow: Sendable, Equatable {
    package let id: String
    package let provider: String
    package let kind: CredentialKind
    package let payer: Payer
    /// The last four characters; empty for short secrets.
    package let ending: String
    package let state: CredentialStanding.State
    /// Whether it stands in the agent's own store; main's shows through else.
    package let isOwn: Bool
    /// When a token ends, in Unix milliseconds, where that is stored.
    package let expires: Int64?
    package let usage: UsageStats
    /// Its place among those that are tried, from 1; nil when it is left out.
    package let position: Int?
    /// Its secret is of another kind than its type says.
    package let isMislabelled: Bool
    /// What live checks said of its secret.
    package let check: CheckState
}

/// The profiles of one provider among the rows, those that are tried first, and who fixed their order.
package struct ProfileGroup: Sendable {
    package let provider: String
    package let order: ProfileOrder.Source
    /// The ids of a fixed order as they are written, of profiles that are there.
    package let written: [String]
    /// The ids that are tried, in their order.
    package let tried: [String]

    /// The order with one profile right behind or before another, or last: what has to be fixed to move a row.
    ///
    /// Profiles that rest keep their place in a fixed order, although they are tried last meanwhile.
    package func moving(_ id: String, behind previous: String?, before next: String?) -> [String] {
        var ids = (written.isEmpty ? tried : written).filter { $0 != id }
        let behind = previous.flatMap { ids.firstIndex(of: $0) }.map { $0 + 1 }
        let place = behind ?? next.flatMap { ids.firstIndex(of: $0) } ?? ids.count
        ids.insert(id, at: place)
        return ids
    }
}
