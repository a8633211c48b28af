/// One character place: what stands there and what it means.
package struct Cell: Sendable, Hashable {
    /// The character; empty for the second half of a wide one.
    package var text: String
    package var style: Style

    package init(text: String, style: Style) {
        self.text = text
        self.style = style
    }

    package static let blank = Cell(text: " ", style: .text)
}

/// A buffer of cells that a screen draws on; equal canvases look the same.
package struct Canvas: Sendable, Equatable {
    package let size: Size
    private(set) package var cells: [Cell]

    package init(size: Size) {
        self.size = size
        cells = Array(repeating: .blank, count: max(0, size.columns) * max(0, size.rows))
    }

    package subscript(column: Int, row: Int) -> Cell {
        cells[row * size.columns + column]
    }

    /// Draws text from a point, clipped to the canvas and to `limit` columns; returns the columns used.
    ///
    /// Control characters are dropped: text may come from files.
    @discardableResult
    package mutating func put(
        _ text: String,
        at point: Point,
        style: Style = .text,
        limit: Int = Int.max
    ) -> Int {
        guard point.row >= 0, point.row < size.rows else { return 0 }
        let end = min(size.columns, point.column.addingReportingOverflow(limit).overflow ? Int.max : point.column + limit)
        var column = point.column
        for character in text {
            let width = TextWidth.columns(of: character)
            if width == 0 { continue }
            if column + width > end { break }
            if column >= 0 { place(character, width: width, column: column, row: point.row, style: style) }
            column += width
        }
        return column - point.column
    }

    /// Gives every cell of an area the style, keeping what stands there.
    package mutating func restyle(_ area: Rect, _ style: Style) {
        for row in max(0, area.origin.row)..<max(0, min(size.rows, area.endRow)) {
            for column in max(0, area.origin.column)..<max(0, min(size.columns, area.endColumn)) {
                cells[row * size.columns + column].style = style
            }
        }
    }

    private mutating func place(_ character: Character, width: Int, column: Int, row: Int, style: Style) {
        let index = row * size.columns + column
        cells[index] = Cell(text: String(character), style: style)
        if width == 2 { cells[index + 1] = Cell(text: "", style: style) }
    }
}
