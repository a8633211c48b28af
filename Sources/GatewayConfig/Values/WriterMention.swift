/// The release that last wrote a config, read in a text that need not be one: broken, cut off or in UTF-16.
package enum WriterMention {
    private static let name = Array("lastTouchedVersion".utf8)
    /// A release is a few characters; what is longer is none.
    private static let limit = 32

    /// The newest release that a member `lastTouchedVersion` names anywhere in the text; nil if none does.
    package static func newest(in bytes: [UInt8]) -> String? {
        // UTF-16 differs from UTF-8 in zero bytes, as far as a release is concerned.
        let text = bytes.contains(0) ? bytes.filter { $0 != 0 } : bytes
        var newest: (number: ReleaseNumber, text: String)?
        for place in text.indices where text[place] == name[0] && text[place...].starts(with: name) {
            guard let version = value(after: text[(place + name.count)...]), let number = ReleaseNumber(version) else {
                continue
            }
            if newest.map({ $0.number < number }) ?? true { newest = (number, version) }
        }
        return newest?.text
    }

    /// The quoted text behind a name: `": "2026.6.5"`, `: '2026.6.5'`.
    private static func value(after rest: ArraySlice<UInt8>) -> String? {
        var rest = rest
        if let quote = rest.first, isQuote(quote) { rest = rest.dropFirst() }
        rest = rest.drop(while: isBlank)
        guard rest.first == UInt8(ascii: ":") else { return nil }
        rest = rest.dropFirst().drop(while: isBlank)
        guard let quote = rest.first, isQuote(quote) else { return nil }
        let value = rest.dropFirst().prefix(limit).prefix { $0 != quote }
        return String(decoding: value, as: UTF8.self)
    }

    private static func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
