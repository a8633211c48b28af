/// A position in a text, counted as editors do.
package struct TextPosition: Sendable, Hashable {
    /// Line, from 1.
    package let line: Int
    /// Character in the line, from 1.
    package let column: Int
    /// Byte offset in the text, from 0.
    package let offset: Int

    package init(line: Int, column: Int, offset: Int) {
        self.line = line
        self.column = column
        self.offset = offset
    }
}

extension TextPosition {
    /// Counts lines (ended by LF, CR LF or CR) and characters up to a byte; a byte order mark is not counted.
    init(of offset: Int, in text: [UInt8]) {
        var walk = TextWalk(text)
        self = walk.position(of: offset)
    }
}

/// Walks through a text once, from one position to later ones, and computes line and character of each.
///
/// Positions must be token starts: no token, and nothing that can precede one, combines with its neighbour into one
/// character.
struct TextWalk {
    private let text: [UInt8]
    private var offset: Int
    private var line = 1
    /// The number of characters in the line before `offset`.
    private var characters = 0

    init(_ text: [UInt8]) {
        self.text = text
        offset = text.byteOrderMarkLength
    }

    /// - Parameter place: not before the previously requested position.
    mutating func position(of place: Int) -> TextPosition {
        var lineStart = offset
        for index in offset..<max(offset, place) where text.endsLine(at: index) {
            line += 1
            characters = 0
            lineStart = index + 1
        }
        let end = max(lineStart, place)
        characters += text.characterCount(lineStart..<end)
        offset = end
        return TextPosition(line: line, column: characters + 1, offset: place)
    }
}

extension [UInt8] {
    var byteOrderMarkLength: Int {
        starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// Whether the byte is the last one of a line break.
    func endsLine(at offset: Int) -> Bool {
        self[offset] == 0x0A || (self[offset] == 0x0D && (offset + 1 == count || self[offset + 1] != 0x0A))
    }

    /// The number of user-perceived characters in a range.
    fileprivate func characterCount(_ range: Range<Int>) -> Int {
        // Within ASCII, only a carriage return combines two bytes into one character.
        if self[range].allSatisfy({ $0 < 0x80 && $0 != 0x0D }) { return range.count }
        return String(decoding: self[range], as: UTF8.self).count
    }
}
