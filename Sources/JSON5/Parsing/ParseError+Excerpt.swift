extension ParseError {
    /// The line of an error, safe to display: strings, comments and unparsed text are masked by `*`.
    ///
    /// Brackets, commas and keys stay, also those behind the error, so that the place can be recognised.
    package struct Excerpt: Sendable, Equatable {
        /// One line of at most `widthLimit` characters, without control characters.
        package let text: String
        /// The number of characters of `text` before the error.
        package let caret: Int

        package static let widthLimit = 72
        /// An empty excerpt.
        static let none = Excerpt(text: "", caret: 0)
    }
}

extension ParseError.Excerpt {
    /// `parsed` is the tree up to the error.
    init(around offset: Int, in text: [UInt8], parsed: SyntaxTree) {
        let line = text.line(around: offset, limit: 4 * Self.widthLimit)
        let shown = SafeBytes(of: line, around: offset, in: text, parsed)
        let before = shown.masked(line.lowerBound..<offset).suffix(Self.widthLimit / 2)
        let after = shown.masked(offset..<line.upperBound).prefix(Self.widthLimit - before.count)
        self.text = String(before + after)
        caret = before.count
    }
}

/// Which bytes of a line may be displayed.
private struct SafeBytes {
    private let text: [UInt8]
    private let line: Range<Int>
    private var isShown: [Bool]

    init(of line: Range<Int>, around error: Int, in text: [UInt8], _ parsed: SyntaxTree) {
        self.text = text
        self.line = line
        isShown = line.map { text[$0].isPunctuation }
        var end = 0
        for node in parsed.scalars {
            if node.range.overlaps(line) { show(node) }
            end = node.range.upperBound
        }
        maskStrings(from: text.endOfStructure(from: end, limit: error))
    }

    /// Shows words, and keys that are followed by a colon; masks the content of strings, and numbers.
    private mutating func show(_ node: SyntaxTree.Node) {
        let isKey =
            node.kind == .key && text[text.endOfTrivia(from: node.range.upperBound)...].first == UInt8(ascii: ":")
        if isKey || node.kind.isWord { return show(node.range, true) }
        let isQuoted = text[node.range.lowerBound].isPunctuation
        show(isQuoted ? node.range.dropFirst().dropLast() : node.range, false)
    }

    private mutating func show(_ range: Range<Int>, _ isSafe: Bool) {
        for offset in range.clamped(to: line) { isShown[offset - line.lowerBound] = isSafe }
    }

    /// After the position where parsing stopped, only quotes show what is a string, and only commas and colons what is a
    /// key.
    private mutating func maskStrings(from start: Int) {
        var quote: UInt8?
        var keys: [Range<Int>] = []
        for offset in min(start, line.upperBound)..<line.upperBound {
            let byte = text[offset]
            let mayStartKey = offset == start || "{,".utf8.contains(byte)
            if quote == nil, mayStartKey, let key = key(from: offset) { keys.append(key) }
            if quote != nil, byte != quote { show(offset..<offset + 1, false) }
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = quote == nil ? byte : quote == byte ? nil : quote
            }
        }
        // With a quote that is not closed, or an odd number in the whole line, what looks like a key can be part of a value.
        guard quote == nil, hasPairs(UInt8(ascii: "\"")), hasPairs(UInt8(ascii: "'")) else { return }
        for key in keys { show(key, true) }
    }

    private func hasPairs(_ quote: UInt8) -> Bool { text[line].count { $0 == quote }.isMultiple(of: 2) }

    /// A plain name with a colon behind it; a credential has characters that are not of a name.
    private func key(from start: Int) -> Range<Int>? {
        var rest = text[start..<line.upperBound].drop { "{, \t".utf8.contains($0) }
        let quote = rest.first.flatMap { "\"'".utf8.contains($0) ? $0 : nil }
        if quote != nil { rest = rest.dropFirst() }
        let name = rest.prefix(while: \.isOfName)
        rest = rest.dropFirst(name.count)
        if let quote {
            guard rest.first == quote else { return nil }
            rest = rest.dropFirst()
        }
        guard (1...Self.longestName).contains(name.count), rest.drop(while: { $0 == 0x20 }).first == UInt8(ascii: ":")
        else { return nil }
        return name.startIndex..<name.endIndex
    }

    private static let longestName = 32

    /// The text of a part of the line; a long masked run becomes `***`.
    func masked(_ range: Range<Int>) -> String {
        var result: [UInt8] = []
        var run = 0
        for offset in range where !UTF8.isContinuation(text[offset]) || isShown[offset - line.lowerBound] {
            let isShown = isShown[offset - line.lowerBound]
            run = isShown ? 0 : run + 1
            if isShown { result.append(text[offset]) } else if run <= 3 { result.append(UInt8(ascii: "*")) }
        }
        let scalars = String(decoding: result, as: UTF8.self).unicodeScalars.map { scalar in
            scalar == "\t" ? " " : scalar == " " || scalar.isVisible ? scalar : "?"
        }
        return String(String.UnicodeScalarView(scalars))
    }
}

extension SyntaxTree.Kind {
    fileprivate var isWord: Bool {
        self == .null || self == .true || self == .false
    }
}

extension UInt8 {
    fileprivate var isPunctuation: Bool {
        "{}[]:,\"' \t".utf8.contains(self)
    }

    fileprivate var isOfName: Bool {
        (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
            || self == UInt8(ascii: "_") || self == UInt8(ascii: "$")
    }
}

extension [UInt8] {
    /// The first position that is not trivia, a bracket, a comma or a colon, at most `limit`.
    fileprivate func endOfStructure(from offset: Int, limit: Int) -> Int {
        var offset = endOfTrivia(from: offset)
        while offset < limit, "{}[]:,".utf8.contains(self[offset]) { offset = endOfTrivia(from: offset + 1) }
        return offset
    }

    /// The line at an offset, without line break and byte order mark, limited on both sides.
    fileprivate func line(around offset: Int, limit: Int) -> Range<Int> {
        let isBreak = { (byte: UInt8) in byte == 0x0A || byte == 0x0D }
        let textStart = Swift.min(byteOrderMarkLength, offset)
        let nearby = self[Swift.max(textStart, offset - limit)..<Swift.min(count, offset + limit)]
        let start = nearby[..<offset].lastIndex(where: isBreak).map { $0 + 1 } ?? nearby.startIndex
        return start..<(nearby[offset...].firstIndex(where: isBreak) ?? nearby.endIndex)
    }
}
