/// A paste without a Claude token: one unknown key, another provider's key, a masked preview, or text.
struct PastedWords {
    private typealias Glyph = PasteText.Glyph
    private let text: PasteText
    private let words: [Range<Int>]

    init(_ text: PasteText) {
        self.text = text
        var found: [Range<Int>] = []
        var start: Int?
        for index in 0...text.count {
            let isBlank = index == text.count || Glyph.isBlank(text[index]) || text[index] == Glyph.lineBreak
            if !isBlank, start == nil { start = index }
            if isBlank, let begin = start {
                found.append(begin..<index)
                start = nil
            }
        }
        words = found
    }

    func paste() -> Paste {
        guard !words.isEmpty else { return refused(.nothing) }
        // Another provider's key or a login code is named even if there is other text around it.
        for word in words {
            if let reason = namedReason(of: value(of: word)) { return refused(reason) }
        }
        guard let pieces = valuePieces() else { return refused(.noCredential) }
        if let reason = oddCharacter(in: pieces) { return refused(reason) }
        return paste(of: PasteToken(pieces: pieces, flaw: nil))
    }

    private func refused(_ reason: RefusalReason) -> Paste {
        Paste(outcome: .refused(reason), removed: [])
    }

    private func paste(of token: PasteToken) -> Paste {
        let secret = token.secret(in: text)
        let candidate = Candidate(kind: .recognise(secret), secret: secret)
        let removed = PasteRemovals(text: text, kept: token, repeated: []).list(isRepeated: false)
        if let half = repeatedHalf(of: secret) {
            return Paste(
                outcome: PasteReader.outcome(of: Candidate(kind: .recognise(half), secret: half)),
                removed: removed + [.repeated]
            )
        }
        return Paste(outcome: PasteReader.outcome(of: candidate), removed: removed)
    }

    // MARK: - One value

    /// The value without quotes, assignment and closing punctuation.
    private func value(of word: Range<Int>) -> Range<Int> {
        let bare = unquoted(word)
        return unquoted((assignmentEnd(of: bare) ?? bare.lowerBound)..<bare.upperBound)
    }

    private func unquoted(_ word: Range<Int>) -> Range<Int> {
        var range = word
        let isClosing = { (glyph: UInt8) in
            Glyph.isQuote(glyph) || glyph == UInt8(ascii: ";") || glyph == UInt8(ascii: ",")
        }
        while let first = range.first, Glyph.isQuote(text[first]) { range = (first + 1)..<range.upperBound }
        while let last = range.last, isClosing(text[last]) { range = range.lowerBound..<last }
        return range
    }

    /// The start of the value in `NAME=value`; a name starts with a letter and contains no punctuation but `_`.
    private func assignmentEnd(of word: Range<Int>) -> Int? {
        guard let equals = word.first(where: { text[$0] == UInt8(ascii: "=") }), equals > word.lowerBound,
            equals + 1 < word.upperBound, !(0x30...0x39).contains(text[word.lowerBound])
        else { return nil }
        let isName = text.glyphs.bytes[word.lowerBound..<equals].allSatisfy {
            TokenCharacter.isMember($0) && $0 != UInt8(ascii: "-")
        }
        return isName ? equals + 1 : nil
    }

    /// The pieces of the only value, or nil if the paste is prose.
    private func valuePieces() -> [Range<Int>]? {
        let ignored: Set<String> = ["export", "set", "bearer", "authorization:", "x-api-key:", "="]
        var rest = words[...]
        while let first = rest.first, rest.count > 1,
            isIgnored(first, ignored) || isName(first, before: rest.dropFirst().first)
        {
            rest = rest.dropFirst()
        }
        while let last = rest.last, rest.count > 1, value(of: last).isEmpty { rest = rest.dropLast() }
        let values = rest.map(value)
        guard values.count > 1 else { return values.filter { !$0.isEmpty }.isEmpty ? nil : values }
        if values.dropFirst().allSatisfy({ text.glyphs.bytes[$0].elementsEqual(text.glyphs.bytes[values[0]]) }) {
            return [values[0]]
        }
        let areLong = values.dropLast().allSatisfy { $0.count >= 16 } && (values.last?.count ?? 0) > 0
        return areLong && values.allSatisfy(isAloneOnLine) ? values : nil
    }

    private func isIgnored(_ word: Range<Int>, _ ignored: Set<String>) -> Bool {
        word.count <= 16 && ignored.contains(String(decoding: text.glyphs.bytes[word], as: UTF8.self).lowercased())
    }

    /// `NAME = value` with spaces around the equals sign.
    private func isName(_ word: Range<Int>, before next: Range<Int>?) -> Bool {
        guard let next, next.count == 1 else { return false }
        return text[next.lowerBound] == UInt8(ascii: "=")
    }

    private func isAloneOnLine(_ range: Range<Int>) -> Bool {
        let line = words.filter { other in
            let between = min(other.lowerBound, range.lowerBound)..<max(other.lowerBound, range.lowerBound)
            return !text.glyphs.bytes[between].contains(Glyph.lineBreak)
        }
        return line.count == 1
    }

    private func repeatedHalf(of secret: Secret) -> Secret? {
        guard secret.count >= 32, secret.count.isMultiple(of: 2) else { return nil }
        return secret.withUTF8 { bytes in
            let half = bytes.prefix(bytes.count / 2)
            // A single repeated letter is not a key pasted twice.
            let hasVariety = half.contains { $0 != half.first }
            return hasVariety && half.elementsEqual(bytes.suffix(bytes.count / 2)) ? Secret(utf8: half) : nil
        }
    }

    // MARK: - Exclusions

    /// The first character that no key contains, with its position in the value.
    private func oddCharacter(in pieces: [Range<Int>]) -> RefusalReason? {
        for (index, place) in pieces.joined().enumerated() where !Glyph.isPrintable(text[place]) {
            return .nonLatin(position: index + 1, fullWidth: text[place] == Glyph.fullWidth)
        }
        return nil
    }

    private func namedReason(of value: Range<Int>) -> RefusalReason? {
        let bytes = text.glyphs.bytes[value]
        if isPlaceholder(bytes) { return .placeholder }
        switch RecognisedSecret.recognise(bytes) {
        case .otherVendor(let name): return value.count >= 12 ? .otherVendor(name) : nil
        case .loginCode: return .loginCode
        case .usable, .adminKey, .refreshToken, .sessionKey, .unknown:
            return isLoginAddress(bytes) ? .loginAddress : nil
        }
    }

    private func isPlaceholder(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        guard let first = bytes.first, let last = bytes.last else { return false }
        if bytes.contains(Glyph.mask) { return words.count == 1 || bytes.count > 1 && !isTrailingMark(bytes) }
        let isMasked =
            bytes.hasRun(of: UInt8(ascii: "*"), length: 2) || bytes.hasRun(of: UInt8(ascii: "."), length: 3)
        if isMasked { return words.count == 1 || !isTrailingDots(bytes) }
        guard words.count == 1 || assignmentEnd(of: unquoted(words[words.count - 1])) != nil else { return false }
        let isBracketed = first == UInt8(ascii: "<") && last == UInt8(ascii: ">")
        return isBracketed || first == UInt8(ascii: "$") || bytes.isExampleName
    }

    /// `Loading…` at the end of a word is prose.
    private func isTrailingMark(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        bytes.dropLast().allSatisfy { (0x41...0x5A).contains($0 & 0xDF) }
    }

    private func isTrailingDots(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let word = bytes.prefix { $0 != UInt8(ascii: ".") }
        return word.allSatisfy { (0x41...0x5A).contains($0 & 0xDF) }
            && bytes.dropFirst(word.count).allSatisfy { $0 == UInt8(ascii: ".") }
    }

    /// The page on which a browser login starts, or the URL to which it returns.
    private func isLoginAddress(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        guard bytes.starts(with: "http".utf8) else { return false }
        let address = String(decoding: bytes, as: UTF8.self)
        let isCallback = address.contains("code=") && address.contains("state=")
        return isCallback || address.contains("/oauth/") || address.contains("claude.ai/login")
    }
}
