internal import GatewayHost
internal import TerminalUI

// The pane with the models: those with values of their own first, each group under its head.
extension ParametersScreen {
    /// The number of visible models.
    var modelRows: Int { max(1, bodyArea.rows - 1 - heads.count - 1 - askingRows) }

    /// The rows of what asks the provider, which stays in sight below the models.
    private var askingRows: Int { askedHost == nil || !models.filter.isEmpty ? 0 : 1 }
    /// The number of shown models.
    private var shownModels: Int { models.shownCount - askingRows }

    /// The heads of the groups, each with the place of its first model; none for a list that is filtered or of one kind.
    private var heads: [(place: Int, text: String)] {
        guard models.filter.isEmpty, valuedCount > 0 else { return [] }
        let first = (0, words("parameters.withValues"))
        return valuedCount < references.count ? [first, (valuedCount, words("parameters.withDefaults"))] : [first]
    }

    func drawModels(on canvas: inout Canvas, in area: Rect, isFocused: Bool) -> Point? {
        let (title, rest) = area.splitTop(1)
        let filterCursor = drawModelsTitle(on: &canvas, in: title, isFocused: isFocused || !hasTwoPanes)
        guard shownModels > 0 else {
            let text = words("list.nothing", ["filter": models.filter])
            let place = rest.inset(left: FrameLayout.textEdge)
            for (row, line) in TextWrap.lines(text, columns: max(1, place.columns)).prefix(rest.rows).enumerated() {
                canvas.put(line, at: place.inset(top: row).origin, limit: place.columns)
            }
            return filterCursor ?? rest.origin
        }
        let heads = heads
        let (list, bottom) = rest.splitBottom(askingRows)
        let hidesSome = shownModels + heads.count > list.rows
        let visible = models.visible(in: list.splitTop(list.rows - heads.count - (hidesSome ? 1 : 0)).top)
            .filter { $0 < references.count }
        var cursor: Point?
        var row = 0
        for (offset, index) in visible.enumerated() {
            if let head = heads.last(where: { $0.place <= index }), offset == 0 || head.place == index {
                canvas.put(head.text, at: list.inset(top: row).origin, style: .muted, limit: list.columns)
                row += 1
            }
            let line = list.inset(top: row).splitTop(1).top
            draw(names[index], on: &canvas, in: line)
            if index == models.marked { cursor = mark(line, on: &canvas, isFocused: isFocused) }
            row += 1
        }
        if hidesSome { drawMore(visible, on: &canvas, in: list.splitBottom(1).bottom) }
        if askingRows > 0 {
            drawAskingRow(on: &canvas, in: bottom)
            if isOnAsking { cursor = mark(bottom, on: &canvas, isFocused: isFocused) }
        }
        return filterCursor ?? cursor
    }

    private func mark(_ line: Rect, on canvas: inout Canvas, isFocused: Bool) -> Point {
        if isFocused { canvas.put(marks.marked, at: line.origin, limit: line.columns) }
        canvas.restyle(line, isFocused ? .marked : .markedElsewhere)
        return line.origin
    }

    /// Where there is no room for both, what stands beside it is told by the other pane, except the progress.
    private func drawAskingRow(on canvas: inout Canvas, in line: Rect) {
        let (name, note) = (words.narrow("model.ask"), askingNote)
        let room = line.columns - Table.markColumns - 1
        let fits = TextWidth.columns(of: name) + 2 + TextWidth.columns(of: note) <= room
        draw((name, fits || asking.check.isRunning ? note : ""), on: &canvas, in: line)
    }

    /// The name, and its role at the end of the row.
    private func draw(_ row: (name: String, note: String), on canvas: inout Canvas, in line: Rect) {
        let (name, note) = row
        let place = line.inset(left: Table.markColumns, right: 1)
        let noteColumns = TextWidth.columns(of: note)
        let room = place.columns - (note.isEmpty ? 0 : noteColumns + 2)
        canvas.put(Shortening.end(name, columns: room), at: place.origin, limit: room)
        let end = place.inset(left: place.columns - noteColumns)
        canvas.put(note, at: end.origin, style: .muted, limit: noteColumns)
    }

    private func drawMore(_ visible: [Int], on canvas: inout Canvas, in line: Rect) {
        guard let first = visible.first, let above = models.shownIndices.firstIndex(of: first) else { return }
        let text = MoreTexts(words).text(above: above, below: shownModels - above - visible.count)
        let place = line.inset(left: Table.markColumns)
        canvas.put(text, at: place.origin, style: .muted, limit: place.columns)
    }

    /// The title with the place of the mark, or the filter field; returns the cursor position while the filter is typed.
    private func drawModelsTitle(on canvas: inout Canvas, in area: Rect, isFocused: Bool) -> Point? {
        guard isFiltering || !models.filter.isEmpty else {
            let style: Style = isFocused ? .accent : .title
            let used = canvas.put(words("parameters.models"), at: area.origin, style: style, limit: area.columns)
            guard let place = models.markedPlace, !isOnAsking else { return nil }
            let values = ["shown": String(place + 1), "total": String(names.count)]
            put(words("list.count", values), right: area.inset(left: used + 2, right: 1), on: &canvas)
            return nil
        }
        var place = area
        place = place.inset(left: canvas.put("/", at: place.origin, style: .keyName, limit: place.columns))
        place = place.inset(left: canvas.put(models.filter, at: place.origin, style: .match, limit: place.columns))
        let cursor = place.origin
        let values = ["shown": String(models.shownCount), "total": String(names.count)]
        put(words("list.count", values), right: place.inset(left: 2, right: 1), on: &canvas)
        return isFiltering && overlays.isEmpty ? cursor : nil
    }

    private func put(_ text: String, right area: Rect, on canvas: inout Canvas) {
        let width = TextWidth.columns(of: text)
        guard width <= area.columns else { return }
        canvas.put(text, at: area.inset(left: area.columns - width).origin, style: .muted, limit: width)
    }
}
