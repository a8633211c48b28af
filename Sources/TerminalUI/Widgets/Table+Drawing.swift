extension Table {
    /// The mark and the space after it.
    package static let markColumns = 2
    private static let gap = 2

    /// The number of title rows.
    package var titleRows: Int { columns.contains { !$0.title.isEmpty } ? 1 : 0 }

    /// Draws the titles and the visible rows, including the marked one; `cells` is called only for these.
    package func draw(
        on canvas: inout Canvas,
        in area: Rect,
        marks: Marks,
        isFocused: Bool = true,
        cells: (Int) -> [Cell]
    ) {
        // Text that reaches the very end of the marked row's bar looks cut off.
        let layout = Layout(columns, width: area.columns - 1)
        if titleRows > 0 {
            drawTitles(on: &canvas, in: area.splitTop(1).top, layout, isFocused: isFocused)
        }
        let (body, last) = parts(of: area)
        let first = firstShown(rows: body.rows)
        for row in 0..<min(body.rows, max(0, shownCount - first)) {
            guard let index = index(at: first + row) else { return }
            let line = body.inset(top: row).splitTop(1).top
            draw(cells(index), on: &canvas, in: line, layout)
            guard first + row == position else { continue }
            if isFocused { canvas.put(marks.marked, at: line.origin, limit: line.columns) }
            canvas.restyle(line, isFocused ? .marked : .markedElsewhere)
        }
        guard let last, let more else { return }
        let text = more.text(above: first, below: shownCount - first - body.rows)
        let point = Point(column: last.origin.column + Self.markColumns, row: last.origin.row)
        canvas.put(text, at: point, style: .muted, limit: last.columns - Self.markColumns)
    }

    /// The first title heads the whole table, in the gutter; the others stand above their values.
    private func drawTitles(on canvas: inout Canvas, in line: Rect, _ layout: Layout, isFocused: Bool) {
        let titles = columns.enumerated().map { Cell($0 == 0 ? "" : $1.title, .muted) }
        draw(titles, on: &canvas, in: line, layout)
        let head = Shortening.end(columns.first?.title ?? "", columns: Self.markColumns + (columns.first?.columns ?? 0))
        canvas.put(head, at: line.origin, style: isFocused ? .accent : .title, limit: line.columns)
    }

    /// The rows' area, and below it one row that says how many are not shown, if some are not and that can be said.
    private func parts(of area: Rect) -> (body: Rect, last: Rect?) {
        let body = area.inset(top: titleRows)
        guard more != nil, shownCount > body.rows, body.rows > 2 else { return (body, nil) }
        let (rows, last) = body.splitBottom(1)
        return (rows, last)
    }

    /// The cursor position on the marked row.
    package func cursor(in area: Rect) -> Point? {
        let body = parts(of: area).body
        guard marked != nil, !body.isEmpty else { return nil }
        let row = position - firstShown(rows: body.rows)
        return Point(column: body.origin.column, row: body.origin.row + row)
    }

    /// The number of rows that an area shows at once.
    package func visibleRows(in area: Rect) -> Int { parts(of: area).body.rows }

    /// Where the values of a column start in an area of this width, in cells; nil if the column is not shown.
    package func start(ofColumn column: Int, width: Int) -> Int? {
        let places = Layout(columns, width: width - 1).places
        return places.indices.contains(column) ? places[column]?.column : nil
    }

    /// The indices of the rows visible in an area.
    package func visible(in area: Rect) -> [Int] {
        let rows = parts(of: area).body.rows
        let first = firstShown(rows: rows)
        return (first..<max(first, min(shownCount, first + rows))).compactMap(index(at:))
    }

    private func draw(_ cells: [Cell], on canvas: inout Canvas, in line: Rect, _ layout: Layout) {
        for (cell, place) in zip(cells, layout.places) {
            guard let place else { continue }
            let text = Shortening.end(cell.text, columns: place.columns)
            let shift = place.endsInLine ? place.columns - TextWidth.columns(of: text) : 0
            let point = Point(column: line.origin.column + place.column + shift, row: line.origin.row)
            canvas.put(text, at: point, style: cell.style, limit: line.columns - place.column - shift)
        }
    }

    /// The positions of the columns; those without space are left out.
    private struct Layout {
        private(set) var places: [Place?]

        struct Place {
            var column: Int
            var columns: Int
            var endsInLine: Bool
        }

        init(_ columns: [Column], width: Int) {
            var isShown = [Bool](repeating: true, count: columns.count)
            var (count, cells) = (columns.count, columns.reduce(Table.markColumns) { $0 + $1.columns })
            // Least important first; sorted once, because each profile of an agent can be a column.
            var dropping = columns.indices.filter { columns[$0].rank != nil }
                .sorted { (columns[$0].rank ?? 0, $0) < (columns[$1].rank ?? 0, $1) }[...]
            while cells + Table.gap * (count - 1) > width, let least = dropping.popFirst() {
                isShown[least] = false
                count -= 1
                cells -= columns[least].columns
            }
            // Cells that are left go between the columns, one each, from the left.
            var left = width - cells - Table.gap * (count - 1)
            places = []
            var column = Table.markColumns
            var isFirst = true
            for index in columns.indices {
                guard isShown[index] else {
                    places.append(nil)
                    continue
                }
                if !isFirst {
                    column += Table.gap
                    if left > 0, !columns[index].continues {
                        column += 1
                        left -= 1
                    }
                }
                isFirst = false
                let cells = min(columns[index].columns, max(0, width - column))
                places.append(Place(column: column, columns: cells, endsInLine: columns[index].endsInLine))
                column += columns[index].columns
            }
            moveLastNumberToTheEnd(width)
        }

        /// Numbers in the last column end where the bar of the marked row does, on every page.
        private mutating func moveLastNumberToTheEnd(_ width: Int) {
            guard let last = places.lastIndex(where: { $0 != nil }), let place = places[last], place.endsInLine,
                last > 0
            else { return }
            places[last]?.column = max(place.column, width - place.columns)
        }
    }
}
