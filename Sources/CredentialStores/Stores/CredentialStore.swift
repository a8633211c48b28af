// Target CredentialStores: the formats in which gateways keep the credentials of an agent. It finds, reads and changes
// them; nothing above knows the name of a file or a byte of it.
//
// Data flow: a `StoreSession`, one for each read of a host, looks into an agent's folder once and asks each `StoreFormat`
// whether it is there; the first one opens it. The result is a `FoundStore` with a `CredentialStore`: its `StoreContents`
// (what the gateway's rules see in it), and `change`, which turns `StoreEdit`s into a `StoreChange` without writing
// anything. The change has redacted lines for a preview, and the participant of a transaction that carries it out. After
// an apply the format recognises what the record says of it, for an undo.
//
// Each format is a folder: `AuthProfiles` (`auth-profiles.json`), `AuthState` (with `auth-state.json` beside it),
// `SQLite`, which is only read; `Legacy` reads the files of versions before all of these. A new format is a folder and a
// line in `StoreFormats.all`.
//
// Must not know: the config, which profile the gateway uses (`Credentials`), texts for people.
//
// Invariants: reading and changing write nothing; what an edit does not name stays as it is; a store that is broken or
// not UTF-8 is never overwritten; secrets are held as `Secret` and decoded lazily; a diff contains no secret.

package import Credentials

/// The credential store of one agent, in whatever format.
///
/// Implementation requirements: a value; `change` computes, it writes nothing, and everything that an edit does not name
/// stays as it was. A change of a store that was changed before contains both.
package protocol CredentialStore: Sendable {
    /// What the gateway reads in it.
    var contents: StoreContents { get }
    /// Everything that the agent reads, where the store knows that; nil where main's store is read through this one.
    var effective: StoreContents? { get }
    /// Where a profile of `effective` is stored; nil where the store does not know.
    func origin(of id: String) -> ProfileOrigin?
    /// Why it must not be changed although it can be read; nil if it can be changed.
    var obstacle: StoreError? { get }
    /// Why an edit is impossible in this kind of store, whatever else it does; nil if it may be possible.
    func refusal(of edit: StoreEdit) -> StoreError?
    /// Credentials in it that the gateway does not read.
    var unread: [UnreadEntry] { get }
    /// What the edits would make of it. Throws if one of them is impossible.
    func change(_ edits: [StoreEdit]) throws(StoreError) -> StoreChange
    /// The fields of a profile's usage marks that this program does not know: clearing the marks leaves them.
    func unknownMarks(of id: String) -> [String]
    /// Whether it is the same store with the same data. Compares texts or rows; no secret is decoded for it.
    func isSame(as other: any CredentialStore) -> Bool
}

extension CredentialStore {
    package var effective: StoreContents? { nil }
    package func origin(of id: String) -> ProfileOrigin? { nil }
    package func unknownMarks(of id: String) -> [String] { [] }
    package func refusal(of edit: StoreEdit) -> StoreError? { nil }
}

extension CredentialStore where Self: Equatable {
    package func isSame(as other: any CredentialStore) -> Bool { (other as? Self) == self }
}
