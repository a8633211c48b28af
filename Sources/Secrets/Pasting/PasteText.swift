/// A normalised paste: one byte per character, in memory that is wiped.
///
/// Escape sequences and invisible characters are removed and counted. Printable ASCII is kept, white space becomes a
/// space or `Glyph.lineBreak`, and every other character is replaced by its class.
struct PasteText {
    private(set) var glyphs: WipedBytes
    private(set) var escapeSequences = 0
    private(set) var invisible = 0

    /// The classes of characters that are not printable ASCII.
    enum Glyph {
        static let lineBreak: UInt8 = 0x0A
        static let space: UInt8 = 0x20
        /// `…` and bullets: what programs display instead of a secret.
        static let mask: UInt8 = 0x80
        /// A character that no key contains.
        static let foreign: UInt8 = 0x81
        /// The full-width form of a character that keys contain.
        static let fullWidth: UInt8 = 0x82
        /// Punctuation of other scripts: ends a word.
        static let separator: UInt8 = 0x83
        /// Box drawing characters count as white space.
        static let box: UInt8 = 0x84
        /// Typographic quotes and those of other scripts.
        static let quote: UInt8 = 0x85

        /// Whether it can be part of a key.
        static func isPrintable(_ glyph: UInt8) -> Bool { (0x21...0x7E).contains(glyph) }

        static func isQuote(_ glyph: UInt8) -> Bool {
            [UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), quote].contains(glyph)
        }

        static func isBlank(_ glyph: UInt8) -> Bool { glyph == space || glyph == box }
    }

    init(washing bytes: UnsafeBufferPointer<UInt8>) {
        glyphs = WipedBytes(capacity: bytes.count)
        var index = 0
        while index < bytes.count {
            if let end = EscapeSequence.end(in: bytes, from: index) {
                escapeSequences += 1
                index = end
            } else if bytes[index] == 0x0D {
                glyphs.append(Glyph.lineBreak)
                index += index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
            } else {
                let scalar = UTF8Scalar(in: bytes, at: index)
                add(scalar.value ?? 0xFFFD)
                index += scalar.length
            }
        }
    }

    var count: Int { glyphs.count }

    subscript(index: Int) -> UInt8 { glyphs[index] }

    private mutating func add(_ scalar: UInt32) {
        switch PasteCharacter.classify(scalar) {
        case .invisible: invisible += 1
        case .noBreakSpace:
            invisible += 1
            glyphs.append(Glyph.space)
        case .glyph(let glyph): glyphs.append(glyph)
        }
    }
}

/// The class of one Unicode scalar of a paste.
enum PasteCharacter {
    case invisible
    case noBreakSpace
    case glyph(UInt8)

    static func classify(_ scalar: UInt32) -> PasteCharacter {
        switch scalar {
        case 0x0A, 0x0B, 0x0C, 0x85, 0x2028, 0x2029: .glyph(PasteText.Glyph.lineBreak)
        case 0x09, 0x20: .glyph(PasteText.Glyph.space)
        case 0x21...0x7E: .glyph(UInt8(scalar))
        case 0x00...0x1F, 0x7F...0x9F, 0xAD, 0x34F, 0x61C, 0x180B...0x180E, 0x200B...0x200F, 0x202A...0x202E,
            0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE0FFF:
            .invisible
        case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x2800, 0x3000: .noBreakSpace
        case 0xAB, 0xBB, 0x2018...0x201F, 0x2032, 0x2033, 0x2039, 0x203A, 0x300C...0x300F, 0xFF02, 0xFF07:
            .glyph(PasteText.Glyph.quote)
        case 0x2022...0x2024, 0x2026, 0x2027, 0x22C5, 0x22EF, 0xB7, 0x25CF, 0x26AB, 0x2B24, 0x2219, 0x25E6, 0xFF0A:
            .glyph(PasteText.Glyph.mask)
        // Box drawing, block elements, and the marks that wizards draw beside a prompt.
        case 0x2500...0x259F, 0x25A0, 0x25A1, 0x25AA, 0x25B6, 0x25B8, 0x25BA, 0x25C6, 0x25C7, 0x25CB, 0x276F, 0x2713:
            .glyph(PasteText.Glyph.box)
        case 0x3001, 0x3002, 0x3010, 0x3011, 0xFF01, 0xFF08, 0xFF09, 0xFF0C, 0xFF0E, 0xFF1A, 0xFF1B, 0xFF1F:
            .glyph(PasteText.Glyph.separator)
        case 0xFF03...0xFF5E: .glyph(PasteText.Glyph.fullWidth)
        default: .glyph(PasteText.Glyph.foreign)
        }
    }
}

/// Terminal control sequences (ECMA-48), which a copied screen can contain.
enum EscapeSequence {
    /// The end of the sequence at `start`, or nil if none begins there.
    static func end(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard bytes[start] == 0x1B else { return nil }
        guard start + 1 < bytes.count else { return start + 1 }
        switch bytes[start + 1] {
        case UInt8(ascii: "["): return controlSequenceEnd(bytes, start + 2)
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
            return stringEnd(bytes, start + 2)
        case 0x20...0x2F: return min(start + 3, bytes.count)
        case 0x30...0x7E: return start + 2
        default: return start + 1
        }
    }

    private static func controlSequenceEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var index = start
        while index < bytes.count, (0x20...0x3F).contains(bytes[index]) { index += 1 }
        guard index < bytes.count, (0x40...0x7E).contains(bytes[index]) else { return index }
        return index + 1
    }

    /// An unterminated string ends with its line, because the rest of the paste matters more than the standard.
    private static func stringEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var index = start
        while index < bytes.count {
            switch bytes[index] {
            case 0x07: return index + 1
            case 0x1B where index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\\"): return index + 2
            case 0x1B, 0x0A, 0x0D: return index
            default: index += 1
            }
        }
        return index
    }
}
