internal import GatewayConfig
internal import GatewayHost
internal import TerminalUI

// The pane with the parameters of the marked model.
extension ParametersScreen {
    /// The start of the value columns.
    private struct Columns {
        var now: Int
        var willBe: Int
    }

    func drawParameters(on canvas: inout Canvas, in area: Rect, isFocused: Bool) -> Point? {
        guard let marked, let parameterWords else { return drawAsking(on: &canvas, in: area) }
        let columns = columns
        let titles = drawTitles(marked, parameterWords, columns, on: &canvas, in: area, isFocused: isFocused)
        let rest = area.inset(top: titles)
        let bottom = hasTwoPanes ? [] : allowlistLines(columns: area.columns)
        let hasBottom = !bottom.isEmpty && rest.rows >= bottom.count + 3
        let (upper, below) = rest.splitBottom(hasBottom ? bottom.count : 0)
        let seen = seenLines(parameterWords, columns, in: upper)
        let (table, detail) = upper.splitTop(seen.count)
        let cursor = draw(seen, on: &canvas, in: table, isFocused: isFocused)
        drawDetail(marked, parameterWords, on: &canvas, in: detail)
        guard hasBottom else { return cursor }
        return drawAllowlist(bottom, on: &canvas, in: below, isFocused: isFocused) ?? cursor
    }

    // MARK: - Titles

    /// Draws the model name and, with two panes, the column heads; returns the number of rows used.
    private func drawTitles(
        _ marked: ModelParameters,
        _ parameterWords: ParameterWords,
        _ columns: Columns,
        on canvas: inout Canvas,
        in area: Rect,
        isFocused: Bool
    ) -> Int {
        let name = parameterWords.name(marked.model)
        guard hasTwoPanes else {
            let used = canvas.put(name, at: area.origin, style: .accent, limit: area.columns)
            let role = parameterWords.role(marked.model)
            let width = TextWidth.columns(of: role)
            if width > 0, used + 2 + width <= area.columns {
                canvas.put(role, at: area.inset(left: area.columns - width).origin, style: .muted, limit: width)
            }
            return area.rows >= 11 ? 2 : 1
        }
        canvas.put(name, at: area.origin, style: isFocused ? .accent : .title, limit: area.columns)
        // A name of usual length leaves the row to the heads of the columns.
        let isLong = TextWidth.columns(of: name) + 2 > columns.now
        let heads = area.inset(top: isLong ? 1 : 0)
        for (column, key) in [(columns.now, "parameters.now"), (columns.willBe, "parameters.willBe")] {
            let place = heads.inset(left: column)
            canvas.put(words(key), at: place.origin, style: .muted, limit: place.columns)
        }
        return isLong ? 2 : 1
    }

    // MARK: - Rows

    private var columns: Columns {
        // Beside the models the columns keep their place from one model to the next.
        let now = max(Table.markColumns + list.nameColumns + 2, hasTwoPanes ? 21 : 0)
        let head = hasTwoPanes ? TextWidth.columns(of: words("parameters.now")) : 0
        let widest = max(list.valueColumns, hasTwoPanes ? 8 : 0)
        let value = head > ParameterList.widestValue ? widest : max(head, widest)
        return Columns(now: now, willBe: now + value + 2)
    }

    /// The lines that fit, including the marked row's: only visible rows are laid out.
    private func seenLines(_ parameterWords: ParameterWords, _ place: Columns, in area: Rect) -> [SeenLine] {
        let rows = list.table
        let marked = list.markedPlace
        func laidOut(_ index: Int) -> [SeenLine] {
            lines(of: rows[index], parameterWords, place, in: area.columns).map {
                SeenLine(line: $0, isMarked: index == marked)
            }
        }
        guard area.rows > 0, let start = marked ?? rows.indices.first else { return [] }
        var (above, below) = (start - 1, start + 1)
        var blocks = [laidOut(start)]
        var count = blocks[0].count
        // Upwards from the marked row, which gives the same result as laying out all rows and scrolling.
        while count < area.rows, above >= rows.startIndex {
            blocks.append(laidOut(above))
            count += blocks[blocks.count - 1].count
            above -= 1
        }
        var seen = blocks.reversed().flatMap { $0 }
        while seen.count < area.rows, below < rows.endIndex {
            seen += laidOut(below)
            below += 1
        }
        return Array(marked != nil && count > area.rows ? seen.suffix(area.rows) : seen.prefix(area.rows))
    }

    private struct SeenLine {
        let line: BodyLine
        let isMarked: Bool
    }

    private func lines(
        of row: ParameterRow,
        _ parameterWords: ParameterWords,
        _ place: Columns,
        in columns: Int
    ) -> [BodyLine] {
        let name = Shortening.end(parameterWords.name(row), columns: columns - Table.markColumns)
        let head = BodyLine.Span(column: Table.markColumns, text: name)
        var lines =
            hasTwoPanes
            ? wideValues(row, parameterWords, place, columns: columns)
            : narrowValues(row, parameterWords, place, columns: columns)
        if Table.markColumns + TextWidth.columns(of: name) + 2 > place.now {
            lines.insert(BodyLine(spans: [head]), at: 0)
        } else {
            lines[0].spans.insert(head, at: 0)
        }
        return lines
    }

    /// Current and future value in columns, with the note below them.
    private func wideValues(
        _ row: ParameterRow,
        _ parameterWords: ParameterWords,
        _ place: Columns,
        columns: Int
    ) -> [BodyLine] {
        let room = max(4, columns - place.now)
        let now = Shortening.end(parameterWords.now(row), columns: room)
        let change = parameterWords.change(row).map { changeSpans($0, place, columns: columns) }
        let first = BodyLine.Span(column: place.now, text: now)
        let isLong = place.now + TextWidth.columns(of: now) + 2 > place.willBe
        var lines = [BodyLine(spans: [first] + (isLong ? [] : change ?? []))]
        if isLong, let change { lines.append(BodyLine(spans: change)) }
        return lines + notes(row, parameterWords, place, columns: room)
    }

    private func notes(
        _ row: ParameterRow,
        _ parameterWords: ParameterWords,
        _ place: Columns,
        columns: Int
    ) -> [BodyLine] {
        parameterWords.notes(row).flatMap { note in
            TextWrap.lines(note.text, columns: columns).map {
                BodyLine(spans: [BodyLine.Span(column: place.now, text: $0, style: note.style)])
            }
        }
    }

    private func changeSpans(_ change: String, _ place: Columns, columns: Int) -> [BodyLine.Span] {
        let room = max(4, columns - place.willBe)
        let text = BodyLine.Span(column: place.willBe, text: Shortening.end(change, columns: room), style: .title)
        let word = words("parameters.isChanged")
        let column = place.willBe + TextWidth.columns(of: change) + 3
        guard column + TextWidth.columns(of: word) <= columns else { return [text] }
        return [text, BodyLine.Span(column: column, text: word, style: .muted)]
    }

    /// `short -> long`, with the note behind or below it.
    private func narrowValues(
        _ row: ParameterRow,
        _ parameterWords: ParameterWords,
        _ place: Columns,
        columns: Int
    ) -> [BodyLine] {
        let room = max(4, columns - place.now)
        var text = parameterWords.now(row)
        if let change = parameterWords.change(row) { text += " -> " + change }
        text = Shortening.end(text, columns: room)
        var lines = [BodyLine(spans: [BodyLine.Span(column: place.now, text: text)])]
        guard let note = parameterWords.notes(row).first else { return lines }
        let behind = place.now + TextWidth.columns(of: text) + 2
        guard behind + TextWidth.columns(of: note.text) <= columns else {
            return lines + notes(row, parameterWords, place, columns: room)
        }
        lines[0].spans.append(BodyLine.Span(column: behind, text: note.text, style: note.style))
        return lines + notes(row, parameterWords, place, columns: room).dropFirst()
    }

    /// Draws the lines; returns the cursor position.
    private func draw(_ lines: [SeenLine], on canvas: inout Canvas, in area: Rect, isFocused: Bool) -> Point? {
        var cursor: Point?
        for (row, line) in lines.enumerated() {
            line.line.draw(on: &canvas, in: area, row: row)
            guard line.isMarked else { continue }
            let place = area.inset(top: row).splitTop(1).top
            if cursor == nil {
                cursor = place.origin
                if isFocused { canvas.put(marks.marked, at: place.origin, limit: place.columns) }
            }
            canvas.restyle(place, isFocused ? .marked : .markedElsewhere)
        }
        return cursor
    }
}
