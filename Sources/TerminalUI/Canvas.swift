/// One character place: what stands there and what it means.
package struct Cell: Sendable, Hashable {
    /// The character with its combining marks; empty for the second half of a wide one.
    package var text: String
    package var style: Style

    package init(text: String, style: Style) {
        self.text = text
        self.style = style
    }

    package static let blank = Cell(text: " ", style: .text)
}

/// A buffer of cells that a screen draws on; equal canvases look the same.
///
/// Nothing drawn here can trap: what lies outside is clipped, and a wide character is whole or not there.
///
///     var canvas = Canvas(size: terminal.size)
///     canvas.put("Paste your credential", at: Point(column: 17, row: 2), style: .title)
package struct Canvas: Sendable, Equatable {
    package let size: Size
    private(set) package var cells: [Cell]

    /// A blank canvas; a negative extent counts as none.
    package init(size: Size) {
        self.size = Size(columns: max(0, size.columns), rows: max(0, size.rows))
        cells = Array(repeating: .blank, count: self.size.columns * self.size.rows)
    }

    /// The whole canvas.
    package var bounds: Rect { Rect(column: 0, row: 0, columns: size.columns, rows: size.rows) }

    /// The cell at a place; blank outside.
    package subscript(column: Int, row: Int) -> Cell {
        guard (0..<size.columns).contains(column), (0..<size.rows).contains(row) else { return .blank }
        return cells[row * size.columns + column]
    }

    /// Draws one line of text from a point, clipped to the canvas and to `limit` columns; returns the columns used.
    ///
    /// Control characters are dropped: text may come from files.
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
        TextWidth.forEachCell(in: text) { cell, width in
            guard column.saturatingAdding(width) <= end else { return false }
            place(cell, width: width, column: column, row: point.row, style: style)
            column += width
            return true
        }
        return column - point.column
    }

    /// Makes an area blank, in a style.
    package mutating func fill(_ area: Rect, _ style: Style = .text) {
        forEachIndex(in: area) { canvas, index in
            canvas.breakWideCharacter(at: index)
            canvas.cells[index] = Cell(text: " ", style: style)
        }
    }

    /// Gives every cell of an area the style, keeping what stands there.
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

    private mutating func place(_ text: String, width: Int, column: Int, row: Int, style: Style) {
        guard column >= 0 else {
            // A wide character that begins left of the canvas leaves a blank for the half inside.
            if column + width > 0 { cells[row * size.columns] = Cell(text: " ", style: style) }
            return
        }
        let index = row * size.columns + column
        breakWideCharacter(at: index)
        cells[index] = Cell(text: text, style: style)
        guard width == 2 else { return }
        breakWideCharacter(at: index + 1)
        cells[index + 1] = Cell(text: "", style: style)
    }

    /// Blanks the other half of a wide character of which one half is about to be overwritten.
    private mutating func breakWideCharacter(at index: Int) {
        let column = index % size.columns
        if cells[index].text.isEmpty, column > 0 { cells[index - 1].text = " " }
        if column + 1 < size.columns, cells[index + 1].text.isEmpty { cells[index + 1].text = " " }
    }
}

// MARK: - Reading back

extension Canvas {
    /// One row as text, without the blanks at its end; empty outside the canvas.
    package func text(row: Int) -> String {
        guard (0..<size.rows).contains(row) else { return "" }
        var line = ""
        for cell in cells[row * size.columns..<(row + 1) * size.columns] { line += cell.text }
        while line.last == " " { line.removeLast() }
        return line
    }

    /// All rows as text.
    package var lines: [String] { (0..<size.rows).map(text(row:)) }
}
