internal import Secrets
internal import TerminalUI

/// One row of text.
struct BodyLine: Sendable, Equatable {
    struct Span: Sendable, Equatable {
        var column: Int
        var text: String
        var style: Style = .text
    }

    var spans: [Span]

    static let blank = BodyLine(spans: [])
}

/// Assigns rows to the blocks of a page.
///
/// If rows are short, first a long widget scrolls, then gaps are dropped, then optional blocks.
struct BodyLayout {
    /// A block with its rows, counted from the top of the body.
    struct Placed: Equatable {
        var lines: [BodyLine]
        var row: Int
        var rows: Int
        var isWidget: Bool
    }

    /// Maximum width of text in cells: longer lines are hard to read.
    static let longestText = 64
    /// A widget keeps at least this many rows, so that it can scroll.
    static let smallestWidget = 3

    /// The number of rows a widget asks for.
    struct Wish: Equatable {
        var rows: Int
        /// With fewer rows than this it takes rows from other blocks.
        var comfortable = Int.max
    }

    let columns: Int
    let marks: Marks
    /// Cells in front of text, for the marks and the heads of groups: the gutter.
    var edge = FrameLayout.textEdge

    /// The visible blocks with their rows.
    func place(_ blocks: [Block], rows: Int, widget: Wish = Wish(rows: 0)) -> [Placed] {
        var items = blocks.map { block in
            let isWidget = block.kind == .widget
            return Item(
                lines: isWidget ? [] : lines(of: block.kind),
                rows: isWidget ? widget.rows : nil,
                isGap: block.kind == .gap,
                isOptional: block.isOptional
            )
        }
        trimGaps(&items)
        shorten(&items, to: rows, widget)
        var row = 0
        return items.map { item in
            defer { row += item.height }
            return Placed(lines: item.lines, row: row, rows: item.height, isWidget: item.rows != nil)
        }
    }

    /// Draws the blocks and the widget; returns the cursor position that the widget returned.
    func draw(
        _ blocks: [Block],
        on canvas: inout Canvas,
        in area: Rect,
        widget wish: Wish,
        _ drawWidget: (inout Canvas, Rect) -> Point?
    ) -> Point? {
        var cursor: Point?
        for item in place(blocks, rows: area.rows, widget: wish) {
            let top = area.inset(top: item.row)
            if item.isWidget {
                cursor = drawWidget(&canvas, top.splitTop(item.rows).top)
            } else {
                for (row, line) in item.lines.enumerated() where row < top.rows {
                    line.draw(on: &canvas, in: top, row: row)
                }
            }
        }
        return cursor
    }

    private struct Item {
        var lines: [BodyLine]
        /// The rows of the widget; nil for a block of lines.
        var rows: Int?
        var isGap: Bool
        var isOptional: Bool
        var height: Int { rows ?? lines.count }
    }

    private func shorten(_ items: inout [Item], to rows: Int, _ wish: Wish) {
        shrinkWidget(of: &items, to: rows, atLeast: wish.comfortable)
        // Drop from the end, because the last blocks matter least. The gaps around the widget go last.
        removeLast(of: &items, to: rows) { items, index in
            items[index].isGap && !Self.touchesWidget(index, items)
        }
        removeLast(of: &items, to: rows) { $0[$1].isOptional }
        removeLast(of: &items, to: rows) { $0[$1].isGap }
        shrinkWidget(of: &items, to: rows, atLeast: Self.smallestWidget)
        // If it still does not fit, cut the text above the widget, because the widget takes the answer.
        let widget = items.firstIndex { $0.rows != nil } ?? 0
        while height(items) > rows, let long = items[..<widget].lastIndex(where: { $0.height > 1 }) {
            items[long].lines.removeLast()
        }
    }

    private func height(_ items: [Item]) -> Int { items.reduce(0) { $0 + $1.height } }

    private func removeLast(of items: inout [Item], to rows: Int, where matches: ([Item], Int) -> Bool) {
        while height(items) > rows, let last = items.indices.last(where: { matches(items, $0) }) {
            items.remove(at: last)
        }
    }

    private func shrinkWidget(of items: inout [Item], to rows: Int, atLeast smallest: Int) {
        guard let widget = items.firstIndex(where: { $0.rows != nil }), height(items) > rows else { return }
        let others = height(items) - items[widget].height
        items[widget].rows = max(min(items[widget].height, smallest), rows - others)
    }

    private static func touchesWidget(_ index: Int, _ items: [Item]) -> Bool {
        [index - 1, index + 1].contains { items.indices.contains($0) && items[$0].rows != nil }
    }

    /// Empty blocks must not leave two gaps in a row, or one at the end.
    private func trimGaps(_ items: inout [Item]) {
        items.removeAll { !$0.isGap && $0.height == 0 }
        while items.last?.isGap == true { items.removeLast() }
        while items.first?.isGap == true { items.removeFirst() }
        for index in items.indices.reversed() where index > 0 && items[index].isGap && items[index - 1].isGap {
            items.remove(at: index)
        }
    }
}

// MARK: - Lines

extension BodyLayout {
    /// The width of text in cells, beside the gutter.
    private var textColumns: Int { max(1, min(columns - edge, Self.longestText)) }

    func lines(of kind: Block.Kind) -> [BodyLine] {
        switch kind {
        case .text(let text, let style): wrapped(text, style)
        case .verbatim(let text):
            [BodyLine(spans: [span(edge + 4, Shortening.fit(text, columns: columns - edge - 4), .title)])]
        case .exact(let text, let style): cut(text, style)
        case .command(let command): shell(command)
        case .note(let mark, let text): noted(mark, [text], mark == .ok ? .text : mark.style)
        case .headline(let mark, let text): noted(mark, [text], mark.headline)
        case .marked(let mark, let lines): noted(mark, lines, .text)
        case .head(let text): [BodyLine(spans: [span(0, Shortening.end(text, columns: columns), .title)])]
        case .facts(let facts, let form):
            FactTable(columns: columns, marks: marks, indent: edge, form: form).lines(facts)
        case .help(let table): table.lines(columns: columns)
        case .gap: [.blank]
        case .widget: []
        }
    }

    private func shell(_ command: CommandText) -> [BodyLine] {
        let indent = "  "
        return command.lines(columns: columns - edge - indent.count).flatMap { cut(indent + $0, .text) }
    }

    private func wrapped(_ text: String, _ style: Style) -> [BodyLine] {
        guard !text.isEmpty else { return [] }
        return TextWrap.lines(text, columns: textColumns).map { BodyLine(spans: [span(edge, $0, style)]) }
    }

    /// In rows that keep every character, because it is meant for comparing or copying; cut at spaces where it has any.
    private func cut(_ text: String, _ style: Style) -> [BodyLine] {
        // A tab, as in indented files, has no cell width of its own.
        let hasTab = text.utf8.contains(0x09)
        let shown = VisibleText.of(hasTab ? text.replacing("\t", with: "    ") : text)
        let room = columns - edge
        return Shortening.pieces(of: shown, first: max(2, room), thenAtSpaces: max(2, room - 4)).enumerated().map {
            index,
            part in
            BodyLine(spans: [span(index == 0 ? edge : edge + 4, part, style)])
        }
    }

    private func noted(_ mark: NoteMark, _ texts: [String], _ style: Style) -> [BodyLine] {
        let sign = mark.sign(marks)
        let indent = max(edge, TextWidth.columns(of: sign) + 1)
        let signStyle = style == .okTitle ? style : mark.style
        let room = max(1, min(columns - indent, Self.longestText))
        return texts.flatMap { TextWrap.lines($0, columns: room) }.enumerated().map { index, line in
            let text = span(indent, line, style)
            return BodyLine(spans: index == 0 ? [span(0, sign, signStyle), text] : [text])
        }
    }

    private func span(_ column: Int, _ text: String, _ style: Style) -> BodyLine.Span {
        BodyLine.Span(column: column, text: text, style: style)
    }
}

extension BodyLine {
    /// Draws the line in this row of the area.
    func draw(on canvas: inout Canvas, in area: Rect, row: Int) {
        for span in spans {
            let point = Point(column: area.origin.column + span.column, row: area.origin.row + row)
            canvas.put(span.text, at: point, style: span.style, limit: area.columns - span.column)
        }
    }
}
