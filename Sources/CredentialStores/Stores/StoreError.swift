package import JSON5

/// Why a store cannot be read or changed; nothing was changed.
package enum StoreError: Error, Sendable, Equatable {
    /// The text is not strict JSON; the error contains the position. The gateway treats such a store as absent.
    case unreadable(ParseError)
    /// The text is JSON, but a value has a type that cannot hold the needed members.
    case wrongShape(Pointer, TextPosition)
    /// No such profile.
    case noProfile(String)
    /// The profile must not be copied: refresh tokens are single-use.
    case notPortable(String)
    /// The text has bytes that are not UTF-8, the first at this position; it is read as the gateway reads it, but not
    /// written.
    case notUTF8(TextPosition)
    /// Only the gateway's own program writes such a store.
    case onlyRead
    /// The edit is not possible in this text.
    case uneditable(EditError)
    /// It would change the file at this path, which is read but not written.
    case keptInState(KeptState, path: String)
    /// The file with the marks at this path is not strict JSON: it may say anything of the credentials.
    case unreadableState(ParseError, path: String)

    /// What an edit would change in the file with orders and marks.
    package enum KeptState: Sendable, Equatable {
        /// The order of a provider.
        case order(provider: String)
        /// The marks of a profile.
        case marks(String)
        /// What is said of a profile that is to be removed.
        case profile(String)
    }
}
