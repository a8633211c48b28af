/// A place in a text, as an editor counts it.
package struct TextPosition: Sendable, Hashable {
    /// The line, from 1.
    package let line: Int
    /// The character in the line, from 1.
    package let column: Int
    /// The byte in the text, from 0.
    package let offset: Int

    package init(line: Int, column: Int, offset: Int) {
        self.line = line
        self.column = column
        self.offset = offset
    }
}

extension TextPosition {
    /// Counts lines (ended by LF, CR LF or CR) and characters up to a byte; a byte order mark is not counted.
    init(of offset: Int, in text: UnsafeBufferPointer<UInt8>) {
        var line = 1
        var lineStart = text.byteOrderMarkLength
        for index in lineStart..<max(lineStart, offset) where text.endsLine(at: index) {
            line += 1
            lineStart = index + 1
        }
        let before = UnsafeBufferPointer(rebasing: text[lineStart..<max(lineStart, offset)])
        self.init(line: line, column: String(decoding: before, as: UTF8.self).count + 1, offset: offset)
    }
}

extension UnsafeBufferPointer<UInt8> {
    var byteOrderMarkLength: Int {
        starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// Whether the byte is the last one of a line break.
    func endsLine(at offset: Int) -> Bool {
        self[offset] == 0x0A || (self[offset] == 0x0D && (offset + 1 == count || self[offset + 1] != 0x0A))
    }
}
