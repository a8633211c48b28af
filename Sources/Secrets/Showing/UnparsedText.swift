/// A text with a mistake in it, which no parser tells the values of: key names are shown, and values that look secret are
/// not.
///
/// A value is hidden if its key is named like a secret's, or if it looks like one. In a line whose quotes do not match,
/// nothing behind such a key is shown, because nobody can tell where its value ends.
package struct UnparsedText: Sendable {
    /// The lines for display.
    package let lines: [String]
    private let places: [Int: (line: Int, column: Int)]

    /// - Parameter offsets: positions in bytes whose place on display is wanted.
    package init(_ bytes: some Collection<UInt8>, marking offsets: [Int] = []) {
        let bytes = Array(bytes)
        var scanner = Scanner(bytes)
        var lines = [""]
        var places: [Int: (line: Int, column: Int)] = [:]
        var wanted = offsets.sorted()[...]
        while let piece = scanner.next() {
            while let offset = wanted.first, offset < piece.range.upperBound {
                // Inside a hidden value there is no place; it is marked at its start.
                let inside = piece.isShown ? bytes[piece.range.lowerBound..<max(piece.range.lowerBound, offset)] : []
                let before = String(decoding: inside, as: UTF8.self).count
                places[offset] = (lines.count - 1, lines[lines.count - 1].count + before)
                wanted = wanted.dropFirst()
            }
            // Of a CRLF the line feed ends the line: the two bytes are never in one piece.
            let end = piece.range.upperBound
            let isBeforeFeed = end < bytes.count && bytes[end] == 0x0A
            let text = isBeforeFeed && piece.text.last == "\r" ? piece.text.dropLast() : piece.text[...]
            let parts = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            for (index, part) in parts.enumerated() {
                if index > 0 { lines.append("") }
                lines[lines.count - 1] += part
            }
        }
        for offset in wanted { places[offset] = (lines.count - 1, lines[lines.count - 1].count) }
        self.lines = lines
        self.places = places
    }

    /// The line and the column on display of a marked position, both from 0.
    package func place(of offset: Int) -> (line: Int, column: Int)? { places[offset] }

    /// The text for display.
    package var text: String { lines.joined(separator: "\n") }
}

/// Reads a text piece by piece, with no more grammar than quotes, brackets and lines.
private struct Scanner {
    struct Piece {
        var range: Range<Int>
        var text: String
        var isShown: Bool
    }

    private let bytes: [UInt8]
    private var position = 0
    /// Whether what is inside each open bracket is all secret.
    private var containers: [Bool] = []
    /// A key named like a secret's was met, and its value has not ended.
    private var awaitsSecret = false
    /// The last byte that is neither blank nor of a word; nil at the start of a line.
    private var lastSign: UInt8?

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> Piece? {
        guard position < bytes.count else { return nil }
        let start = position
        let byte = bytes[start]
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { return string(byte) }
        if byte.isOfWord { return word() }
        position += 1
        note(byte)
        return piece(start..<position)
    }

    private mutating func note(_ sign: UInt8) {
        switch sign {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            containers.append(awaitsSecret || containers.last == true)
            awaitsSecret = false
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            _ = containers.popLast()
            awaitsSecret = false
        case UInt8(ascii: ","): awaitsSecret = false
        default: break
        }
        switch sign {
        case 0x20, 0x09, 0x0D: break
        case 0x0A:
            // A value can stand in the line after its key, but only behind a colon.
            if lastSign != UInt8(ascii: ":") { awaitsSecret = false }
            lastSign = nil
        default: lastSign = sign
        }
    }

    private mutating func word() -> Piece {
        let start = position
        while position < bytes.count, bytes[position].isOfWord { position += 1 }
        return judged(start..<position, content: start..<position)
    }

    /// A string ends with its quote, or with its line.
    private mutating func string(_ quote: UInt8) -> Piece {
        let start = position
        position += 1
        while position < bytes.count, bytes[position] != quote, bytes[position] != 0x0A {
            position += bytes[position] == UInt8(ascii: "\\") && position + 1 < bytes.count ? 2 : 1
        }
        position = min(position, bytes.count)
        let content = start + 1..<position
        if let name = nameOfPair(in: content) { return cut(from: start, behind: name) }
        guard position < bytes.count, bytes[position] == quote else {
            let hides = awaitsSecret || containers.last == true || words(in: content).contains(where: isName)
            if hides { awaitsSecret = false }
            return hides ? hidden(start..<position) : piece(start..<position)
        }
        position += 1
        return judged(start..<position, content: content)
    }

    /// The end of a secret's name with its colon inside of a string: then a quote is missing or too much, what counts as
    /// inside is outside, and the value can stand anywhere in the rest of the line.
    private func nameOfPair(in content: Range<Int>) -> Int? {
        // Only names before the last sign inside count, so the signs are looked for once.
        guard let last = bytes[content].lastIndex(where: \.isOfPair) else { return nil }
        var start = content.lowerBound
        while start < last {
            guard bytes[start].isOfName else {
                start += 1
                continue
            }
            let end = bytes[start..<last].firstIndex { !$0.isOfName } ?? last
            if isName(String(decoding: bytes[start..<end], as: UTF8.self)) {
                let sign = bytes[end...].first { ![0x20, 0x09, 0x0D, 0x22, 0x27].contains($0) }
                if sign?.isOfPair == true { return end }
            }
            start = end
        }
        return nil
    }

    /// Shows what stands before the end of a name, and nothing of the rest of the line.
    private mutating func cut(from start: Int, behind name: Int) -> Piece {
        position = lineEnd(from: name)
        awaitsSecret = false
        let shown = Redaction.redact(String(decoding: bytes[start..<name], as: UTF8.self))
        return Piece(range: start..<position, text: shown + " " + Secret.redacted, isShown: false)
    }

    /// A word or a string: a key, or a value.
    private mutating func judged(_ range: Range<Int>, content: Range<Int>) -> Piece {
        let text = String(decoding: bytes[content], as: UTF8.self)
        let isKey = nextSign == UInt8(ascii: ":") || nextSign == UInt8(ascii: "=")
        defer { lastSign = bytes[range.upperBound - 1] }
        if awaitsSecret, !isReference(text), !isWord(text) { return hidden(range) }
        if containers.last == true, !isKey { return hidden(range) }
        let mayBeKey = isKey || lastSign == nil || lastSign == UInt8(ascii: "{") || lastSign == UInt8(ascii: ",")
        if mayBeKey, isName(text) || isKey && isVariable(text) {
            awaitsSecret = true
            if !isBalanced(from: range.upperBound) {
                return cut(from: range.lowerBound, behind: range.upperBound)
            }
        }
        return piece(range)
    }

    private func piece(_ range: Range<Int>) -> Piece {
        let text = String(decoding: bytes[range], as: UTF8.self)
        let shown = Redaction.redact(text)
        return Piece(range: range, text: shown, isShown: shown == text)
    }

    private func hidden(_ range: Range<Int>) -> Piece { Piece(range: range, text: Secret.redacted, isShown: false) }

    // MARK: - What a text is

    private func isName(_ text: String) -> Bool { SecretNames.isSecret(text) }

    /// As in an `env` block.
    private func isVariable(_ text: String) -> Bool {
        text.utf8.count > 2
            && text.utf8.allSatisfy { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
    }

    private func isReference(_ text: String) -> Bool { text.hasPrefix("${") && text.hasSuffix("}") }
    private func isWord(_ text: String) -> Bool { ["null", "true", "false"].contains(text) }

    private func words(in range: Range<Int>) -> [String] {
        bytes[range].split { !$0.isOfName }.map { String(decoding: $0, as: UTF8.self) }
    }

    /// The next byte that is not blank, in any line.
    private var nextSign: UInt8? { bytes[position...].first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } }

    private func lineEnd(from start: Int) -> Int { bytes[start...].firstIndex(of: 0x0A) ?? bytes.count }

    /// Whether each quote in the rest of the line has its other one.
    private func isBalanced(from start: Int) -> Bool {
        var quote: UInt8?
        var offset = start
        let end = lineEnd(from: start)
        while offset < end {
            let byte = bytes[offset]
            if quote != nil, byte == UInt8(ascii: "\\") { offset += 1 }
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = quote == nil ? byte : quote == byte ? nil : quote
            }
            offset += 1
        }
        return quote == nil
    }
}

extension UInt8 {
    /// Whether it stands between a key and its value.
    fileprivate var isOfPair: Bool { self == UInt8(ascii: ":") || self == UInt8(ascii: "=") }

    fileprivate var isOfName: Bool {
        (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
            || self == UInt8(ascii: "_")
    }

    /// Whether it belongs to a word: anything but blanks, quotes, brackets, commas, colons and equals signs.
    fileprivate var isOfWord: Bool { !"{}[]:,\"'= \t\r\n".utf8.contains(self) }
}
