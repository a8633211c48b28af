extension [UInt8] {
    /// Appends a string between quotes, escaped as `JSON.stringify` does.
    ///
    /// The line separators U+2028 and U+2029 are escaped on request: JSON5 advises it, since JavaScript once ended a
    /// line there.
    mutating func appendQuoted(
        _ string: String,
        quote: UInt8 = UInt8(ascii: "\""),
        escapesSeparators: Bool = false
    ) {
        append(quote)
        var string = string
        string.withUTF8 { text in
            // What needs no escape is copied run by run.
            var start = 0
            for index in text.indices {
                let byte = text[index]
                let isEscaped = byte < 0x20 || byte == quote || byte == 0x5C
                guard isEscaped || escapesSeparators && text.isLineSeparator(at: index) else { continue }
                append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
                appendEscape(of: isEscaped ? byte : text[index + 2])
                start = isEscaped ? index + 1 : index + 3
            }
            append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
        }
        append(quote)
    }

    /// Escapes a control character, a quote or a backslash, or the separator whose last byte is given.
    private mutating func appendEscape(of control: UInt8) {
        append(UInt8(ascii: "\\"))
        switch control {
        case 0x08: append(UInt8(ascii: "b"))
        case 0x09: append(UInt8(ascii: "t"))
        case 0x0A: append(UInt8(ascii: "n"))
        case 0x0C: append(UInt8(ascii: "f"))
        case 0x0D: append(UInt8(ascii: "r"))
        case 0x20..<0x80: append(control)
        case 0xA8: self += "u2028".utf8
        case 0xA9: self += "u2029".utf8
        default:
            let digits = Array("0123456789abcdef".utf8)
            self += "u00".utf8 + [digits[Int(control >> 4)], digits[Int(control & 15)]]
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether U+2028 or U+2029 stands at an offset.
    fileprivate func isLineSeparator(at offset: Int) -> Bool {
        offset + 2 < count && self[offset] == 0xE2 && self[offset + 1] == 0x80 && self[offset + 2] & 0xFE == 0xA8
    }
}
