extension PickList {
    /// The mark and the space after it.
    static let markColumns = 2
    /// Cells between two columns.
    static let gap = 2

    /// Draws the rows that fit, including the marked one.
    package func draw(on canvas: inout Canvas, in area: Rect, marks: Marks, isFocused: Bool = true) {
        draw(on: &canvas, in: area, marks: marks, isFocused: isFocused) { _ in "" }
    }

    /// The cursor position on the marked row.
    package func cursor(in area: Rect) -> Point? {
        let list = listArea(of: area)
        guard marked != nil, !list.isEmpty else { return nil }
        let lines = visibleLines(in: list, prefix: { _ in "" })
        guard let row = lines.firstIndex(where: \.isMarked) else { return nil }
        return Point(column: list.origin.column, row: list.origin.row + row)
    }

    /// The number of lines at this width, including the explanation of the marked row and the filter line; counting
    /// stops at more than any screen has.
    package func height(columns: Int) -> Int {
        var lines = 0
        for position in shown.indices {
            if lines > Self.tallestScreen { break }
            lines += block(at: position, columns: columns, prefix: { _ in "" }).count
        }
        return max(1, lines) + (filtersByTyping ? 1 : 0)
    }

    private static let tallestScreen = 1000

    func draw(
        on canvas: inout Canvas,
        in area: Rect,
        marks: Marks,
        isFocused: Bool,
        prefix: (Int) -> String
    ) {
        guard !area.isEmpty else { return }
        if filtersByTyping { drawFilter(on: &canvas, in: area.splitTop(1).top) }
        let list = listArea(of: area)
        let marker = isFocused ? Style.marked : .markedElsewhere
        if shown.isEmpty, !rows.isEmpty { return drawNothing(on: &canvas, in: list) }
        for (offset, line) in visibleLines(in: list, prefix: prefix).enumerated() {
            let row = list.origin.row + offset
            let mark = line.isMarked && isFocused ? marks.marked : ""
            canvas.put(mark, at: Point(column: list.origin.column, row: row), limit: list.columns)
            for part in line.parts {
                let point = Point(column: list.origin.column + part.column, row: row)
                canvas.put(part.text, at: point, style: part.style, limit: list.columns - part.column)
            }
            guard line.isMarked else { continue }
            canvas.restyle(Rect(column: list.origin.column, row: row, columns: list.columns, rows: 1), marker)
        }
    }

    /// Draws the titles of values that stand at the right end, in a line above the list.
    package func draw(noteTitles titles: [String], on canvas: inout Canvas, in line: Rect) {
        var end = line.columns - 1
        for (title, width) in zip(titles, columns.notes).reversed() {
            let start = end - TextWidth.columns(of: title)
            canvas.put(title, at: line.inset(left: start).origin, style: .muted, limit: line.columns - start)
            end -= width + Self.gap
        }
    }

    private func listArea(of area: Rect) -> Rect { filtersByTyping ? area.splitTop(1).rest : area }

    private func drawFilter(on canvas: inout Canvas, in area: Rect) {
        guard let filterTexts, !area.isEmpty else { return }
        let start = Point(column: area.origin.column + Self.markColumns, row: area.origin.row)
        let room = area.columns - Self.markColumns
        guard !filter.isEmpty else {
            canvas.put(filterTexts.hint, at: start, style: .muted, limit: room)
            return
        }
        let used = canvas.put(filter, at: start, style: .match, limit: room)
        let count = Point(column: start.column + used + Self.gap, row: start.row)
        canvas.put(filled(filterTexts.count), at: count, style: .muted, limit: room - used - Self.gap)
    }

    private func drawNothing(on canvas: inout Canvas, in area: Rect) {
        guard let filterTexts else { return }
        let room = area.columns - Self.markColumns
        for (offset, line) in TextWrap.lines(filled(filterTexts.nothing), columns: room).prefix(area.rows).enumerated()
        {
            canvas.put(line, at: Point(column: area.origin.column + Self.markColumns, row: area.origin.row + offset))
        }
    }

    private func filled(_ template: String) -> String {
        template.replacing("{shown}", with: String(shown.filter { !rows[$0].isAction }.count))
            .replacing("{total}", with: String(rows.filter { !$0.isAction }.count))
            .replacing("{filter}", with: filter)
    }
}

// MARK: - Lines

/// One line of a drawn list.
private struct PickLine {
    struct Part {
        var column: Int
        var text: String
        var style: Style
    }
    var parts: [Part]
    var isMarked = false
    /// The place of the row among the shown ones, on its first line.
    var position: Int?

    init(_ text: String, column: Int, style: Style) {
        parts = [Part(column: column, text: text, style: style)]
    }
}

extension PickList {
    /// The visible lines: the marked row in the middle, unless the list starts or ends nearer.
    private func visibleLines(in area: Rect, prefix: (Int) -> String) -> [PickLine] {
        guard marked != nil, area.rows > 0 else { return [] }
        var lines = block(at: markedPosition, columns: area.columns, prefix: prefix)
        let own = lines.drop { !$0.isMarked }.count
        var above = markedPosition - 1
        var below = markedPosition + 1
        var linesAbove = 0
        while above >= 0, linesAbove < area.rows / 2 {
            let block = block(at: above, columns: area.columns, prefix: prefix)
            lines.insert(contentsOf: block, at: 0)
            linesAbove += block.count
            above -= 1
        }
        while below < shown.count, lines.count - linesAbove <= area.rows {
            lines += block(at: below, columns: area.columns, prefix: prefix)
            below += 1
        }
        while above >= 0, lines.count <= area.rows {
            lines.insert(contentsOf: block(at: above, columns: area.columns, prefix: prefix), at: 0)
            above -= 1
        }
        guard let more, lines.count > area.rows, area.rows > 2 else { return window(lines, own: own, rows: area.rows) }
        let shownLines = window(lines, own: own, rows: area.rows - 1)
        let places = shownLines.compactMap(\.position)
        let text = more.text(above: places.first ?? 0, below: shown.count - 1 - (places.last ?? 0))
        return shownLines + [PickLine(text, column: Self.markColumns, style: .muted)]
    }

    /// - Parameter own: the number of lines of the marked row from its label on; its explanation is not cut off if it
    ///   fits.
    private func window(_ lines: [PickLine], own: Int, rows: Int) -> [PickLine] {
        guard lines.count > rows, let first = lines.firstIndex(where: \.isMarked) else { return lines }
        let middle = max(0, min(first - rows / 2, lines.count - rows))
        let start = max(middle, min(first, first + own - rows))
        return Array(lines[start..<min(lines.count, start + rows)])
    }

    /// A row's lines: heading, label with its values, and the text below it.
    private func block(at position: Int, columns width: Int, prefix: (Int) -> String) -> [PickLine] {
        let index = shown[position]
        let row = rows[index]
        let isMarked = position == markedPosition
        let style: Style = row.unavailable == nil ? .text : .unavailable
        let label = prefix(index) + row.label
        let indent = Self.markColumns + columns.key
        var lines = TextWrap.lines(label, columns: max(1, width - indent - 1)).enumerated().map {
            PickLine($1, column: indent, style: style)
        }
        for line in lines.indices where isMarked { lines[line].isMarked = true }
        lines[0].position = position
        if !row.key.isEmpty {
            let key = PickLine.Part(column: Self.markColumns, text: row.key, style: style == .text ? .keyName : style)
            lines[0].parts.insert(key, at: 0)
        }
        let shift = TextWidth.columns(of: prefix(index))
        // One blank cell before the end of the bar, so that the text does not look cut off.
        if max(columns.total, leastWidth) + shift < width {
            addColumns(of: row, shift: shift, style: style, columns: width, to: &lines)
        } else {
            lines += below(row, isMarked: isMarked, columns: width)
        }
        if isMarked, !isExplainedElsewhere { lines += wrapped(row.explanation, columns: width, style: .muted) }
        if let heading = row.heading { lines.insert(PickLine(heading, column: 0, style: .muted), at: 0) }
        return lines
    }

    /// The width with the values in a column of the page.
    private var leastWidth: Int {
        guard case .at(let column) = notePlace else { return 0 }
        return columns.notes.reduce(column - Self.gap) { $0 + Self.gap + $1 }
    }

    private func addColumns(of row: PickRow, shift: Int, style: Style, columns width: Int, to lines: inout [PickLine]) {
        let first = Self.markColumns + columns.key + shift + columns.label + Self.gap
        let isAtEnd = notePlace == .atEnd
        var column = isAtEnd ? width - 1 - columns.notes.reduce(-Self.gap) { $0 + Self.gap + $1 } : first
        if case .at(let place) = notePlace { column = max(first, place) }
        for (note, cells) in zip(row.inlineNotes, columns.notes) {
            let noteStyle: Style = style == .text ? .muted : style
            let start = isAtEnd ? column + cells - TextWidth.columns(of: note) : column
            lines[0].parts.append(PickLine.Part(column: start, text: note, style: noteStyle))
            column += cells + Self.gap
        }
    }

    /// If the columns do not fit: the values below the marked row, and the reason below every unavailable row.
    private func below(_ row: PickRow, isMarked: Bool, columns width: Int) -> [PickLine] {
        let notes = isMarked ? row.notes.filter { !$0.isEmpty } : []
        return wrapped(notes.isEmpty ? [] : [notes.joined(separator: ", ")], columns: width, style: .muted)
            + wrapped(row.unavailable.map { [$0] } ?? [], columns: width, style: .unavailable)
    }

    private func wrapped(_ texts: [String], columns width: Int, style: Style) -> [PickLine] {
        let indent = Self.markColumns * 2
        return texts.flatMap { TextWrap.lines($0, columns: max(1, width - indent)) }
            .map { PickLine($0, column: indent, style: style) }
    }
}
