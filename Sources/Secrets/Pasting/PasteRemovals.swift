/// Determines what was around and inside a found token.
struct PasteRemovals {
    private typealias Glyph = PasteText.Glyph
    let text: PasteText
    let kept: PasteToken
    let repeated: [PasteToken]

    func list(isRepeated: Bool) -> [Removal] {
        let wrapping = PasteWrapping(of: kept.span, in: text)
        let foreign = surroundingCharacters(outside: wrapping.span)
        let counted = foreign == 0 ? 0..<text.count : wrapping.span
        var removed: [Removal] = []
        let lineBreaks = count(in: counted) { $0 == Glyph.lineBreak }
        let spaces = count(in: counted) { $0 == Glyph.space } - wrapping.ownSpaces
        let boxes = count(in: counted) { $0 == Glyph.box }
        if lineBreaks > 0 { removed.append(.lineBreaks(lineBreaks)) }
        if spaces > 0 { removed.append(.spaces(spaces)) }
        if text.escapeSequences > 0 { removed.append(.escapeSequences(text.escapeSequences)) }
        if let assignment = wrapping.assignment { removed.append(.assignment(assignment)) }
        if wrapping.hasQuotes { removed.append(.quotes) }
        if wrapping.hasBearer { removed.append(.bearer) }
        if wrapping.hasPunctuation { removed.append(.punctuation) }
        if text.invisible > 0 { removed.append(.invisible(text.invisible)) }
        if boxes > 0 { removed.append(.box(boxes)) }
        if foreign > 0 { removed.append(.surroundingText(foreign)) }
        if isRepeated { removed.append(.repeated) }
        return removed
    }

    private func count(in range: Range<Int>, where isCounted: (UInt8) -> Bool) -> Int {
        range.reduce(0) { $0 + (isCounted(text[$1]) ? 1 : 0) }
    }

    private func surroundingCharacters(outside span: Range<Int>) -> Int {
        let spans = [span] + repeated.map { PasteWrapping(of: $0.span, in: text).span }
        return (0..<text.count).reduce(0) { total, index in
            let isText = !Glyph.isBlank(text[index]) && text[index] != Glyph.lineBreak
            return total + (isText && !spans.contains { $0.contains(index) } ? 1 : 0)
        }
    }
}

/// The shell and header syntax directly around a value: `export NAME="…";`, `Bearer …`.
struct PasteWrapping {
    private typealias Glyph = PasteText.Glyph
    private(set) var span: Range<Int>
    private(set) var assignment: String?
    private(set) var hasQuotes = false
    private(set) var hasBearer = false
    private(set) var hasPunctuation = false
    /// Spaces that belong to the assignment or to `Bearer `, not to the padding.
    private(set) var ownSpaces = 0

    init(of value: Range<Int>, in text: PasteText) {
        span = value
        takeQuotes(text)
        takeBearer(text)
        takeQuotes(text)
        takeAssignment(text)
        takeQuotes(text)
        takePunctuation(text)
    }

    private mutating func takeQuotes(_ text: PasteText) {
        while span.lowerBound > 0, Glyph.isQuote(text[span.lowerBound - 1]) {
            span = (span.lowerBound - 1)..<span.upperBound
            hasQuotes = true
        }
        while span.upperBound < text.count, Glyph.isQuote(text[span.upperBound]) {
            span = span.lowerBound..<(span.upperBound + 1)
            hasQuotes = true
        }
    }

    private mutating func takeBearer(_ text: PasteText) {
        var start = span.lowerBound
        while start > 0, Glyph.isBlank(text[start - 1]) { start -= 1 }
        let spaces = span.lowerBound - start
        guard spaces > 0, start >= 6, Self.lowercased(text, (start - 6)..<start) == "bearer" else { return }
        let isWord = start == 6 || !TokenCharacter.isMember(text[start - 7])
        guard isWord else { return }
        span = (start - 6)..<span.upperBound
        hasBearer = true
        ownSpaces += spaces
    }

    private mutating func takeAssignment(_ text: PasteText) {
        var start = span.lowerBound
        while start > 0, Glyph.isBlank(text[start - 1]) { start -= 1 }
        guard start > 0, text[start - 1] == UInt8(ascii: "=") else { return }
        var nameEnd = start - 1
        while nameEnd > 0, Glyph.isBlank(text[nameEnd - 1]) { nameEnd -= 1 }
        var nameStart = nameEnd
        while nameStart > 0, Self.isNameCharacter(text[nameStart - 1]) { nameStart -= 1 }
        guard nameStart < nameEnd, !(0x30...0x39).contains(text[nameStart]) else { return }
        let name = Self.string(text, nameStart..<nameEnd)
        let keyword = Self.keyword(before: nameStart, in: text)
        let begin = keyword?.lowerBound ?? nameStart
        ownSpaces += (begin..<span.lowerBound).reduce(0) { $0 + (text[$1] == Glyph.space ? 1 : 0) }
        assignment = (keyword.map { Self.string(text, $0) + " " } ?? "") + name + "="
        span = begin..<span.upperBound
    }

    private mutating func takePunctuation(_ text: PasteText) {
        var end = span.upperBound
        while end < text.count, Glyph.isBlank(text[end]) { end += 1 }
        guard end < text.count, text[end] == UInt8(ascii: ";") || text[end] == UInt8(ascii: ",") else { return }
        span = span.lowerBound..<(end + 1)
        hasPunctuation = true
    }

    /// `export` or `set` before a name.
    private static func keyword(before nameStart: Int, in text: PasteText) -> Range<Int>? {
        var end = nameStart
        while end > 0, Glyph.isBlank(text[end - 1]) { end -= 1 }
        guard end < nameStart else { return nil }
        for keyword in ["export", "set", "setx"] where end >= keyword.utf8.count {
            let range = (end - keyword.utf8.count)..<end
            let isWord = range.lowerBound == 0 || !isNameCharacter(text[range.lowerBound - 1])
            if isWord, lowercased(text, range) == keyword { return range }
        }
        return nil
    }

    private static func isNameCharacter(_ glyph: UInt8) -> Bool {
        TokenCharacter.isMember(glyph) && glyph != UInt8(ascii: "-")
    }

    private static func string(_ text: PasteText, _ range: Range<Int>) -> String {
        String(decoding: text.glyphs.bytes[range], as: UTF8.self)
    }

    private static func lowercased(_ text: PasteText, _ range: Range<Int>) -> String {
        string(text, range).lowercased()
    }
}
