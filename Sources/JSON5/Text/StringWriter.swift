extension [UInt8] {
    /// Appends a quoted string, escaped as by `JSON.stringify`.
    ///
    /// The line separators U+2028 and U+2029 are escaped on request: JSON5 recommends it, because JavaScript once ended
    /// a line there.
    mutating func appendQuoted(
        _ string: String,
        quote: UInt8 = UInt8(ascii: "\""),
        escapesSeparators: Bool = false
    ) {
        append(quote)
        var string = string
        string.withUTF8 { text in
            // Unescaped text is copied in runs, usually as a whole.
            guard escapesSeparators || !text.isPlain(in: quote) else { return append(contentsOf: text) }
            var start = 0
            for index in text.indices {
                let byte = text[index]
                let isEscaped = byte < 0x20 || byte == quote || byte == 0x5C
                guard isEscaped || escapesSeparators && text.isLineSeparator(at: index) else { continue }
                append(contentsOf: text.extracting(start..<index))
                appendEscape(of: isEscaped ? byte : text[index + 2])
                start = isEscaped ? index + 1 : index + 3
            }
            append(contentsOf: text.extracting(start...))
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
    /// False if something may need an escape; checks eight bytes at a time.
    func isPlain(in quote: UInt8) -> Bool {
        let raw = UnsafeRawBufferPointer(self)
        let (ones, highBits) = (0x0101_0101_0101_0101 as UInt64, 0x8080_8080_8080_8080 as UInt64)
        let (quotes, backslashes) = (ones &* UInt64(quote), ones &* 0x5C)
        var place = 0
        while place + 8 <= count {
            let eight = raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            // A byte that is zero after the comparison, or less than 0x20, borrows from its own highest bit.
            let (quoted, slashed) = (eight ^ quotes, eight ^ backslashes)
            let borrows = (quoted &- ones) & ~quoted | (slashed &- ones) & ~slashed | (eight &- ones &* 0x20) & ~eight
            guard borrows & highBits == 0 else { return false }
            place += 8
        }
        return self[place...].allSatisfy { $0 >= 0x20 && $0 != quote && $0 != 0x5C }
    }

    /// Whether U+2028 or U+2029 is at an offset.
    fileprivate func isLineSeparator(at offset: Int) -> Bool {
        offset + 2 < count && self[offset] == 0xE2 && self[offset + 1] == 0x80 && self[offset + 2] & 0xFE == 0xA8
    }
}
