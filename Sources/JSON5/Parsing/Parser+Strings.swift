/// Strings and the keys of members.
extension Parser {
    /// Parses a quoted string as a node; its content is decoded lazily.
    mutating func parseString(_ kind: SyntaxTree.Kind) throws(Failure) {
        let begin = offset
        let quote = current
        var isPlain = true
        offset += 1
        while true {
            skipPlainBytes(upTo: quote)
            if current == quote { break }
            if current == UInt8(ascii: "\\") {
                isPlain = false
                try skipEscape()
            } else if current >= 0x20 {
                offset += 1
            } else {
                if offset >= text.count { throw Failure(offset: begin, problem: .unterminatedString) }
                try skipControlCharacter()
            }
        }
        offset += 1
        append(kind, from: begin, isPlain: isPlain)
    }

    /// Skips unescaped bytes, eight at a time, up to a quote, a backslash or a control character: most of a store is
    /// the text of its secrets. The last bytes of the text are left to the caller.
    private mutating func skipPlainBytes(upTo quote: UInt8) {
        offset = text.withUnsafeBytes { Self.endOfPlainBytes(in: $0, from: offset, upTo: quote) }
    }

    private static func endOfPlainBytes(in text: UnsafeRawBufferPointer, from offset: Int, upTo quote: UInt8) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highBits = ones << 7
        let quotes = ones &* UInt64(quote)
        let backslashes = ones &* UInt64(UInt8(ascii: "\\"))
        var offset = offset
        while offset + 8 <= text.count {
            let bytes = text.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian
            // Subtraction borrows into the highest bit of a byte that is too small, and only bytes above that can then
            // be wrong: the lowest match is correct.
            let (quote, backslash) = (bytes ^ quotes, bytes ^ backslashes)
            let smaller = (quote &- ones) & ~quote | (backslash &- ones) & ~backslash | (bytes &- ones << 5) & ~bytes
            let found = smaller & highBits
            guard found == 0 else { return offset + found.trailingZeroBitCount / 8 }
            offset += 8
        }
        return offset
    }

    private mutating func skipControlCharacter() throws(Failure) {
        if current == 0x0A || current == 0x0D { throw Failure(offset: offset, problem: .lineBreakInString) }
        if isStrict { throw Failure(offset: offset, problem: .controlCharacterInString) }
        offset += 1
    }

    private mutating func skipEscape() throws(Failure) {
        let escape = text.byte(at: offset + 1)
        // A backslash at the end of the text: the string is not terminated either.
        if escape == 0, offset + 1 == text.count { return offset += 1 }
        switch escape {
        case UInt8(ascii: "u"):
            try skipHexDigits(4)
        case _ where isStrict:
            guard "\"\\/bfnrt".utf8.contains(escape) else { throw invalidEscape }
            offset += 2
        case UInt8(ascii: "x"):
            try skipHexDigits(2)
        case UInt8(ascii: "1")...UInt8(ascii: "9"):
            throw invalidEscape
        case UInt8(ascii: "0"):
            if text.byte(at: offset + 2).isDigit { throw invalidEscape }
            offset += 2
        default:
            // A line continuation, or a self-escaped character, whose other bytes follow as usual.
            offset += 1
            offset += text.lineBreakLength(at: offset) ?? 1
        }
    }

    /// Skips `\u` or `\x` and its digits.
    private mutating func skipHexDigits(_ count: Int) throws(Failure) {
        for digit in offset + 2..<offset + 2 + count {
            // Behind the text is no digit.
            guard text.byte(at: digit).isHexDigit else { throw invalidEscape }
        }
        offset += 2 + count
    }

    private var invalidEscape: Failure {
        Failure(offset: offset, problem: .invalidEscape)
    }
}

// MARK: - Identifiers

extension Parser {
    mutating func parseIdentifier() throws(Failure) {
        let begin = offset
        var isPlain = true
        // Most keys are one run of plain letters.
        if !isStrict, current.isIdentifierStart { offset = text.endOfPlainIdentifier(from: offset) }
        while !isStrict, let part = nextIdentifierPart(isFirst: offset == begin) {
            isPlain = isPlain && !part.isEscaped
            offset += part.length
        }
        guard offset > begin else { throw keyExpected }
        append(.key, from: begin, isPlain: isPlain)
    }

    private func nextIdentifierPart(isFirst: Bool) -> (length: Int, isEscaped: Bool)? {
        let byte = current
        if byte.isIdentifierStart || (!isFirst && byte.isDigit) { return (1, false) }
        if byte == UInt8(ascii: "\\") {
            guard text.byte(at: offset + 1) == UInt8(ascii: "u"),
                let scalar = Unicode.Scalar(hexDigits: text, from: offset + 2),
                scalar.mayStandInIdentifier(isFirst: isFirst)
            else { return nil }
            return (6, true)
        }
        guard byte >= 0x80, let scalar = text.scalar(at: offset), scalar.mayStandInIdentifier(isFirst: isFirst)
        else { return nil }
        return (UTF8.width(scalar), false)
    }
}

extension Unicode.Scalar {
    /// Whether the gateway's parser takes it in a key without quotes: json5 2.x has its own tables, made of the general
    /// categories of Unicode 10. Later letters and the exceptions of ID_Start and ID_Continue are not in them.
    func mayStandInIdentifier(isFirst: Bool) -> Bool {
        if self == "$" || self == "_" { return true }
        let properties = properties
        guard let age = properties.age, (age.major, age.minor) <= (10, 0) else { return false }
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber:
            // Two signs were marks in Unicode 10 and are letters now.
            return !isFirst || value != 0x1CF2 && value != 0x1CF3
        case .nonspacingMark, .spacingMark, .decimalNumber, .connectorPunctuation: return !isFirst
        default: return !isFirst && (self == "\u{200C}" || self == "\u{200D}")
        }
    }

    /// The scalar of four hexadecimal digits; nil for a surrogate or invalid digits.
    init?(hexDigits text: [UInt8], from offset: Int) {
        guard let unit = text.hexValue(at: offset, count: 4) else { return nil }
        self.init(unit)
    }
}

extension [UInt8] {
    /// Where something other than letters, digits, `$` and `_` of ASCII begins.
    fileprivate func endOfPlainIdentifier(from offset: Int) -> Int {
        withUnsafeBufferPointer { text in
            var offset = offset
            while offset < text.count, text[offset].isIdentifierStart || text[offset].isDigit { offset += 1 }
            return offset
        }
    }

    /// The value of `digits` hexadecimal digits; nil if there are fewer.
    func hexValue(at offset: Int, count digits: Int) -> UInt32? {
        guard offset + digits <= count else { return nil }
        var value: UInt32 = 0
        for byte in self[offset..<offset + digits] {
            guard let digit = byte.hexDigitValue else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return value
    }

    /// The character at an offset of valid UTF-8.
    func scalar(at offset: Int) -> Unicode.Scalar? {
        String(decoding: self[offset..<Swift.min(offset + 4, count)], as: UTF8.self).unicodeScalars.first
    }
}

extension UInt8 {
    var isDigit: Bool {
        self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9")
    }

    var isHexDigit: Bool {
        hexDigitValue != nil
    }

    var isIdentifierStart: Bool {
        let lower = self | 0x20
        return (lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")) || self == UInt8(ascii: "_")
            || self == UInt8(ascii: "$")
    }

    var hexDigitValue: UInt8? {
        let lower = self | 0x20
        if isDigit { return self - UInt8(ascii: "0") }
        return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "f") ? lower - UInt8(ascii: "a") + 10 : nil
    }
}
