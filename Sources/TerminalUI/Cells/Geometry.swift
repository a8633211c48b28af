/// A position on a canvas in cells, from the top left corner.
package struct Point: Sendable, Hashable {
    package var column: Int
    package var row: Int

    package init(column: Int, row: Int) {
        self.column = column
        self.row = row
    }
}

/// A size in cells.
package struct Size: Sendable, Hashable {
    package var columns: Int
    package var rows: Int

    package init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }
}

/// An area of a canvas in cells; it may extend beyond the canvas, because drawing is clipped.
package struct Rect: Sendable, Hashable {
    package var origin: Point
    package var size: Size

    package init(column: Int, row: Int, columns: Int, rows: Int) {
        origin = Point(column: column, row: row)
        size = Size(columns: columns, rows: rows)
    }

    package var columns: Int { max(0, size.columns) }
    package var rows: Int { max(0, size.rows) }
    package var isEmpty: Bool { size.columns <= 0 || size.rows <= 0 }
    /// The first column to the right of the area.
    package var endColumn: Int { origin.column.saturatingAdding(columns) }
    /// The first row below the area.
    package var endRow: Int { origin.row.saturatingAdding(rows) }
}

// MARK: - Parts

extension Rect {
    /// The area reduced by this many cells on each side; never smaller than empty.
    package func inset(left: Int = 0, top: Int = 0, right: Int = 0, bottom: Int = 0) -> Rect {
        Rect(
            column: origin.column.saturatingAdding(left),
            row: origin.row.saturatingAdding(top),
            columns: max(0, columns - left - right),
            rows: max(0, rows - top - bottom)
        )
    }

    /// The first rows of the area, and the rest below them.
    package func splitTop(_ count: Int) -> (top: Rect, rest: Rect) {
        let taken = min(max(0, count), rows)
        return (inset(bottom: rows - taken), inset(top: taken))
    }

    /// The last rows of the area, and the rest above them.
    package func splitBottom(_ count: Int) -> (rest: Rect, bottom: Rect) {
        let taken = min(max(0, count), rows)
        return (inset(bottom: taken), inset(top: rows - taken))
    }

    /// The first columns of the area, and the rest beside them.
    package func splitLeft(_ count: Int) -> (left: Rect, rest: Rect) {
        let taken = min(max(0, count), columns)
        return (inset(right: columns - taken), inset(left: taken))
    }
}

extension Int {
    /// The sum, clamped instead of trapping on overflow.
    func saturatingAdding(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        guard overflow else { return sum }
        return other > 0 ? Int.max : Int.min
    }
}
