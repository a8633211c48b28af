/// What a terminal library reads: characters, keys that it recognised, and the borders of a bracketed paste.
package enum RawInput: Sendable, Equatable {
    case scalar(Unicode.Scalar)
    case key(Key)
    case pasteStart
    case pasteEnd
}
