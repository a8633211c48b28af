extension [UInt8] {
    /// The string that the content of a valid JSON5 string or identifier stands for.
    ///
    /// An unpaired surrogate, which no Swift string can hold, becomes U+FFFD.
    var unescaped: String {
        var result: [UInt8] = []
        result.reserveCapacity(count)
        var offset = 0
        while offset < count {
            if self[offset] == UInt8(ascii: "\\") {
                offset += unescape(at: offset, into: &result)
            } else {
                result.append(self[offset])
                offset += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Decodes one escape sequence and returns its length.
    private func unescape(at offset: Int, into result: inout [UInt8]) -> Int {
        switch self[offset + 1] {
        case UInt8(ascii: "b"): result.append(0x08)
        case UInt8(ascii: "f"): result.append(0x0C)
        case UInt8(ascii: "n"): result.append(0x0A)
        case UInt8(ascii: "r"): result.append(0x0D)
        case UInt8(ascii: "t"): result.append(0x09)
        case UInt8(ascii: "v"): result.append(0x0B)
        case UInt8(ascii: "0"): result.append(0x00)
        case UInt8(ascii: "x"):
            result.append(scalar: hexValue(at: offset + 2, count: 2))
            return 4
        case UInt8(ascii: "u"):
            return unescapeUnit(at: offset, into: &result)
        default:
            if let length = lineBreakLength(at: offset + 1) { return 1 + length }
            // The first byte of a self-escaped character; its other bytes follow unchanged.
            result.append(self[offset + 1])
        }
        return 2
    }

    /// Decodes `\uXXXX`, or a surrogate pair of two.
    private func unescapeUnit(at offset: Int, into result: inout [UInt8]) -> Int {
        let unit = hexValue(at: offset + 2, count: 4)
        guard let high = unit, (0xD800..<0xDC00).contains(high), offset + 7 < count,
            self[offset + 6] == UInt8(ascii: "\\"), self[offset + 7] == UInt8(ascii: "u"),
            let low = hexValue(at: offset + 8, count: 4), (0xDC00..<0xE000).contains(low)
        else {
            result.append(scalar: unit)
            return 6
        }
        result.append(scalar: 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
        return 12
    }
}

extension [UInt8] {
    fileprivate mutating func append(scalar value: UInt32?) {
        let scalar = value.flatMap(Unicode.Scalar.init) ?? "\u{FFFD}"
        append(contentsOf: String(Character(scalar)).utf8)
    }
}
