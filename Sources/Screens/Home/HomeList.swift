internal import TerminalUI

/// One numbered row of Home: a problem or a job.
struct HomeItem: Sendable, Equatable {
    enum Action: Sendable, Equatable {
        case open(BrowsePage)
        /// A text to read that contains the next step.
        case read([String])
        /// The same for the findings without their own row.
        case readMore
    }

    /// Stable when the texts change.
    var id: String
    var text: String
    /// The second column, after a job's name.
    var note = ""
    /// The mark of a finding; nil for a job.
    var mark: NoteMark?
    var action: Action
}

/// The rows of Home: Enter opens the marked row, a digit the row with that number.
struct HomeList: Sendable, Equatable {
    private(set) var items: [HomeItem]
    private var position = 0

    init(_ items: [HomeItem]) { self.items = items }

    var marked: HomeItem? { items.indices.contains(position) ? items[position] : nil }

    /// Marks the first remedy if no credential can answer, else the first job.
    mutating func markFirst(answers: Bool) {
        position = answers ? items.firstIndex { $0.mark == nil } ?? 0 : 0
    }

    /// Replaces the rows; the mark stays on the same item.
    mutating func replace(_ items: [HomeItem]) {
        let id = marked?.id
        self.items = items
        position = items.firstIndex { $0.id == id } ?? max(0, min(position, items.count - 1))
    }

    /// The item that a key opens; nil if none.
    mutating func handle(_ key: Key) -> HomeItem? {
        switch key {
        case .enter: return marked
        case .up: position = max(0, position - 1)
        case .down: position = min(max(0, items.count - 1), position + 1)
        case .home, .pageUp: position = 0
        case .end, .pageDown: position = max(0, items.count - 1)
        default:
            guard let digit = key.digit, digit <= items.count else { return nil }
            position = digit - 1
            return marked
        }
        return nil
    }

    // MARK: - Drawing

    /// All rows; with enough space there is a blank one between findings and jobs.
    func lines(columns: Int, marks: Marks, isRoomy: Bool) -> [(line: BodyLine, item: Int?)] {
        let names = items.filter { $0.mark == nil }.map { TextWidth.columns(of: $0.text) }.max() ?? 0
        var lines: [(BodyLine, Int?)] = []
        for (index, item) in items.enumerated() {
            if isRoomy, index > 0, item.mark == nil, items[index - 1].mark != nil { lines.append((.blank, nil)) }
            lines += row(item, number: index + 1, names: names, columns: columns, marks: marks).map { ($0, index) }
        }
        return lines
    }

    private func row(_ item: HomeItem, number: Int, names: Int, columns: Int, marks: Marks) -> [BodyLine] {
        let start = 5
        let numbers = BodyLine.Span(column: 2, text: String(number))
        guard let mark = item.mark else {
            var spans = [numbers, BodyLine.Span(column: start, text: item.text)]
            let place = start + names + 3
            if place + TextWidth.columns(of: item.note) <= columns {
                spans.append(BodyLine.Span(column: place, text: item.note, style: .muted))
            }
            return [BodyLine(spans: spans)]
        }
        return TextWrap.lines(item.text, columns: max(1, columns - start)).enumerated().map { row, text in
            let body = BodyLine.Span(column: start, text: text, style: mark.style)
            let sign = BodyLine.Span(column: 0, text: mark.sign(marks), style: mark.style)
            return BodyLine(spans: row == 0 ? [sign, numbers, body] : [body])
        }
    }

    /// Draws the rows that fit, including the marked one; returns the cursor position.
    func draw(on canvas: inout Canvas, in area: Rect, marks: Marks, isRoomy: Bool, isFocused: Bool) -> Point? {
        let lines = lines(columns: area.columns, marks: marks, isRoomy: isRoomy)
        let last = lines.lastIndex { $0.item == position } ?? 0
        let first = max(0, min(last - area.rows + 1, lines.count - area.rows))
        var cursor: Point?
        for (row, line) in lines.dropFirst(first).prefix(area.rows).enumerated() {
            line.line.draw(on: &canvas, in: area, row: row)
            guard line.item == position else { continue }
            let place = Rect(column: area.origin.column, row: area.origin.row + row, columns: area.columns, rows: 1)
            if cursor == nil {
                cursor = place.origin
                if isFocused { canvas.put(marks.marked, at: place.origin) }
            }
            canvas.restyle(place, isFocused ? .marked : .markedElsewhere)
        }
        return cursor
    }
}
