internal import TerminalUI

/// Draws the rows of the history in their two groups; the marked one is always in sight.
struct HistoryList {
    let rows: [HistoryRow]
    /// Indices of the rows that match the filter.
    let shown: [Int]
    let marked: Int?
    let words: Words
    let marks: Marks
    let isFocused: Bool

    private enum Line {
        case head(String, String, isMarked: Bool)
        case row(Int)
        case blank
    }

    /// Cells between two columns.
    private static let gap = 3
    private static let narrowGap = 2

    /// Returns the position of the cursor.
    func draw(on canvas: inout Canvas, in area: Rect) -> Point? {
        let lines = lines(isRoomy: area.rows >= 8)
        let place = lines.firstIndex { if case .row(let index) = $0 { index == marked } else { false } } ?? 0
        let fits = lines.count <= area.rows
        let rowCount = fits ? area.rows : max(1, area.rows - 1)
        let first = fits ? 0 : max(0, min(place - rowCount + 1, lines.count - rowCount))
        let timeColumns = rows.map { TextWidth.columns(of: $0.time) }.max() ?? 0
        var cursor: Point?
        for (row, line) in lines.dropFirst(first).prefix(rowCount).enumerated() {
            let strip = area.inset(top: row).splitTop(1).top
            draw(line, timeColumns, on: &canvas, in: strip)
            if first + row == place, marked != nil { cursor = strip.origin }
        }
        let hidden = lines.dropFirst(first + rowCount).count { if case .row = $0 { true } else { false } }
        if !fits, hidden > 0 {
            let last = area.inset(top: rowCount)
            let point = Point(column: last.origin.column + Table.markColumns, row: last.origin.row)
            canvas.put(words("history.below", count: hidden), at: point, style: .muted, limit: last.columns)
        }
        return cursor
    }

    private func lines(isRoomy: Bool) -> [Line] {
        var lines: [Line] = []
        for isApply in [true, false] {
            let group = shown.filter { rows[$0].isApply == isApply }
            guard !group.isEmpty else { continue }
            if !lines.isEmpty, isRoomy { lines.append(.blank) }
            let isMarked = marked.map { rows[$0].isApply == isApply } ?? false
            lines.append(
                isApply
                    ? .head(words("history.changes"), words("history.undo"), isMarked: isMarked)
                    : .head(words("history.backups"), words("history.restore"), isMarked: isMarked)
            )
            lines += group.map { .row($0) }
        }
        return lines
    }

    /// - Parameter timeColumns: the width of the widest time of all rows.
    private func draw(_ line: Line, _ timeColumns: Int, on canvas: inout Canvas, in strip: Rect) {
        switch line {
        case .blank: break
        case .head(let title, let end, let isMarked):
            let style: Style = isMarked ? isFocused ? .accent : .title : .muted
            canvas.put(title, at: strip.origin, style: style, limit: strip.columns)
            putEnd(end, .muted, on: &canvas, in: strip)
        case .row(let index): draw(rows[index], timeColumns, isMarked: index == marked, on: &canvas, in: strip)
        }
    }

    private func draw(
        _ row: HistoryRow,
        _ timeColumns: Int,
        isMarked: Bool,
        on canvas: inout Canvas,
        in strip: Rect
    ) {
        let gap = words.isNarrow ? Self.narrowGap : Self.gap
        let start = Table.markColumns + timeColumns + gap
        let end = strip.columns - 1 - TextWidth.columns(of: row.state)
        put(row.time, at: Table.markColumns, .text, limit: timeColumns, on: &canvas, in: strip)
        let room = max(1, end - start - Self.narrowGap)
        put(Shortening.end(row.text, columns: room), at: start, .text, limit: room, on: &canvas, in: strip)
        putEnd(row.state, row.isPossible ? .ok : .muted, on: &canvas, in: strip)
        guard isMarked else { return }
        if isFocused { canvas.put(marks.marked, at: strip.origin, limit: strip.columns) }
        canvas.restyle(strip, isFocused ? .marked : .markedElsewhere)
    }

    private func put(
        _ text: String,
        at column: Int,
        _ style: Style,
        limit: Int,
        on canvas: inout Canvas,
        in strip: Rect
    ) {
        let point = Point(column: strip.origin.column + column, row: strip.origin.row)
        canvas.put(text, at: point, style: style, limit: limit)
    }

    /// At the right end, one cell before the end of the bar.
    private func putEnd(_ text: String, _ style: Style, on canvas: inout Canvas, in strip: Rect) {
        let column = max(0, strip.columns - 1 - TextWidth.columns(of: text))
        put(text, at: column, style, limit: strip.columns - column, on: &canvas, in: strip)
    }
}
