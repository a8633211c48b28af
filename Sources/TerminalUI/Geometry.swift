/// A place on a canvas, in cells, from the top left corner.
package struct Point: Sendable, Hashable {
    package var column: Int
    package var row: Int

    package init(column: Int, row: Int) {
        self.column = column
        self.row = row
    }
}

/// An extent in cells.
package struct Size: Sendable, Hashable {
    package var columns: Int
    package var rows: Int

    package init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }
}

/// An area of a canvas, in cells.
package struct Rect: Sendable, Hashable {
    package var origin: Point
    package var size: Size

    package init(column: Int, row: Int, columns: Int, rows: Int) {
        origin = Point(column: column, row: row)
        size = Size(columns: columns, rows: rows)
    }

    /// The first column right of the area.
    package var endColumn: Int { origin.column + size.columns }
    /// The first row below the area.
    package var endRow: Int { origin.row + size.rows }
}
