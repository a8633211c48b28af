internal import TerminalUI

/// The rows of Home: Enter opens the marked row, a digit the row with that number.
struct HomeList: Sendable, Equatable {
    private(set) var items: [HomeItem]
    private var position = 0

    init(_ items: [HomeItem]) { self.items = items }

    var marked: HomeItem? { items.indices.contains(position) ? items[position] : nil }

    /// Marks the row with this id.
    mutating func mark(id: String) {
        if let found = items.firstIndex(where: { $0.id == id }) { position = found }
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

    /// Where the reasons start, counted from the left end of the rows, on a page of 80 columns and on a broad one. Facts
    /// above the rows have their remarks there too.
    static func whyColumn(_ columns: Int) -> Int { columns >= 76 ? 43 : 34 }

    /// The number of lines.
    func height(isRoomy: Bool) -> Int {
        let borders = zip(items, items.dropFirst()).count { $0.isAct && !$1.isAct }
        return items.count + (isRoomy ? borders : 0)
    }

    /// All rows; with enough space there is a blank one between acts and screens.
    func lines(columns: Int, isRoomy: Bool) -> [(line: BodyLine, item: Int?)] {
        let widest = items.map { TextWidth.columns(of: $0.text) }.max() ?? 0
        let why = columns < 55 ? nil : max(Self.whyColumn(columns), FrameLayout.actEdge + widest + 2)
        var lines: [(BodyLine, Int?)] = []
        for (index, item) in items.enumerated() {
            if isRoomy, index > 0, !item.isAct, items[index - 1].isAct { lines.append((.blank, nil)) }
            lines.append((row(item, number: index + 1, why: why, columns: columns), index))
        }
        return lines
    }

    /// - Parameter why: the column of the reason; nil puts it at the right end.
    private func row(_ item: HomeItem, number: Int, why: Int?, columns: Int) -> BodyLine {
        let end = columns - 1
        let digit = BodyLine.Span(column: FrameLayout.textEdge, text: number < 10 ? String(number) : "", style: .muted)
        let text = Shortening.end(item.text, columns: max(1, end - FrameLayout.actEdge))
        var spans = [digit, BodyLine.Span(column: FrameLayout.actEdge, text: text)]
        let used = FrameLayout.actEdge + TextWidth.columns(of: text)
        let room = end - max(why ?? 0, used + 2)
        if room > 3, !item.why.isEmpty {
            // At the right end of a narrow row half a remark says nothing.
            let fits = why != nil || TextWidth.columns(of: item.why) <= room
            let remark = fits ? Shortening.end(item.why, columns: room) : ""
            let column = why.map { max($0, used + 2) } ?? end - TextWidth.columns(of: remark)
            spans.append(BodyLine.Span(column: column, text: remark, style: item.whyStyle))
        }
        return BodyLine(spans: spans)
    }

    /// Draws the rows that fit, including the marked one; returns the cursor position.
    func draw(on canvas: inout Canvas, in area: Rect, marks: Marks, isRoomy: Bool, isFocused: Bool) -> Point? {
        let lines = lines(columns: area.columns, isRoomy: isRoomy)
        let last = lines.lastIndex { $0.item == position } ?? 0
        let first = max(0, min(last - area.rows + 1, lines.count - area.rows))
        var cursor: Point?
        for (row, line) in lines.dropFirst(first).prefix(area.rows).enumerated() {
            line.line.draw(on: &canvas, in: area, row: row)
            guard line.item == position else { continue }
            let place = Rect(column: area.origin.column, row: area.origin.row + row, columns: area.columns, rows: 1)
            cursor = place.origin
            if isFocused { canvas.put(marks.marked, at: place.origin) }
            canvas.restyle(place, isFocused ? .marked : .markedElsewhere)
        }
        return cursor
    }
}
