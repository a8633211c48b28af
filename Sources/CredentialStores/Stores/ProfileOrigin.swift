/// Where a profile that an agent reads is stored; the raw value is used in documents.
package enum ProfileOrigin: String, Sendable {
    /// In the agent's own store.
    case own
    /// In the store that all agents of a newer gateway share.
    case shared
    /// In main's store, which the others read too.
    case main
}
