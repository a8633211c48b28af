// Target Credentials: auth profiles of the gateway. It reads and edits an agent's credential store, and computes which
// credential the gateway would use and why not the others.
//
// Data flow: `StoreFile` reads an agent's folder and detects the `StoreKind`. `JSONCredentialStore` parses
// `auth-profiles.json` and edits it in place; `StoreContents` is its meaning by the gateway's rules: `Profile`s,
// orders, `UsageStats`. From these and the config (`AuthListing`) come `ProfileOrder` (the order in which profiles are
// tried), `ProfileRanking` (also those left out), `CredentialStanding` (winner, candidates, reasons) and
// `ProfileHealth` (expiry). What differs between releases of the gateway comes in as `GatewayRules`.
//
// Must not know: the config's format, which files a transaction writes, screens, texts for people (except texts quoted
// from the gateway).
//
// Invariants: the document text is the source of truth and bytes outside an edit stay unchanged; a store that is broken
// or not UTF-8 is never overwritten; secrets are held as `Secret` and decoded lazily; the gateway's source file is named
// where a rule comes from it.

/// The credential store of one agent, independent of its file format.
///
/// Implementation requirements: changes are made in memory and then available as bytes to write; everything that a
/// change does not name stays as it was; a change that throws leaves the store unchanged.
package protocol CredentialStore: Sendable {
    /// The content as the gateway reads it.
    var contents: StoreContents { get }
    /// The bytes of the whole file.
    var bytes: [UInt8] { get }

    /// Adds a profile, or replaces the credential of the profile with this id.
    mutating func upsert(_ profile: Profile) throws(StoreError)
    /// Removes a profile and every reference to it in this store.
    mutating func remove(_ id: String) throws(StoreError)
    /// Sets an explicit order of a provider's profiles in this store; nil removes it, so that the gateway rotates them.
    mutating func setOrder(_ ids: [String]?, for provider: String) throws(StoreError)
    /// Removes all failure marks of one profile, so that the gateway tries it again.
    mutating func clearFailures(of id: String) throws(StoreError)
}
