/// Numbers, including `Infinity` and `NaN`.
extension Parser {
    mutating func parseNumber() throws(Failure) {
        let begin = offset
        if current == UInt8(ascii: "-") || (current == UInt8(ascii: "+") && !isStrict) { offset += 1 }
        try skipMagnitude(isSigned: offset > begin)
        // `1a` and `0x1g` are reported as one misspelled number, not as a number followed by something.
        if current.isIdentifierStart { throw unexpected(.digit) }
        append(.number, from: begin, isPlain: true)
    }

    private mutating func skipMagnitude(isSigned: Bool) throws(Failure) {
        switch current {
        case UInt8(ascii: "0"):
            try skipZero()
        case UInt8(ascii: "1")...UInt8(ascii: "9"):
            try skipDecimal()
        case UInt8(ascii: ".") where !isStrict:
            try skipDecimal()
        case UInt8(ascii: "I") where !isStrict && skip("Infinity"), UInt8(ascii: "N") where !isStrict && skip("NaN"):
            break
        default:
            throw isSigned ? unexpected(.digit) : valueExpected
        }
    }

    private mutating func skipZero() throws(Failure) {
        switch text.byte(at: offset + 1) {
        case UInt8(ascii: "x") where !isStrict, UInt8(ascii: "X") where !isStrict:
            offset += 2
            try skipDigits(or: .hexDigit) { $0.isHexDigit }
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            throw Failure(offset: offset, problem: .leadingZero)
        default:
            try skipDecimal()
        }
    }

    private mutating func skipDecimal() throws(Failure) {
        let hasWhole = current.isDigit
        if hasWhole { try skipDigits(or: .digit) { $0.isDigit } }
        if current == UInt8(ascii: ".") {
            offset += 1
            // JSON5 allows `5.` and `.5`, but not `.` alone; JSON requires digits on both sides.
            if !hasWhole || isStrict || current.isDigit { try skipDigits(or: .digit) { $0.isDigit } }
        }
        guard current | 0x20 == UInt8(ascii: "e") else { return }
        offset += 1
        if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { offset += 1 }
        try skipDigits(or: .digit) { $0.isDigit }
    }

    /// Skips one or more digits.
    private mutating func skipDigits(
        or expectation: ParseError.Expectation,
        _ isDigit: (UInt8) -> Bool
    ) throws(Failure) {
        guard isDigit(current) else { throw unexpected(expectation) }
        while isDigit(current) { offset += 1 }
    }
}
