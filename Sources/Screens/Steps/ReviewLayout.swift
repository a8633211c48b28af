internal import TerminalUI

/// Draws Review: the decisions scroll, Apply and Leave stay visible.
struct ReviewLayout {
    let items: [ReviewItem]
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

    /// The number of rows for everything, with gaps.
    var height: Int {
        let lines = lines(withGaps: true)
        return lines.scrolling.count + lines.fixed.count
    }

    /// Draws and returns the cursor position.
    func draw(on canvas: inout Canvas, in area: Rect, isActive: Bool) -> Point? {
        var (scrolling, fixed) = lines(withGaps: true)
        if scrolling.count + fixed.count > area.rows { (scrolling, fixed) = lines(withGaps: false) }
        let room = max(0, area.rows - fixed.count)
        let shown = scrolling.count > room ? window(scrolling, rows: room) : scrolling
        return draw(Array((shown + fixed).prefix(area.rows)), on: &canvas, in: area, isActive: isActive)
    }

    private func draw(_ lines: [Line], on canvas: inout Canvas, in area: Rect, isActive: Bool) -> Point? {
        var cursor: Point?
        for (offset, line) in lines.enumerated() {
            let row = area.origin.row + offset
            line.body.draw(on: &canvas, in: area, row: offset)
            guard isActive, line.item == mark else { continue }
            if cursor == nil {
                cursor = Point(column: area.origin.column, row: row)
                if !isNote(line) { canvas.put(marks.marked, at: Point(column: area.origin.column, row: row)) }
            }
            canvas.restyle(Rect(column: area.origin.column, row: row, columns: area.columns, rows: 1), .marked)
        }
        return cursor
    }

    /// A note has its own mark at the position of the row mark.
    private func isNote(_ line: Line) -> Bool {
        guard let item = line.item, case .note = items[item].content else { return false }
        return true
    }

    // MARK: - Lines

    private func lines(withGaps: Bool) -> (scrolling: [Line], fixed: [Line]) {
        let table = FactTable(columns: columns, marks: marks)
        var facts = table.rows(items.compactMap { if case .fact(let fact) = $0.content { fact } else { nil } })[...]
        var files = table.rows(items.compactMap { if case .file(let fact) = $0.content { fact } else { nil } })[...]
        var scrolling: [Line] = []
        var fixed: [Line] = []
        for (index, item) in items.enumerated() {
            let bodies: [BodyLine] =
                switch item.content {
                case .fact: facts.popFirst() ?? []
                case .file: files.popFirst() ?? []
                case .note(let mark, let text): BodyLayout(columns: columns, marks: marks).lines(of: .note(mark, text))
                case .row(let label):
                    BodyLayout(columns: columns - 2, marks: marks).lines(of: .text(label, .text)).map(indented)
                }
            let needsGap = withGaps && index > 0 && !items[index - 1].content.isSameGroup(as: item.content)
            if item.isRow {
                if needsGap { fixed.append(Line(body: .blank)) }
                fixed += bodies.map { Line(body: $0, item: index) }
            } else {
                if needsGap { scrolling.append(Line(body: .blank)) }
                scrolling += bodies.map { Line(body: $0, item: index) }
            }
        }
        return (scrolling, fixed)
    }

    private func indented(_ line: BodyLine) -> BodyLine {
        BodyLine(spans: line.spans.map { BodyLine.Span(column: $0.column + 2, text: $0.text, style: $0.style) })
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
        Line(body: BodyLine(spans: [BodyLine.Span(column: 2, text: text, style: .muted)]))
    }
}

extension ReviewItem.Content {
    /// Whether two items have no gap between them.
    func isSameGroup(as other: ReviewItem.Content) -> Bool {
        switch (self, other) {
        case (.fact, .fact), (.file, .file), (.note, .note), (.row, .row): true
        default: false
        }
    }
}
