/// A Claude token found in a paste: its pieces and its defects.
struct PasteToken {
    enum Flaw: Equatable {
        case placeholder
        case loginCode
        case nonLatin(position: Int, fullWidth: Bool)
    }

    /// The pieces, in order; more than one if the token was wrapped.
    let pieces: [Range<Int>]
    let flaw: Flaw?

    var span: Range<Int> { (pieces.first?.lowerBound ?? 0)..<(pieces.last?.upperBound ?? 0) }

    func secret(in text: PasteText) -> Secret {
        var buffer = SecretBuffer()
        for piece in pieces { buffer.append(contentsOf: text.glyphs.bytes[piece]) }
        return buffer.secret
    }
}

/// Finds the Claude tokens of a paste and rejoins wrapped ones.
struct PasteTokenFinder {
    private typealias Glyph = PasteText.Glyph
    private let text: PasteText
    /// Every position of `sk-ant-`.
    private let starts: [Int]

    init(_ text: PasteText) {
        self.text = text
        let mark = Array(SecretPrefixes.claude.utf8)
        let bytes = text.glyphs.bytes
        starts =
            bytes.count < mark.count
            ? []
            : (0...(bytes.count - mark.count)).filter { start in
                bytes[start] == mark[0] && bytes[start..<(start + mark.count)].elementsEqual(mark)
            }
    }

    func tokens() -> [PasteToken] {
        starts.enumerated().map { order, start in
            let limit = order + 1 < starts.count ? starts[order + 1] : text.count
            return token(from: start, limit: limit)
        }
    }

    private func token(from start: Int, limit: Int) -> PasteToken {
        let first = start..<withoutSwallowedProse(from: start, to: runEnd(from: start, limit: limit))
        let pieces = [first] + continuation(of: first, limit: limit)
        let length = pieces.reduce(0) { $0 + $1.count }
        let end = pieces.last?.upperBound ?? first.upperBound
        return PasteToken(pieces: pieces, flaw: end < limit ? flaw(at: end, length: length) : bareMark(length))
    }

    private func runEnd(from start: Int, limit: Int) -> Int {
        var index = start
        while index < limit, TokenCharacter.isMember(text[index]) { index += 1 }
        return index
    }

    /// Without line breaks, a page's next sentence is glued to a complete token: "…wxyzStore this token securely".
    private func withoutSwallowedProse(from start: Int, to end: Int) -> Int {
        let whole = start + TokenLength.ofWholeToken
        guard end > whole, let first = text.glyphs.bytes[whole..<end].first, (0x41...0x5A).contains(first),
            text.glyphs.bytes[(whole + 1)..<end].allSatisfy({ (0x61...0x7A).contains($0) }),
            end + 1 < text.count, text[end] == Glyph.space, (0x61...0x7A).contains(text[end + 1])
        else { return end }
        return whole
    }

    // MARK: - Following text

    private func flaw(at end: Int, length: Int) -> PasteToken.Flaw? {
        let next = text[end]
        let isWhole = length >= TokenLength.ofWholeToken
        switch next {
        case Glyph.mask, UInt8(ascii: "<"), UInt8(ascii: "["): return isWhole ? nil : .placeholder
        case UInt8(ascii: "."), UInt8(ascii: "*"):
            return repeats(next, at: end) && !isWhole ? .placeholder : bareMark(length)
        case UInt8(ascii: "#"):
            let isFollowed = end + 1 < text.count && TokenCharacter.isMember(text[end + 1])
            return isFollowed ? .loginCode : bareMark(length)
        case Glyph.fullWidth: return .nonLatin(position: length + 1, fullWidth: true)
        case Glyph.foreign: return isWhole ? nil : .nonLatin(position: length + 1, fullWidth: false)
        default: return bareMark(length)
        }
    }

    private func repeats(_ glyph: UInt8, at index: Int) -> Bool {
        index + 1 < text.count && text[index + 1] == glyph
    }

    /// `sk-ant-oat01-` alone is a prefix mentioned in a sentence, not a token.
    private func bareMark(_ length: Int) -> PasteToken.Flaw? {
        length <= SecretPrefixes.longestBare ? .placeholder : nil
    }

    // MARK: - Wrapped tokens

    private struct Word {
        let range: Range<Int>
        /// Whether it is alone on a line after the token's line.
        let isOwnLine: Bool
    }

    private func continuation(of first: Range<Int>, limit: Int) -> [Range<Int>] {
        guard first.count < TokenLength.ofWholeToken else { return [] }
        let words = followingWords(from: first.upperBound, limit: limit)
        return exactContinuation(of: first, words) ?? likelyContinuation(of: first, words)
    }

    /// The words that complete the first piece to exactly a complete token.
    private func exactContinuation(of first: Range<Int>, _ words: [Word]) -> [Range<Int>]? {
        var total = first.count
        for (index, word) in words.enumerated() {
            if !word.isOwnLine, looksLikeProse(word.range) { return nil }
            total += word.range.count
            if total == TokenLength.ofWholeToken { return words[...index].map(\.range) }
            if total > TokenLength.ofWholeToken { return nil }
        }
        return nil
    }

    private func likelyContinuation(of first: Range<Int>, _ words: [Word]) -> [Range<Int>] {
        var total = first.count
        var accepted: [Range<Int>] = []
        for word in words where total < TokenLength.ofWholeToken {
            let isLikely = word.isOwnLine ? !looksLikeProse(word.range) : word.range.count >= 20
            guard isLikely else { break }
            accepted.append(word.range)
            total += word.range.count
        }
        return accepted
    }

    /// A short word of letters with usual capitalisation: "Done", "copied", "OK".
    private func looksLikeProse(_ range: Range<Int>) -> Bool {
        let letters = text.glyphs.bytes[range]
        let isUpper: (UInt8) -> Bool = { (0x41...0x5A).contains($0) }
        let isLower: (UInt8) -> Bool = { (0x61...0x7A).contains($0) }
        guard range.count <= 15, let first = letters.first else { return false }
        return (isUpper(first) || isLower(first))
            && (letters.dropFirst().allSatisfy(isLower) || letters.allSatisfy(isUpper))
    }

    /// Following words of token characters: on the same line, then alone on lines, across at most one empty line each.
    private func followingWords(from end: Int, limit: Int) -> [Word] {
        var words: [Word] = []
        var index = end
        var isOwnLine = false
        while let next = nextWordStart(from: index, limit: limit) {
            let range = next.start..<runEnd(from: next.start, limit: limit)
            isOwnLine = next.lineBreaks > 0
            guard !range.isEmpty, next.lineBreaks <= 2, next.lineBreaks > 0 || next.start > index else { break }
            let isClosed = closes(after: range.upperBound, limit: limit)
            guard isOwnLine ? isClosed != .no : isClosed != .no || isBlank(range.upperBound, limit) else { break }
            words.append(Word(range: range, isOwnLine: isOwnLine))
            guard isClosed != .byQuote else { break }
            index = range.upperBound
        }
        return words
    }

    private func nextWordStart(from end: Int, limit: Int) -> (start: Int, lineBreaks: Int)? {
        var index = end
        var lineBreaks = 0
        while index < limit, Glyph.isBlank(text[index]) || text[index] == Glyph.lineBreak {
            if text[index] == Glyph.lineBreak { lineBreaks += 1 }
            index += 1
        }
        return index < limit ? (index, lineBreaks) : nil
    }

    private enum Closing { case no, byLineEnd, byQuote }

    /// Whether only closing punctuation and white space follow up to the end of the line.
    private func closes(after start: Int, limit: Int) -> Closing {
        var index = start
        var isQuoted = false
        while index < text.count, text[index] != Glyph.lineBreak {
            if index == limit { return .byLineEnd }
            switch text[index] {
            case Glyph.space, Glyph.box: break
            case UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: ")"), UInt8(ascii: "}"), UInt8(ascii: "]"):
                isQuoted = true
            case let glyph where Glyph.isQuote(glyph): isQuoted = true
            default: return .no
            }
            index += 1
        }
        return isQuoted ? .byQuote : .byLineEnd
    }

    private func isBlank(_ index: Int, _ limit: Int) -> Bool {
        index >= limit || Glyph.isBlank(text[index])
    }
}
