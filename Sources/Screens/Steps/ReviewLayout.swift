internal import TerminalUI

/// Draws Review: credential, payer, Apply and Leave stay in sight, the lines between them scroll. What room is left
/// below them shows what will be written.
struct ReviewLayout {
    let items: [ReviewItem]
    /// The marked item.
    let mark: Int
    let columns: Int
    let marks: Marks
    var moreAbove: (Int) -> String = { String($0) }
    var moreBelow: (Int) -> String = { String($0) }

    /// One drawn line and its item; nil for a gap between groups.
    private struct Line {
        var body: BodyLine
        var item: Int?
    }

    /// The lines that stay at the top, those that scroll, and those that stay at the bottom.
    private struct Parts {
        var pinned: [Line] = []
        /// What a failed check means; it stays too, where at least a few of the other lines can be seen beside it.
        var answer: [Line] = []
        var scrolling: [Line] = []
        var rows: [Line] = []
        var count: Int { pinned.count + answer.count + scrolling.count + rows.count }

        /// Puts the answer where it belongs, for a page with this many rows.
        mutating func settle(rows page: Int) {
            let isPinned = pinned.count + answer.count + rows.count + ReviewLayout.leastScrolling <= page
            if isPinned { pinned += answer } else { scrolling = answer + scrolling }
            answer = []
        }
    }

    private static let leastScrolling = 3

    /// The number of rows for everything, with gaps.
    var height: Int { parts(withGaps: true).count }

    /// Draws and returns the cursor position, and the rows that are left below.
    func draw(on canvas: inout Canvas, in area: Rect, isActive: Bool) -> (cursor: Point?, rest: Rect) {
        var parts = parts(withGaps: true)
        if parts.count > area.rows { parts = self.parts(withGaps: false) }
        parts.settle(rows: area.rows)
        let room = max(0, area.rows - parts.rows.count - parts.pinned.count)
        let shown = parts.scrolling.count > room ? window(parts.scrolling, rows: room) : parts.scrolling
        let lines = Array((parts.pinned + shown + parts.rows).prefix(area.rows))
        return (draw(lines, on: &canvas, in: area, isActive: isActive), area.inset(top: lines.count))
    }

    private func draw(_ lines: [Line], on canvas: inout Canvas, in area: Rect, isActive: Bool) -> Point? {
        var cursor: Point?
        for (offset, line) in lines.enumerated() {
            let row = area.origin.row + offset
            line.body.draw(on: &canvas, in: area, row: offset)
            guard isActive, line.item == mark else { continue }
            if cursor == nil {
                cursor = Point(column: area.origin.column, row: row)
                if !hasSign(line) { canvas.put(marks.marked, at: Point(column: area.origin.column, row: row)) }
            }
            canvas.restyle(Rect(column: area.origin.column, row: row, columns: area.columns, rows: 1), .marked)
        }
        return cursor
    }

    /// A note has its own mark at the position of the row mark.
    private func hasSign(_ line: Line) -> Bool {
        switch line.item.map({ items[$0].content }) {
        case .note, .fold: true
        case .line, .row, nil: false
        }
    }

    // MARK: - Lines

    private func parts(withGaps: Bool) -> Parts {
        let table = ReviewTable(items: items, columns: columns, marks: marks)
        var parts = Parts()
        for (index, item) in items.enumerated() {
            let lines = table.lines(of: item).map { Line(body: $0, item: index) }
            // On a phone only the rows stand apart.
            let isApart = columns >= 50 || item.group == .rows
            let isNew = isApart && index > 0 && items[index - 1].group != item.group
            let gap = withGaps && isNew ? [Line(body: .blank)] : []
            switch item.group {
            case .pinned: parts.pinned += lines
            case .answer: parts.answer += gap + lines
            case .rows: parts.rows += gap + lines
            case .changes, .files, .same, .notes, .effects: parts.scrolling += gap + lines
            }
        }
        return parts
    }

    // MARK: - Scrolling

    /// The marked line and those above it, or the lines next to Apply: consequences are the last to be hidden.
    private func window(_ lines: [Line], rows: Int) -> [Line] {
        guard rows > 0 else { return [] }
        guard rows > 2 else { return Array(lines.prefix(rows)) }
        let room = rows - 1
        let marked = lines.lastIndex { $0.item == mark } ?? lines.count - 1
        guard marked >= lines.count - room else {
            // One row for each sign that more lines follow.
            let first = max(0, marked - (room - 1))
            let above = first > 0 ? [more(moreAbove(first + 1))] : []
            let shown = lines[(first + above.count)..<min(lines.count, first + room)]
            return above + shown + [more(moreBelow(lines.count - first - room))]
        }
        return [more(moreAbove(lines.count - room))] + lines.suffix(room)
    }

    private func more(_ text: String) -> Line {
        Line(body: BodyLine(spans: [BodyLine.Span(column: FrameLayout.textEdge, text: text, style: .muted)]))
    }
}
