/// Lays out a child program's wide screen for a narrower terminal, with tokens masked.
///
/// The child's terminal is so wide that it wraps no line. Text that fits keeps its position. For lines that are too
/// wide, first spacing columns are removed (the left margin of centred text, the inside of a box), then lines are
/// wrapped, at words where possible. If there are too many rows, empty ones are removed first, then those farthest
/// above the cursor.
package struct RelayLayout: Sendable, Equatable {
    /// One row of the user's terminal.
    package struct Line: Sendable, Equatable {
        package var cells: [ScreenModel.Cell] = []
        /// A word continues in the next row and this row is full: a terminal that wraps by itself treats both as one
        /// line.
        package var continues = false
    }

    package private(set) var lines: [Line] = []
    package private(set) var cursor = Point(column: 0, row: 0)

    /// - Parameter hidden: by row, the cells that hold part of a token.
    package init(_ screen: ScreenModel, hidden: [Int: Set<Int>], size: Size) {
        let columns = max(1, size.columns)
        var drawn = Self.drawnLines(of: screen, hidden: hidden)
        while let last = drawn.last, last.cells.isEmpty, last.row > screen.cursor.row { drawn.removeLast() }
        for block in Self.blocks(drawn) { DrawnLine.fit(&drawn[block], columns: columns) }
        for line in drawn {
            let rows = line.broken(columns: columns)
            let place = line.place(of: screen.cursor, in: rows, columns: columns)
            if let place { cursor = Point(column: place.column, row: lines.count + place.row) }
            lines += rows
        }
        leaveOutRows(max(1, size.rows))
    }

    /// The child's lines, without trailing blanks.
    private static func drawnLines(of screen: ScreenModel, hidden: [Int: Set<Int>]) -> [DrawnLine] {
        var lines: [DrawnLine] = []
        var goesOn = false
        for (index, row) in screen.rows.enumerated() {
            let isMasked = hidden[index] ?? []
            let cells = row.cells.enumerated().map { column, cell in
                var cell = cell
                if isMasked.contains(column) { cell.text = "*" }
                return DrawnLine.Place(cell: cell, row: index, column: column)
            }
            if goesOn, !lines.isEmpty {
                lines[lines.count - 1].cells += cells
            } else {
                lines.append(DrawnLine(row: index, cells: cells))
            }
            goesOn = row.wraps
            if !goesOn { lines[lines.count - 1].trim(upTo: screen.cursor) }
        }
        if goesOn, !lines.isEmpty { lines[lines.count - 1].trim(upTo: screen.cursor) }
        return lines
    }

    /// Groups of lines without an empty one between them: their columns belong together.
    private static func blocks(_ lines: [DrawnLine]) -> [Range<Int>] {
        var blocks: [Range<Int>] = []
        for (index, line) in lines.enumerated() where !line.cells.isEmpty {
            if let last = blocks.last, last.upperBound == index {
                blocks[blocks.count - 1] = last.lowerBound..<(index + 1)
            } else {
                blocks.append(index..<(index + 1))
            }
        }
        return blocks
    }

    // MARK: - Rows

    private mutating func leaveOutRows(_ most: Int) {
        leaveOut(most) { index, lines in index > 0 && lines[index].cells.isEmpty && lines[index - 1].cells.isEmpty }
        leaveOut(most) { index, lines in lines[index].cells.isEmpty }
        guard lines.count > most else { return }
        let end = max(most, (lines.lastIndex { !$0.cells.isEmpty } ?? 0) + 1, cursor.row + 1)
        let first = min(end - most, cursor.row)
        lines = Array(lines[first..<min(lines.count, first + most)])
        cursor.row -= first
    }

    /// Removes rows for which `isSpare` holds, bottommost first, until the rest fits; never the cursor's row.
    private mutating func leaveOut(_ most: Int, _ isSpare: (Int, [Line]) -> Bool) {
        for index in lines.indices.reversed() where lines.count > most && index != cursor.row && isSpare(index, lines) {
            lines.remove(at: index)
            if index < cursor.row { cursor.row -= 1 }
        }
    }
}
