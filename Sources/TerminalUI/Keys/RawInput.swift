/// The input of a terminal library: characters, recognised keys, and the marks of a bracketed paste.
package enum RawInput: Sendable, Equatable {
    case scalar(Unicode.Scalar)
    case key(Key)
    case pasteStart
    case pasteEnd
}
