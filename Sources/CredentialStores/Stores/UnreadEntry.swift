package import Credentials

/// A credential that lies in a store, but not where or as the gateway reads it: written by hand after an older page, or
/// by another program.
package struct UnreadEntry: Sendable, Equatable {
    /// The id under which it is or would be stored, `anthropic:default`.
    package let id: String
    package let provider: String
    /// What it would be stored as; nil if that cannot be told, and then it cannot be mended either.
    package let kind: CredentialKind?
    /// Whether it stands at the top of the file instead of in `profiles`.
    package let isAtTop: Bool
    /// The member names that the gateway does not know, in the order of the file.
    package let found: [String]
    /// The member names that the gateway looks for instead.
    package let wanted: [String]

    /// Whether `StoreEdit.mendUnread` makes a profile of it.
    package var isMendable: Bool { kind != nil }
}

extension CredentialStore {
    /// Most formats cannot contain anything else.
    package var unread: [UnreadEntry] { [] }
}
