internal import GatewayConfig
internal import GatewayHost
internal import TerminalUI

// What stands below the values: the explanation of the marked one, and what saving does to the allowlist.
extension ParametersScreen {
    func drawDetail(
        _ marked: ModelParameters,
        _ parameterWords: ParameterWords,
        on canvas: inout Canvas,
        in area: Rect
    ) {
        guard let row = list.marked, area.rows > 0 else { return }
        let layout = BodyLayout(columns: area.columns, marks: marks)
        var blocks = parameterWords.detail(row, of: marked)
        if sheet?.isBlank == true, edits.isEmpty { blocks.append(.text(words("parameters.blank"), .muted)) }
        let lines = blocks.flatMap { layout.lines(of: $0.kind) }
        let body = area.inset(top: area.rows > lines.count || area.rows > 4 ? 1 : 0)
        let title = hasTwoPanes ? parameterWords.name(row) : ""
        canvas.put(title, at: body.origin, style: .title, limit: body.columns)
        let text = body.inset(top: title.isEmpty ? 0 : 1)
        for (row, line) in lines.prefix(text.rows).enumerated() { line.draw(on: &canvas, in: text, row: row) }
    }

    /// In place of the values while the row that asks the provider is marked.
    func drawAsking(on canvas: inout Canvas, in area: Rect) -> Point? {
        guard isOnAsking else { return area.origin }
        let lines = BodyLayout(columns: area.columns, marks: marks).place(askingBlocks, rows: .max).flatMap(\.lines)
        canvas.put(words("model.ask"), at: area.origin, style: .title, limit: area.columns)
        let text = area.inset(top: 1)
        for (row, line) in lines.prefix(text.rows).enumerated() { line.draw(on: &canvas, in: text, row: row) }
        return area.origin
    }

    // MARK: - Model allowlist

    /// What saving does to the allowlist, and how to change that; empty if it does nothing.
    func allowlistLines(columns: Int) -> [BodyLine] {
        guard case .allowlist(let isKept)? = list.allowlist else { return [] }
        let note = Block.note(isKept ? .ok : .warning, allowlistText(isKept))
        return BodyLayout(columns: columns, marks: marks).lines(of: note.kind)
    }

    func allowlistText(_ isKept: Bool) -> String {
        guard let sheet, let parameterWords else { return "" }
        let names = sheet.allowed.map(parameterWords.name)
        let rest = names.count - Self.namedModels
        let shown = names.prefix(Self.namedModels).joined(separator: words("line.join"))
        let values = [
            "models": rest > 0 ? words("parameters.allowlist.more", count: rest, ["models": shown]) : shown,
            "others": String(sheet.shutsOut), "total": String(sheet.knownCount),
        ]
        return words(isKept ? "parameters.allowlist.kept" : "parameters.allowlist", values)
    }

    /// The number of models that the sentence names.
    private static let namedModels = 3

    /// Returns the cursor position if the row is marked.
    func drawAllowlist(_ lines: [BodyLine], on canvas: inout Canvas, in area: Rect, isFocused: Bool) -> Point? {
        guard let row = list.allowlist else { return nil }
        for (index, line) in lines.prefix(area.rows).enumerated() { line.draw(on: &canvas, in: area, row: index) }
        guard list.isMarked(row), !area.isEmpty else { return nil }
        let place = area.splitTop(lines.count).top
        if isFocused { canvas.put(marks.marked, at: place.origin) }
        canvas.restyle(place, isFocused ? .marked : .markedElsewhere)
        return place.origin
    }
}
