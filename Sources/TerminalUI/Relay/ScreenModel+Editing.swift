// Erasing and shifting.
extension ScreenModel {
    mutating func eraseDisplay(_ mode: Int) {
        switch mode {
        case 0:
            eraseLine(0)
            for row in rows.indices.dropFirst(cursor.row + 1) { rows[row] = Self.blank(size.columns) }
        case 1:
            for row in 0..<cursor.row { rows[row] = Self.blank(size.columns) }
            eraseLine(1)
        case 2:
            rememberAll()
            rows = Array(repeating: Self.blank(size.columns), count: rows.count)
        // 3 erases the scrollback, which does not exist here.
        default: break
        }
    }

    mutating func eraseLine(_ mode: Int) {
        switch mode {
        case 0: erase(cursor.row, cursor.column..<size.columns)
        case 1: erase(cursor.row, 0..<(cursor.column + 1))
        case 2: erase(cursor.row, 0..<size.columns)
        default: break
        }
    }

    mutating func erase(_ row: Int, _ columns: Range<Int>) {
        isAtEnd = false
        let columns = columns.clamped(to: rows[row].cells.indices)
        if columns.upperBound < size.columns, rows[row].cells[columns.upperBound].isContinuation {
            rows[row].cells[columns.upperBound] = Cell()
        }
        if columns.lowerBound > 0, !columns.isEmpty, rows[row].cells[columns.lowerBound].isContinuation {
            rows[row].cells[columns.lowerBound - 1] = Cell()
        }
        for column in columns { rows[row].cells[column] = Cell() }
        if columns.upperBound >= size.columns { rows[row].wraps = false }
    }

    /// Inserts (positive) or removes rows at the cursor, within the scroll region.
    mutating func shiftRows(by count: Int) {
        guard region.contains(cursor.row) else { return }
        for _ in 0..<min(abs(count), region.upperBound - cursor.row) {
            let (out, back) = count > 0 ? (region.upperBound - 1, cursor.row) : (cursor.row, region.upperBound - 1)
            rows.remove(at: out)
            rows.insert(Self.blank(size.columns), at: back)
        }
    }

    /// Inserts (positive) or removes cells at the cursor.
    mutating func shiftCells(by count: Int) {
        isAtEnd = false
        rows[cursor.row].wraps = false
        for _ in 0..<min(abs(count), size.columns) {
            if count > 0 {
                rows[cursor.row].cells.insert(Cell(), at: cursor.column)
                rows[cursor.row].cells.removeLast()
            } else {
                rows[cursor.row].cells.remove(at: cursor.column)
                rows[cursor.row].cells.append(Cell())
            }
        }
    }

    mutating func scrollUp() {
        remember(rows[region.lowerBound])
        rows.remove(at: region.lowerBound)
        rows.insert(Self.blank(size.columns), at: region.upperBound - 1)
    }

    mutating func scrollDown() {
        rows.remove(at: region.upperBound - 1)
        rows.insert(Self.blank(size.columns), at: region.lowerBound)
    }
}
