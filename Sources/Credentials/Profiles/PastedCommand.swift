/// A command of the gateway where a secret should be: people have pasted the line of a page instead of their key.
package enum PastedCommand {
    /// The words that the line begins with, and the flag that it has after them.
    private static let (words, flag) = (["openclaw", "onboard"], "--auth-choice")

    /// Whether a text is `openclaw onboard … --auth-choice …`, in capitals or not
    /// (src/agents/auth-profiles/credential-state.ts).
    package static func isOne(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = bytes.first(where: { $0 != 0x20 && !(0x09...0x0D).contains($0) }),
            first | 0x20 == UInt8(ascii: "o")
        else { return false }
        // No secret begins so: only what is none is decoded.
        let found = String(decoding: bytes, as: UTF8.self).lowercased().split(whereSeparator: \.isWhitespace)
        guard found.count > words.count, found.prefix(words.count).elementsEqual(words, by: ==) else { return false }
        return found.dropFirst(words.count).contains { $0 == flag || $0.hasPrefix(flag + "=") }
    }
}
