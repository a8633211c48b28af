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
        for scalar in string.unicodeScalars {
            switch scalar.value {
            case UInt32(quote), 0x5C:
                append(UInt8(ascii: "\\"))
                append(UInt8(scalar.value))
            case 0..<0x20:
                appendEscape(of: UInt8(scalar.value))
            case 0x2028 where escapesSeparators: self += "\\u2028".utf8
            case 0x2029 where escapesSeparators: self += "\\u2029".utf8
            default: self += UTF8.encode(scalar).map(Array.init) ?? []
            }
        }
        append(quote)
    }

    private mutating func appendEscape(of control: UInt8) {
        append(UInt8(ascii: "\\"))
        switch control {
        case 0x08: append(UInt8(ascii: "b"))
        case 0x09: append(UInt8(ascii: "t"))
        case 0x0A: append(UInt8(ascii: "n"))
        case 0x0C: append(UInt8(ascii: "f"))
        case 0x0D: append(UInt8(ascii: "r"))
        default:
            let digits = Array("0123456789abcdef".utf8)
            self += "u00".utf8 + [digits[Int(control >> 4)], digits[Int(control & 15)]]
        }
    }
}
