/// The credentials of one agent, by kind of store.
///
/// Implementation requirements: changes are made in memory and become the bytes to write; everything that a change does
/// not name stays as it was; a change that throws leaves the store as it was.
package protocol CredentialStore: Sendable {
    /// What is stored, as the gateway reads it.
    var contents: StoreContents { get }
    /// The whole file.
    var bytes: [UInt8] { get }

    /// Adds a profile, or replaces the credential of the one with this id.
    mutating func upsert(_ profile: Profile) throws(StoreError)
    /// Removes a profile and every mention of it in this store.
    mutating func remove(_ id: String) throws(StoreError)
    /// Fixes the order of a provider's profiles in this store; nil gives it back to rotation.
    mutating func setOrder(_ ids: [String]?, for provider: String) throws(StoreError)
    /// Wipes every failure mark of one profile, so that the gateway tries it again.
    mutating func clearFailures(of id: String) throws(StoreError)
}
