internal import Secrets

/// Wraps text to a width in cells.
///
/// Lines break at spaces and beside wide characters. A no-break space (U+00A0) keeps the words of a command together
/// and is drawn as a space. A path or URL longer than a line is shortened, never broken; one that starts this program is
/// broken, because it is typed.
package enum TextWrap {
    /// The lines of a text, each at most `columns` wide; existing line feeds are kept.
    package static func lines(_ text: String, columns: Int) -> [String] {
        guard columns > 0 else { return [] }
        if isOneLine(text.utf8, columns: columns) { return [text] }
        // Masked before it is wrapped, because part of a secret is no longer recognised.
        let text = VisibleText.of(text, keeping: [.lineBreaks, .tabs])
        // By bytes, because looking for characters takes as long as wrapping.
        guard text.utf8.contains(UInt8(ascii: "\n")) else { return paragraph(text, columns: columns) }
        return text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .flatMap { paragraph(String(Substring($0)), columns: columns) }
    }

    /// Fast path: whether it needs no wrapping, as most texts of a screen: short, plain ASCII, single spaces.
    private static func isOneLine(_ bytes: String.UTF8View, columns: Int) -> Bool {
        var previous: UInt8 = 0x20
        for byte in bytes {
            guard (0x20..<0x7F).contains(byte), byte != 0x20 || previous != 0x20 else { return false }
            previous = byte
        }
        return bytes.count <= columns && previous != 0x20
    }

    private static func paragraph(_ text: String, columns: Int) -> [String] {
        if let lines = plainParagraph(text, columns: columns) { return withoutOrphan(lines, columns: columns) }
        let indent = String(text.prefix { $0 == " " }.prefix(columns / 2))
        var lines: [String] = []
        var line = indent
        var isFresh = true
        for piece in pieces(of: text.drop { $0 == " " }) {
            let joint = isFresh || !piece.followsSpace ? "" : " "
            if TextWidth.columns(of: line + joint + piece.text) <= columns {
                line += joint + piece.text
            } else {
                if !isFresh { lines.append(line) }
                var parts = fitted(piece.text, columns: columns - indent.count)
                line = indent + (parts.popLast() ?? "")
                lines += parts.map { indent + $0 }
            }
            isFresh = false
        }
        // A no-break space becomes a plain one only now: until here it held its words together.
        return withoutOrphan(lines + [isFresh ? "" : line], columns: columns).map { $0.replacing("\u{A0}", with: " ") }
    }

    /// Takes a word down to a last line that has only a short one, if the line above keeps two. Not where characters are
    /// wide: such a line may end anywhere.
    private static func withoutOrphan(_ lines: [String], columns: Int) -> [String] {
        guard lines.count > 1, let last = lines.last, let above = lines.dropLast().last else { return lines }
        let indent = last.prefix { $0 == " " }
        let word = last.dropFirst(indent.count)
        guard !word.isEmpty, word.count <= max(12, columns / 4), !word.contains(" ") else { return lines }
        let words = above.dropFirst(indent.count).split(separator: " ")
        guard words.count > 2, let moved = words.last, above.hasSuffix(moved) else { return lines }
        let lower = String(indent + moved + " " + word)
        let both = above + lower
        guard lower.count <= columns, TextWidth.columns(of: both) == both.count else { return lines }
        return lines.dropLast(2) + [String(above.dropLast(moved.count + 1)), lower]
    }

    /// The same for plain ASCII, by bytes, which takes a tenth of the time. Nil for other text.
    private static func plainParagraph(_ text: String, columns: Int) -> [String]? {
        var text = text
        return text.withUTF8 { bytes in
            guard bytes.allSatisfy({ (0x20..<0x7F).contains($0) }) else { return nil }
            let indent = [UInt8](repeating: 0x20, count: min(bytes.prefix { $0 == 0x20 }.count, columns / 2))
            var (lines, line, isFresh) = ([String](), indent, true)
            var rest = bytes
            while let word = nextWord(&rest) {
                if word.count > columns - indent.count {
                    if !isFresh { lines.append(String(decoding: line, as: UTF8.self)) }
                    var parts = fitted(word, columns: columns - indent.count)
                    line = indent + (parts.popLast() ?? [])
                    lines += parts.map { String(decoding: indent + $0, as: UTF8.self) }
                    isFresh = false
                    continue
                }
                if line.count + (isFresh ? 0 : 1) + word.count > columns {
                    lines.append(String(decoding: line, as: UTF8.self))
                    (line, isFresh) = (indent, true)
                }
                if !isFresh { line.append(0x20) }
                line += word
                isFresh = false
            }
            return lines + [isFresh ? "" : String(decoding: line, as: UTF8.self)]
        }
    }

    /// The next word, which is taken from the text; nil if none is left. No `split`, whose array of slices takes as long
    /// to set up as a page takes to wrap.
    private static func nextWord(_ rest: inout UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
        var start = 0
        while start < rest.count, rest[start] == 0x20 { start += 1 }
        var end = start
        while end < rest.count, rest[end] != 0x20 { end += 1 }
        defer { rest = rest.extracting(end..<rest.count) }
        return end > start ? rest.extracting(start..<end) : nil
    }

    /// Splits a word that is longer than a line.
    private static func fitted(_ word: UnsafeBufferPointer<UInt8>, columns: Int) -> [[UInt8]] {
        if word.contains(UInt8(ascii: "/")) {
            let text = String(decoding: word, as: UTF8.self)
            guard startsUs(text) else { return [Array(Shortening.fit(text, columns: columns).utf8)] }
        }
        let width = max(1, columns)
        return stride(from: word.startIndex, to: word.endIndex, by: width).map { start in
            Array(word[start..<min(start + width, word.endIndex)])
        }
    }

    /// Splits a piece that may be longer than a line.
    private static func fitted(_ piece: String, columns: Int) -> [String] {
        guard TextWidth.columns(of: piece) > columns else { return [piece] }
        if piece.contains("\u{A0}") { return lines(piece.replacing("\u{A0}", with: " "), columns: columns) }
        if piece.contains("/"), !startsUs(piece) { return [Shortening.fit(piece, columns: columns)] }
        return cut(piece, columns: columns)
    }

    /// Whether a word is the path of a program with one of our names, quoted or not.
    private static func startsUs(_ word: String) -> Bool {
        let name = word.split(separator: "/").last.map { $0.prefix { $0 != "'" } } ?? ""
        return ["openclaw", "openclaw-setup"].contains(name)
    }

    private static func cut(_ word: String, columns: Int) -> [String] {
        Shortening.pieces(of: word, first: columns, then: columns).filter { !$0.isEmpty }
    }
}

// MARK: - Pieces

extension TextWrap {
    /// An unbreakable unit: a word, a command, or one wide character.
    private struct Piece {
        var text: String
        var followsSpace: Bool
    }

    private static func pieces(of text: Substring) -> [Piece] {
        var pieces: [Piece] = []
        var current = Piece(text: "", followsSpace: false)
        var endsWide = false
        func finish(followsSpace: Bool) {
            if !current.text.isEmpty { pieces.append(current) }
            current = Piece(text: "", followsSpace: followsSpace)
        }
        for character in text {
            if character == " " {
                finish(followsSpace: true)
                endsWide = false
                continue
            }
            let isWide = TextWidth.columns(of: character) == 2
            if isWide || endsWide, !current.text.isEmpty, !closes(character), !opens(current.text.last) {
                finish(followsSpace: false)
            }
            current.text.append(character)
            endsWide = isWide
        }
        finish(followsSpace: false)
        return pieces
    }

    /// Opening brackets, which must not be at the end of a line.
    private static func opens(_ character: Character?) -> Bool { character.map { "（「『【《〈".contains($0) } ?? false }

    /// Closing punctuation, which must not be at the start of a line.
    private static func closes(_ character: Character) -> Bool {
        "、。，．！？：；）」』】》〉…,.!?:;)]}'\"".contains(character)
    }
}
