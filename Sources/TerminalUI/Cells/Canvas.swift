/// A buffer of cells that a screen draws on; equal canvases look the same.
///
/// Drawing cannot trap: everything outside is clipped, and a wide character is either complete or absent.
///
///     var canvas = Canvas(size: terminal.size)
///     canvas.put("Paste your credential", at: Point(column: 17, row: 2), style: .title)
package struct Canvas: Sendable, Equatable {
    package let size: Size
    private(set) package var cells: [Cell]

    /// A blank canvas; a negative size counts as zero.
    package init(size: Size) {
        self.size = Size(columns: max(0, size.columns), rows: max(0, size.rows))
        cells = Array(repeating: .blank, count: self.size.columns * self.size.rows)
    }

    /// The whole canvas.
    package var bounds: Rect { Rect(column: 0, row: 0, columns: size.columns, rows: size.rows) }

    /// The cell at a position; blank outside the canvas.
    package subscript(column: Int, row: Int) -> Cell {
        guard (0..<size.columns).contains(column), (0..<size.rows).contains(row) else { return .blank }
        return cells[row * size.columns + column]
    }

    /// Draws one line of text, clipped to the canvas and to `limit` columns; returns the number of columns used.
    ///
    /// Control characters are dropped, because text can come from files.
    @discardableResult
    package mutating func put(
        _ text: String,
        at point: Point,
        style: Style = .text,
        limit: Int = Int.max
    ) -> Int {
        guard point.row >= 0, point.row < size.rows, limit > 0 else { return 0 }
        let end = min(size.columns, point.column.saturatingAdding(limit))
        var column = point.column
        TextWidth.forEachGlyph(in: text) { glyph, width in
            guard column.saturatingAdding(width) <= end else { return false }
            place(glyph, width: width, column: column, row: point.row, style: style)
            column += width
            return true
        }
        return column - point.column
    }

    /// Fills an area with blanks of a style.
    package mutating func fill(_ area: Rect, _ style: Style = .text) {
        forEachIndex(in: area) { canvas, index in
            canvas.breakWideCharacter(at: index)
            canvas.cells[index] = Cell(glyph: .space, style: style)
        }
    }

    /// Sets the style of every cell in an area and keeps the characters.
    package mutating func restyle(_ area: Rect, _ style: Style) {
        forEachIndex(in: area) { $0.cells[$1].style = style }
    }

    private mutating func forEachIndex(in area: Rect, _ body: (inout Canvas, Int) -> Void) {
        let columns = max(0, area.origin.column)..<max(0, area.origin.column, min(size.columns, area.endColumn))
        let rows = max(0, area.origin.row)..<max(0, area.origin.row, min(size.rows, area.endRow))
        for row in rows {
            for column in columns { body(&self, row * size.columns + column) }
        }
    }

    private mutating func place(_ glyph: Glyph, width: Int, column: Int, row: Int, style: Style) {
        guard column >= 0 else {
            // A wide character that begins left of the canvas leaves a blank in its visible half.
            if column + width > 0 { cells[row * size.columns] = Cell(glyph: .space, style: style) }
            return
        }
        let index = row * size.columns + column
        breakWideCharacter(at: index)
        cells[index] = Cell(glyph: glyph, style: style)
        guard width == 2 else { return }
        breakWideCharacter(at: index + 1)
        cells[index + 1] = Cell(glyph: .secondHalf, style: style)
    }

    /// Blanks the other half of a wide character when one half is overwritten.
    private mutating func breakWideCharacter(at index: Int) {
        let column = index % size.columns
        if cells[index].glyph.isSecondHalf, column > 0 { cells[index - 1].glyph = .space }
        if column + 1 < size.columns, cells[index + 1].glyph.isSecondHalf { cells[index + 1].glyph = .space }
    }
}

// MARK: - Reading

extension Canvas {
    /// One row as text, without trailing blanks; empty outside the canvas.
    package func text(row: Int) -> String {
        guard (0..<size.rows).contains(row) else { return "" }
        var line = ""
        for cell in cells[row * size.columns..<(row + 1) * size.columns] { cell.glyph.append(to: &line) }
        while line.last == " " { line.removeLast() }
        return line
    }

    /// All rows as text.
    package var lines: [String] { (0..<size.rows).map(text(row:)) }

    /// The columns from the first to the last difference between a row and that of another canvas of the same size,
    /// starting at a whole character; nil if there is no difference.
    package func changedColumns(row: Int, since old: Canvas) -> Range<Int>? {
        guard old.size == size, (0..<size.rows).contains(row) else { return 0..<size.columns }
        let start = row * size.columns
        return cells.withUnsafeBufferPointer { new in
            old.cells.withUnsafeBufferPointer { old in
                guard var first = (start..<start + size.columns).first(where: { old[$0] != new[$0] }) else {
                    return nil
                }
                var end = start + size.columns
                while old[end - 1] == new[end - 1] { end -= 1 }
                while first > start, new[first].glyph.isSecondHalf || old[first].glyph.isSecondHalf { first -= 1 }
                return (first - start)..<(end - start)
            }
        }
    }
}
