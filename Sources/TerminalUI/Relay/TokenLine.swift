/// One logical line of a child program's screen as bytes: wrapped rows are joined again.
struct TokenLine {
    /// One byte per cell: non-ASCII is 0, box drawing is 1.
    private(set) var bytes: [UInt8] = []
    /// The start of each of its rows.
    private var starts: [Int] = []
    private let firstRow: Int
    /// The range without blanks and frames at both ends.
    private(set) var content = 0..<0

    private static let other: UInt8 = 0
    private static let frame: UInt8 = 1
    private static let blank = UInt8(ascii: " ")

    /// The logical lines of these rows.
    static func lines(of rows: [ScreenModel.Row]) -> [TokenLine] {
        var lines: [TokenLine] = []
        var line: TokenLine?
        for (index, row) in rows.enumerated() {
            var current = line ?? TokenLine(firstRow: index)
            current.add(row)
            if row.wraps, index + 1 < rows.count {
                line = current
            } else {
                current.close()
                lines.append(current)
                line = nil
            }
        }
        return lines
    }

    private init(firstRow: Int) {
        self.firstRow = firstRow
    }

    private mutating func add(_ row: ScreenModel.Row) {
        starts.append(bytes.count)
        for cell in row.cells { bytes.append(cell.isContinuation ? Self.other : Self.byte(cell.text)) }
    }

    private mutating func close() {
        let isContent: (UInt8) -> Bool = { $0 != Self.blank && $0 != Self.frame }
        guard let first = bytes.firstIndex(where: isContent), let last = bytes.lastIndex(where: isContent) else {
            return
        }
        content = first..<(last + 1)
    }

    private static func byte(_ character: Character) -> UInt8 {
        if let ascii = character.asciiValue { return ascii == UInt8(ascii: "|") ? frame : ascii }
        guard let scalar = character.unicodeScalars.first else { return other }
        return (0x2500...0x259F).contains(scalar.value) ? frame : other
    }

    // MARK: - Places

    /// The row and column of a byte.
    func place(of index: Int) -> (row: Int, column: Int) {
        let row = (starts.lastIndex { $0 <= index }) ?? 0
        return (firstRow + row, index - starts[row])
    }

    /// The end of the run of token characters at this index.
    func runEnd(from start: Int) -> Int {
        bytes[start...].firstIndex { !Self.isTokenCharacter($0) } ?? bytes.count
    }

    /// Whether only blanks and frames follow.
    func ends(at index: Int) -> Bool { index >= content.upperBound }

    /// The positions of a text, from left to right.
    func places(of text: [UInt8]) -> [Int] {
        guard bytes.count >= text.count else { return [] }
        return (0...(bytes.count - text.count)).filter { start in
            bytes[start] == text[0] && bytes[start..<(start + text.count)].elementsEqual(text)
        }
    }

    static func isTokenCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: false
        }
    }
}
