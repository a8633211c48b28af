package import JSON5

/// Why a store cannot be read or changed; nothing was changed.
package enum StoreError: Error, Sendable, Equatable {
    /// The text is not strict JSON; the error has the place. The gateway takes such a store for absent.
    case unreadable(ParseError)
    /// The text is JSON, but what stands there cannot hold what belongs there.
    case wrongShape(Pointer, TextPosition)
    /// No such profile.
    case noProfile(String)
    /// A profile that must not be copied: refresh tokens are for single use.
    case notPortable(String)
    /// The text holds bytes that are not UTF-8, the first of them there: it is read as the gateway reads it, and not written.
    case notUTF8(TextPosition)
    /// The edit cannot be made in this text.
    case uneditable(EditError)
}
