/// Makes foreign text safe to display: invisible characters, and those that control a terminal, are escaped.
///
/// A secret with a known prefix is replaced by `‹redacted›` as well, because all foreign text passes through here on its way
/// to a screen, a pipe or a JSON document.
///
/// Names in files, arguments, paths and answers of other programs can contain an escape sequence, a line break that
/// forges a line, or a mark that reverses the following text. Nothing is dropped, so that two names that differ only in
/// such a character also look different.
///
///     VisibleText.of("work\u{1B}[2J")     // work\u{1b}[2J
///     VisibleText.of("a\nb")              // a\nb, on one line
///
/// The cost is one scan, eight bytes at a time; text without such characters is returned unchanged.
package enum VisibleText {
    /// Characters that are not escaped although they are invisible.
    package struct Kept: OptionSet, Sendable {
        package let rawValue: Int

        package init(rawValue: Int) { self.rawValue = rawValue }

        /// Line feeds, if the lines are our own.
        package static let lineBreaks = Kept(rawValue: 1)
        /// Tabs, if columns or indents are our own.
        package static let tabs = Kept(rawValue: 2)
    }

    /// The escape syntax.
    package enum Spelling: Sendable {
        /// As in Swift: `\u{1b}`, and `\n`, `\r`, `\t`.
        case plain
        /// As in a JSON string: `\u001b`, with surrogate pairs beyond the basic plane.
        case json
    }

    /// The text on one line with everything escaped; unchanged if there is nothing to escape.
    package static func of(_ text: String, keeping kept: Kept = []) -> String {
        var text = text
        let spelled = text.withUTF8 { rewritten($0, .plain, kept).map { String(decoding: $0, as: UTF8.self) } }
        return spelled ?? text
    }

    /// Whether the text contains nothing to escape.
    package static func isVisible(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { rewritten($0, .plain, []) == nil }
    }

    /// Whether a scalar is invisible or affects the text around it, even as a part of an emoji.
    package static func isHidden(_ scalar: Unicode.Scalar) -> Bool { HiddenScalars.contains(scalar.value) }

    /// Appends a text on one line with everything escaped.
    package static func append(_ text: String, to result: inout [UInt8]) {
        var text = text
        text.withUTF8 { append($0, to: &result) }
    }

    /// Appends UTF-8 with everything escaped.
    package static func append(
        _ bytes: UnsafeBufferPointer<UInt8>,
        to result: inout [UInt8],
        spelling: Spelling = .plain,
        keeping kept: Kept = []
    ) {
        if let rewritten = rewritten(bytes, spelling, kept) {
            result += rewritten
        } else {
            result += bytes
        }
    }

    /// The bytes with everything escaped; the same array if there is nothing to escape.
    package static func of(_ bytes: [UInt8], spelling: Spelling, keeping kept: Kept) -> [UInt8] {
        bytes.withUnsafeBufferPointer { rewritten($0, spelling, kept) } ?? bytes
    }

    /// The text with secrets replaced and everything escaped; nil if it stays as it is.
    private static func rewritten(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ spelling: Spelling,
        _ kept: Kept
    ) -> [UInt8]? {
        guard let masked = KnownSecrets.masked(bytes) else { return escaped(bytes, spelling, kept) }
        return masked.withUnsafeBufferPointer { escaped($0, spelling, kept) } ?? masked
    }

    /// The text with everything escaped; nil if there is nothing to escape.
    private static func escaped(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ spelling: Spelling,
        _ kept: Kept
    ) -> [UInt8]? {
        guard var hidden = nextHidden(in: bytes, from: 0, keeping: kept) else { return nil }
        var result: [UInt8] = []
        var start = 0
        while true {
            result.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<hidden.lowerBound]))
            let scalar = UTF8Scalar(in: bytes, at: hidden.lowerBound)
            result.appendSpelled(scalar.value ?? 0xFFFD, spelling)
            start = hidden.upperBound
            guard let next = nextHidden(in: bytes, from: start, keeping: kept) else { break }
            hidden = next
        }
        return result + bytes[start...]
    }
}

// MARK: - Search

extension VisibleText {
    /// The next scalar to escape, from an offset on; each invalid UTF-8 byte counts as one.
    private static func nextHidden(
        in bytes: UnsafeBufferPointer<UInt8>,
        from start: Int,
        keeping kept: Kept
    ) -> Range<Int>? {
        var place = start
        while case let next = endOfPlain(in: bytes, from: place, keeping: kept), next < bytes.count {
            let byte = bytes[next]
            guard byte >= 0x80 else { return next..<next + 1 }
            let scalar = UTF8Scalar(in: bytes, at: next)
            place = next + scalar.length
            guard let value = scalar.value else { return next..<place }
            guard HiddenScalars.canBegin(with: byte) else { continue }
            if HiddenScalars.contains(value), !JoinerContext.allows(value, in: bytes, at: next..<place) {
                return next..<place
            }
        }
        return nil
    }

    /// The end of a run of printable ASCII and kept characters.
    private static func endOfPlain(
        in bytes: UnsafeBufferPointer<UInt8>,
        from start: Int,
        keeping kept: Kept
    ) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let raw = UnsafeRawBufferPointer(bytes)
        var place = start
        while place + 8 <= raw.count {
            var eight = raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            // Sets a bit in kept characters, which makes them look printable below.
            if kept.contains(.lineBreaks) { eight |= lifted(eight ^ (ones &* 0x0A)) }
            if kept.contains(.tabs) { eight |= lifted(eight ^ (ones &* 0x09)) }
            // Subtracting 0x20 or adding 1 sets the highest bit of every byte that is not printable.
            guard (eight | (eight &- ones << 5) | (eight &+ ones)) & (ones << 7) == 0 else { break }
            place += 8
        }
        while place < raw.count, isPlain(raw[place], keeping: kept) { place += 1 }
        return place
    }

    /// 0x20 in each byte that is zero.
    private static func lifted(_ eight: UInt64) -> UInt64 {
        let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
        return ~((eight & low &+ low) | eight | low) >> 2
    }

    private static func isPlain(_ byte: UInt8, keeping kept: Kept) -> Bool {
        switch byte {
        case 0x20..<0x7F: true
        case 0x0A: kept.contains(.lineBreaks)
        case 0x09: kept.contains(.tabs)
        default: false
        }
    }
}

// MARK: - Escaping

extension [UInt8] {
    fileprivate mutating func appendSpelled(_ value: UInt32, _ spelling: VisibleText.Spelling) {
        switch spelling {
        case .plain:
            switch value {
            case 0x09: self += #"\t"#.utf8
            case 0x0A: self += #"\n"#.utf8
            case 0x0D: self += #"\r"#.utf8
            default: self += "\\u{\(String(value, radix: 16))}".utf8
            }
        case .json where value > 0xFFFF:
            appendUnit(0xD800 + (value - 0x10000) >> 10)
            appendUnit(0xDC00 + (value - 0x10000) & 0x3FF)
        case .json: appendUnit(value)
        }
    }

    private mutating func appendUnit(_ unit: UInt32) {
        let digits = String(unit, radix: 16)
        self += "\\u".utf8
        self += repeatElement(UInt8(ascii: "0"), count: 4 - digits.utf8.count)
        self += digits.utf8
    }
}
