/// The line ends of a text, found in one pass, because edits need them repeatedly.
struct LineIndex {
    /// The offset of each LF and CR.
    private var breaks: [UInt32] = []
    /// The offset of each U+2028 and U+2029: they end a line in JSON5 but not in editors.
    private var separators: [UInt32] = []
    /// The start of the first line.
    private let start: Int

    init(of text: [UInt8]) {
        start = text.byteOrderMarkLength
        for offset in text.indices {
            let byte = text[offset]
            if byte == 0x0A || byte == 0x0D {
                breaks.append(UInt32(offset))
            } else if byte == 0xE2, text.lineBreakLength(at: offset) != nil {
                separators.append(UInt32(offset))
            }
        }
    }

    /// Whether a range contains a line end.
    func hasBreak(in range: Range<Int>) -> Bool {
        [breaks, separators].contains { Self.first($0, from: range.lowerBound).map { $0 < range.upperBound } ?? false }
    }

    func lineStart(of offset: Int) -> Int {
        let index = Self.index(breaks, from: offset)
        return index > 0 ? Int(breaks[index - 1]) + 1 : start
    }

    /// The LF or CR before an offset, else the next one; nil in a text of one line.
    func nearestBreak(to offset: Int) -> Int? {
        let index = Self.index(breaks, from: offset)
        if index > 0 { return Int(breaks[index - 1]) }
        return breaks.first.map { Int($0) }
    }

    private static func first(_ offsets: [UInt32], from offset: Int) -> Int? {
        let index = index(offsets, from: offset)
        return index < offsets.count ? Int(offsets[index]) : nil
    }

    /// The index of the first entry that is not before an offset.
    private static func index(_ offsets: [UInt32], from offset: Int) -> Int {
        var (low, high) = (0, offsets.count)
        while low < high {
            let middle = (low + high) / 2
            if Int(offsets[middle]) < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
