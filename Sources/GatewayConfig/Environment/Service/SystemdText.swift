/// The syntax of systemd's unit and configuration files: lines, assignments, quoted words (systemd.syntax(7)).
///
/// It works on bytes, because an escape can produce a part of a character.
enum SystemdText {
    struct Line: Equatable {
        /// 1-based; for joined lines the first one.
        let number: Int
        /// Without blanks at either end.
        let bytes: ArraySlice<UInt8>
    }

    /// Lines without comments; a trailing backslash joins the next line, even across comments.
    static func lines(of text: [UInt8]) -> [Line] {
        var lines: [Line] = []
        var joined: [UInt8] = []
        var start: Int?
        for (index, line) in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            if let first = line.trimmedBlanks.first, "#;".utf8.contains(first) { continue }
            joined += line
            start = start ?? index + 1
            if endsWithEscape(line) {
                joined[joined.endIndex - 1] = UInt8(ascii: " ")
                continue
            }
            append(joined, start, to: &lines)
            (joined, start) = ([], nil)
        }
        append(joined, start, to: &lines)
        return lines
    }

    private static func append(_ bytes: [UInt8], _ number: Int?, to lines: inout [Line]) {
        let content = bytes[...].trimmedBlanks
        if let number, !content.isEmpty { lines.append(Line(number: number, bytes: content)) }
    }

    /// Whether the line ends in a backslash that is not itself escaped.
    private static func endsWithEscape(_ line: ArraySlice<UInt8>) -> Bool {
        let count = line.reversed().prefix { $0 == UInt8(ascii: "\\") }.count
        return count % 2 == 1
    }

    /// `NAME=VALUE`, without blanks around either.
    static func assignment(_ line: ArraySlice<UInt8>) -> (name: String, value: ArraySlice<UInt8>)? {
        guard let sign = line.firstIndex(of: UInt8(ascii: "=")) else { return nil }
        let name = String(decoding: line[..<sign].trimmedBlanks, as: UTF8.self)
        return name.isEmpty ? nil : (name, line[line.index(after: sign)...].trimmedBlanks)
    }

    /// Words separated by blanks. Quotes keep a word together; C escapes work inside and outside quotes.
    ///
    /// At an unterminated quote or an invalid escape systemd stops and keeps the words before it.
    static func words(of text: ArraySlice<UInt8>) -> [[UInt8]] {
        var words: [[UInt8]] = []
        var rest = text.drop(while: \.isSystemdBlank)
        while !rest.isEmpty, let word = nextWord(&rest) {
            words.append(word)
            rest = rest.drop(while: \.isSystemdBlank)
        }
        return words
    }

    private static func nextWord(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        var word: [UInt8] = []
        var quote: UInt8?
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\\") {
                guard let bytes = SystemdEscape.read(&rest) else { return nil }
                word += bytes
            } else if byte == quote {
                quote = nil
            } else if quote == nil, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if quote == nil, byte.isSystemdBlank {
                return word
            } else {
                word.append(byte)
            }
        }
        return quote == nil ? word : nil
    }
}

/// The escapes of systemd.syntax(7), section "Quoting".
private enum SystemdEscape {
    private static let single: [UInt8: UInt8] = [
        UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10,
        UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9, UInt8(ascii: "v"): 11, UInt8(ascii: "s"): 32,
        UInt8(ascii: "\\"): UInt8(ascii: "\\"), UInt8(ascii: "\""): UInt8(ascii: "\""),
        UInt8(ascii: "'"): UInt8(ascii: "'"),
    ]

    /// The bytes for the escape after a backslash; nil if it is invalid.
    static func read(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        guard let letter = rest.popFirst() else { return nil }
        if let byte = single[letter] { return [byte] }
        switch letter {
        case UInt8(ascii: "x"): return byte(number(&rest, digits: 2, radix: 16))
        case UInt8(ascii: "u"): return scalar(number(&rest, digits: 4, radix: 16))
        case UInt8(ascii: "U"): return scalar(number(&rest, digits: 8, radix: 16))
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            let tail = number(&rest, digits: 2, radix: 8)
            return byte(tail.map { UInt32(letter - UInt8(ascii: "0")) * 64 + $0 })
        default: return nil
        }
    }

    private static func byte(_ number: UInt32?) -> [UInt8]? {
        number.flatMap { $0 == 0 ? nil : UInt8(exactly: $0) }.map { [$0] }
    }

    private static func scalar(_ number: UInt32?) -> [UInt8]? {
        number.flatMap { $0 == 0 ? nil : Unicode.Scalar($0) }.map { Array(String(Character($0)).utf8) }
    }

    private static func number(_ rest: inout ArraySlice<UInt8>, digits: Int, radix: Int) -> UInt32? {
        let text = String(decoding: rest.prefix(digits), as: UTF8.self)
        guard rest.count >= digits, text.utf8.count == digits, !text.hasPrefix("+"), !text.hasPrefix("-") else {
            return nil
        }
        rest = rest.dropFirst(digits)
        return UInt32(text, radix: radix)
    }
}

extension ArraySlice<UInt8> {
    /// Without systemd's blanks at either end.
    var trimmedBlanks: ArraySlice<UInt8> {
        let start = drop(while: \.isSystemdBlank)
        guard let last = start.lastIndex(where: { !$0.isSystemdBlank }) else { return [] }
        return start[...last]
    }
}

extension UInt8 {
    /// Space, tab and the line ends.
    var isSystemdBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
}
