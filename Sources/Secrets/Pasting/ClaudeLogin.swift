/// What a paste of Claude Code's own credentials says beside the token: they look like a setup-token, but live for hours
/// and are renewed by Claude Code alone.
///
/// `~/.claude/.credentials.json`: `{"claudeAiOauth":{"accessToken":"sk-ant-oat01-…","refreshToken":…,"expiresAt":…}}`.
package struct ClaudeLogin: Sendable, Equatable {
    /// `expiresAt` in Unix milliseconds; nil if it is not there.
    package let expires: Int64?

    package init(expires: Int64?) {
        self.expires = expires
    }

    /// Nil if the text around a token does not say that it is one.
    init?(in text: PasteText) {
        let bytes = text.glyphs.bytes[...]
        guard Self.place(after: "claudeAiOauth", in: bytes) ?? Self.place(after: "accessToken", in: bytes) != nil else {
            return nil
        }
        expires = Self.place(after: "expiresAt", in: bytes).flatMap { Self.number(in: bytes[$0...]) }
    }

    private static func place(after name: String, in bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
        let name = Array(name.utf8)
        guard bytes.count >= name.count else { return nil }
        return (bytes.startIndex...(bytes.endIndex - name.count)).first { start in
            bytes[start] == name[0] && bytes[start..<(start + name.count)].elementsEqual(name)
        }
        .map { $0 + name.count }
    }

    /// The number after a member's name, its quote and the colon; of more than 16 digits it is no date.
    private static func number(in bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int64? {
        let isDigit: (UInt8) -> Bool = { (0x30...0x39).contains($0) }
        let digits = bytes.drop { !isDigit($0) && ($0 == 0x22 || $0 == 0x27 || $0 == 0x3A || $0 <= 0x20) }
            .prefix(while: isDigit)
        guard (1...16).contains(digits.count) else { return nil }
        return digits.reduce(into: Int64(0)) { $0 = $0 * 10 + Int64($1 - 0x30) }
    }
}
