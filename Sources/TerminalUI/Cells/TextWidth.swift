internal import Secrets

/// The width of text in cells, and its drawable parts.
///
/// The widths are those of the C library (glibc 2.36, Unicode 15), because ncurses positions its cursor by them.
package enum TextWidth {
    /// The width of a text.
    package static func columns(of text: String) -> Int {
        if isPlain(text.utf8) { return text.utf8.count }
        var columns = 0
        forEachGlyph(in: text) { _, width in
            columns += width
            return true
        }
        return columns
    }

    /// The width of one character: 0 for invisible ones, 2 for East Asian wide ones, otherwise 1.
    package static func columns(of character: Character) -> Int {
        var columns = 0
        forEachShown(in: String(character)) { _, width in
            columns += width
            return true
        }
        return columns
    }

    /// Passes the text to `body` cell by cell, with widths of 1 or 2, until it returns false.
    ///
    /// Invisible characters are escaped (`VisibleText`). Combining marks come with their base; joined emoji are reduced
    /// to the first one and skin tones are dropped, because ncurses would show the parts side by side.
    package static func forEachGlyph(in text: String, _ body: (Glyph, Int) -> Bool) {
        forEachShown(in: VisibleText.of(text), body)
    }

    /// The same without invisible characters.
    private static func forEachShown(in text: String, _ body: (Glyph, Int) -> Bool) {
        var pending: (glyph: Glyph, width: Int)?
        var afterJoiner = false
        for scalar in text.unicodeScalars {
            let wasAfterJoiner = afterJoiner
            afterJoiner = scalar.value == 0x200D
            switch kind(of: scalar) {
            case .dropped: continue
            case .combining: pending?.glyph.add(scalar)
            case .cell(let width):
                if pending != nil, (wasAfterJoiner && isPictograph(scalar)) || isSkinTone(scalar) { continue }
                if let ready = pending, !body(ready.glyph, ready.width) { return }
                pending = (Glyph(scalar), width)
            }
        }
        if let ready = pending { _ = body(ready.glyph, ready.width) }
    }

    /// Typed or pasted text without control characters, joiners and the like, which came by accident.
    package static func drawable(_ typed: String) -> String {
        if isPlain(typed.utf8) { return typed }
        var result = ""
        forEachShown(in: typed) { glyph, _ in
            glyph.append(to: &result)
            return true
        }
        return result
    }

    /// Whether the text is printable ASCII.
    private static func isPlain(_ text: String.UTF8View) -> Bool {
        // Not nil in practice: all strings here are native and contiguous. If it were, the slower path would still be
        // correct.
        text.withContiguousStorageIfAvailable { bytes in
            let ones: UInt64 = 0x0101_0101_0101_0101
            let raw = UnsafeRawBufferPointer(bytes)
            var offset = 0
            // Eight bytes at a time: subtracting 0x20 or adding 1 sets the highest bit of a byte that is not printable
            // ASCII.
            while offset + 8 <= raw.count {
                let eight = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                guard (eight | (eight &- ones << 5) | (eight &+ ones)) & (ones << 7) == 0 else { return false }
                offset += 8
            }
            return raw[offset...].allSatisfy { (0x20..<0x7F).contains($0) }
        } ?? false
    }
}

// MARK: - Kinds of scalars

extension TextWidth {
    enum Kind {
        case dropped
        case combining
        case cell(Int)
    }

    static func kind(of scalar: Unicode.Scalar) -> Kind {
        if scalar.value < 0x7F { return scalar.value < 0x20 ? .dropped : .cell(1) }
        if scalar.value < 0x300 { return scalar.value < 0xA0 || scalar.value == 0xAD ? .dropped : .cell(1) }
        if VisibleText.isHidden(scalar) { return .dropped }
        if isWide(scalar.value) { return .cell(2) }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return .combining
        default: return (0x1160...0x11FF).contains(scalar.value) ? .combining : .cell(1)
        }
    }

    private static func isSkinTone(_ scalar: Unicode.Scalar) -> Bool { (0x1F3FB...0x1F3FF).contains(scalar.value) }

    /// Whether the scalar can follow a joiner inside an emoji; letters after a joiner are text and are kept.
    private static func isPictograph(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isEmoji && !scalar.isASCII
    }

    private static func isWide(_ value: UInt32) -> Bool {
        guard value >= 0x1100 else { return false }
        var low = 0
        var high = wideRanges.count / 2
        while low < high {
            let middle = (low + high) / 2
            if value > wideRanges[middle * 2 + 1] { low = middle + 1 } else { high = middle }
        }
        return low < wideRanges.count / 2 && value >= wideRanges[low * 2]
    }
}
