package import Credentials
package import Secrets

/// One profile of an agent for a table; without secrets.
package struct ProfileRow: Sendable, Equatable {
    package let id: String
    package let provider: String
    package let kind: CredentialKind
    /// Whether it is a token that ends within a day.
    package let isShortLived: Bool
    package let payer: Payer
    /// The last four characters; empty for short secrets.
    package let ending: String
    package let state: CredentialStanding.State
    /// Whether it is in the agent's own store; if not, it is inherited from main.
    package let isOwn: Bool
    /// The stored expiry of a token in Unix milliseconds.
    package let expires: Int64?
    /// What a running gateway still holds of its marks.
    package let usage: UsageStats
    /// The models that it is not tried for, if it is tried for all others.
    package let stop: ModelStop?
    /// Its position in the order, from 1; nil if the gateway does not try it.
    package let position: Int?
    /// The reference that stands in the store, also one beside a secret, and also a malformed one.
    package let reference: StoredReference?
    /// Whether the text of its secret contradicts the stored type.
    package let isMislabelled: Bool
    /// The result of live checks of its secret.
    package let check: CheckState
    /// When the provider's limit ends, in Unix milliseconds, if the last check met one and was told.
    package let returns: Int64?
    /// How old its setup-token is; nil unless it was made here.
    package let age: TokenAge?
}

/// The profiles of one provider: those that are tried, and who set their order.
package struct ProfileGroup: Sendable {
    package let provider: String
    package let order: ProfileOrder.Source
    /// The ids of the explicit order as written, restricted to existing profiles.
    package let written: [String]
    /// The ids that are tried, in order.
    package let tried: [String]

    /// The explicit order that moves one profile directly behind or before another, or to the end.
    ///
    /// Profiles in a cooldown keep their position in an explicit order, although they are tried last meanwhile.
    package func moving(_ id: String, behind previous: String?, before next: String?) -> [String] {
        var ids = (written.isEmpty ? tried : written).filter { $0 != id }
        let behind = previous.flatMap { ids.firstIndex(of: $0) }.map { $0 + 1 }
        let place = behind ?? next.flatMap { ids.firstIndex(of: $0) } ?? ids.count
        ids.insert(id, at: place)
        return ids
    }
}
