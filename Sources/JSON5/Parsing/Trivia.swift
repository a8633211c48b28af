/// White space, line breaks and comments between tokens.
struct Trivia: Equatable {
    enum Kind {
        case blank, lineBreak, lineComment, blockComment
    }

    let kind: Kind
    /// Without the line break, for a line comment.
    let range: Range<Int>

    var isComment: Bool { kind == .lineComment || kind == .blockComment }
}

extension [UInt8] {
    /// The piece of trivia at an offset; nil if there is none or a block comment is not terminated.
    func trivia(at offset: Int) -> Trivia? {
        if let length = lineBreakLength(at: offset) {
            return Trivia(kind: .lineBreak, range: offset..<offset + length)
        }
        if let length = whitespaceLength(at: offset) {
            return Trivia(kind: .blank, range: offset..<offset + length)
        }
        guard offset + 1 < count, self[offset] == UInt8(ascii: "/") else { return nil }
        if self[offset + 1] == UInt8(ascii: "/") {
            return Trivia(kind: .lineComment, range: offset..<endOfLine(from: offset))
        }
        guard self[offset + 1] == UInt8(ascii: "*"), let end = endOfBlockComment(at: offset) else { return nil }
        return Trivia(kind: .blockComment, range: offset..<end)
    }

    /// All pieces of trivia from an offset up to the next token.
    func trivia(from offset: Int) -> some Sequence<Trivia> {
        sequence(state: offset) { offset in
            guard let piece = trivia(at: offset) else { return nil }
            offset = piece.range.upperBound
            return piece
        }
    }

    /// The start of the next token.
    func endOfTrivia(from offset: Int) -> Int {
        var offset = offset
        while let piece = trivia(at: offset) { offset = piece.range.upperBound }
        return offset
    }

    /// The end of the blanks at an offset; a line break is not a blank.
    func endOfBlanks(from offset: Int) -> Int {
        var offset = offset
        while let piece = trivia(at: offset), piece.kind == .blank { offset = piece.range.upperBound }
        return offset
    }

    /// The bytes of the white space at an offset, nil if there is none: that of JSON5 and of JavaScript.
    ///
    /// Beyond ASCII: the byte order mark, NBSP, the line and paragraph separators, and the Unicode category Zs.
    package func whitespaceLength(at offset: Int) -> Int? {
        guard offset < count else { return nil }
        switch (self[offset], byte(at: offset + 1), byte(at: offset + 2)) {
        case (0x20, _, _), (0x09...0x0D, _, _): return 1
        case (0xC2, 0xA0, _): return 2
        case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9),
            (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80), (0xEF, 0xBB, 0xBF):
            return 3
        default: return nil
        }
    }

    /// The length in bytes of the line break at an offset: LF, CR, CR LF, U+2028 or U+2029; nil if there is none.
    func lineBreakLength(at offset: Int) -> Int? {
        guard offset < count else { return nil }
        switch (self[offset], byte(at: offset + 1), byte(at: offset + 2)) {
        case (0x0D, 0x0A, _): return 2
        case (0x0A, _, _), (0x0D, _, _): return 1
        case (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9): return 3
        default: return nil
        }
    }

    /// The end of the line at an offset, before its line break.
    func endOfLine(from offset: Int) -> Int {
        var offset = offset
        while offset < count, lineBreakLength(at: offset) == nil { offset += 1 }
        return offset
    }

    /// The end of the `/*` comment at the offset; nil if it is not terminated.
    func endOfBlockComment(at offset: Int) -> Int? {
        var offset = offset + 2
        while offset + 1 < count {
            if self[offset] == UInt8(ascii: "*"), self[offset + 1] == UInt8(ascii: "/") { return offset + 2 }
            offset += 1
        }
        return nil
    }

    /// The byte at an offset; zero behind the end, where nothing begins with one.
    @inline(__always)
    func byte(at offset: Int) -> UInt8 {
        // One comparison for both ends.
        withUnsafeBufferPointer { UInt(bitPattern: offset) < UInt(bitPattern: $0.count) ? $0[offset] : 0 }
    }
}
