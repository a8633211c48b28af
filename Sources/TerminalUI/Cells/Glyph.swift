/// The content of one cell: a scalar and at most three combining marks.
///
/// Integers instead of a `String`, so that comparing and copying a screen needs no reference counting.
package struct Glyph: Sendable, Hashable {
    /// Three scalars of 21 bits each, the first in the lowest bits; 0 means none.
    private var packedMarks: UInt64 = 0
    /// 0 in the second half of a wide character.
    private let base: UInt32

    init(_ base: Unicode.Scalar) {
        self.base = base.value
    }

    private init() {
        base = 0
    }

    static let space = Glyph(" ")
    /// The cell to the right of a wide character.
    static let secondHalf = Glyph()

    package var isSecondHalf: Bool { base == 0 }
    /// The value of an ASCII character without marks, else nil.
    package var ascii: UInt8? { base < 0x80 && base > 0 && packedMarks == 0 ? UInt8(base) : nil }

    /// Adds a combining mark; a fourth is dropped, because ncurses would not show it either.
    mutating func add(_ mark: Unicode.Scalar) {
        let used = (UInt64.bitWidth - packedMarks.leadingZeroBitCount + 20) / 21
        if used < 3 { packedMarks |= UInt64(mark.value) << (21 * UInt64(used)) }
    }

    /// Passes the scalar values of base and marks; none for a second half.
    package func forEachScalar(_ body: (UInt32) -> Void) {
        guard base != 0 else { return }
        body(base)
        var rest = packedMarks
        while rest != 0 {
            body(UInt32(rest & 0x1F_FFFF))
            rest >>= 21
        }
    }

    /// The glyph as text; empty for a second half.
    package var text: String {
        var text = ""
        append(to: &text)
        return text
    }

    func append(to text: inout String) {
        forEachScalar { value in
            if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
        }
    }
}

/// One character cell: its content and style.
package struct Cell: Sendable, Hashable {
    package var glyph: Glyph
    package var style: Style

    /// The character with its combining marks; empty for the second half of a wide one.
    package var text: String { glyph.text }

    package static let blank = Cell(glyph: .space, style: .text)
}
