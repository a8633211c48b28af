internal import GatewayHost
internal import TerminalUI

/// Draws the model page: the models with their numbers in columns, and below them what leads to any other one, which
/// stays in sight however long the list is.
struct ModelTable {
    private let step: ModelStep
    private let context: StepContext
    private let columns: Int
    private let explanation: [String]

    init(_ step: ModelStep, _ context: StepContext, columns: Int) {
        self.step = step
        self.context = context
        self.columns = columns
        let rows = step.list.rows
        let texts = rows.map { Self.explanation(of: $0, context) }
        let room = columns - FrameLayout.textEdge - 1
        let wrapped = texts.map {
            $0.flatMap { TextWrap.lines($0, columns: max(1, min(room, BodyLayout.longestText))) }
        }
        explainedRows = wrapped.map(\.count).max() ?? 0
        explanation = step.list.marked.map { wrapped[$0] } ?? []
        let models = step.list.shownIndices.filter { !rows[$0].isAction }
        self.rows = rows
        self.models = models
        actions = step.list.shownIndices.filter { rows[$0].isAction }
        lines = models.flatMap { index -> [Line] in
            let head = step.list.filter.isEmpty ? rows[index].heading : nil
            return (head.map { [.head($0)] } ?? []) + [.row(index)]
        }
        let options = models.compactMap { step.options[rows[$0].id] }
        (ends, hasCents) = ([], options.contains(where: Words.hasCents))
        setColumns()
    }

    /// As wide as the names allow: first the gaps give way, then the cents of whole prices.
    private mutating func setColumns() {
        for cents in hasCents ? [true, false] : [false] {
            hasCents = cents
            let values = models.map { self.values(of: rows[$0]) }
            for gap in Self.gaps {
                ends = columnEnds(values, gap: gap)
                if fits(values) { return }
            }
        }
    }

    /// Cells between two columns.
    private static let gaps = [4, 3, 2]
    private static let heads = ["out", "in", "context"]

    /// The columns from the right, each as wide as its head and its widest value.
    private func columnEnds(_ values: [[String]], gap: Int) -> [Int] {
        var ends = [columns - 1]
        for (place, head) in Self.heads.enumerated() {
            let widest = values.map { place < $0.count ? TextWidth.columns(of: $0[place]) : 0 }.max() ?? 0
            // The head of the context may reach over the remarks, which have none.
            let least = head == "context" ? 0 : TextWidth.columns(of: words("model.head." + head))
            ends.append((ends.last ?? columns) - max(widest, least) - gap)
        }
        return ends
    }

    /// Whether no name touches the remark beside it.
    private func fits(_ values: [[String]]) -> Bool {
        zip(models, values).allSatisfy { labelRoom(beside: $1) >= TextWidth.columns(of: rows[$0].label) }
    }

    /// The cells that a name can take beside these values.
    private func labelRoom(beside values: [String]) -> Int {
        let used = Array(zip(values, ends)).last { !$0.0.isEmpty }
        return (used.map { $0.1 - TextWidth.columns(of: $0.0) - 2 } ?? columns) - FrameLayout.textEdge
    }

    /// As many rows as the longest explanation has, so that nothing moves with the mark.
    private let explainedRows: Int
    private let rows: [PickRow]
    /// The shown models, by their rows.
    private let models: [Int]
    /// The rows that lead to other models.
    private let actions: [Int]
    /// The models with the heads above them.
    private let lines: [Line]
    /// Where the columns end, from the right: what comes out, what goes in, the context, and the remark.
    private var ends: [Int]
    /// Whether whole prices show their cents, because another has some: then all of them end in one line.
    private var hasCents: Bool

    private var words: Words { context.words }
    /// The rows that lead to other models, or the line in place of one.
    private var actionRows: Int { actions.count + (context.modelsHost == nil ? 1 : 0) }
    private var filterRows: Int { step.list.filtersByTyping || !words.isNarrow ? 1 : 0 }

    /// Below 60 columns there is no room for what one row has.
    private static func explanation(of row: PickRow, _ context: StepContext) -> [String] {
        guard context.words.isNarrow, !row.isAction else { return row.explanation }
        let notes = row.notes.prefix(2).filter { !$0.isEmpty }.joined(separator: context.words("line.join"))
        return (notes.isEmpty ? [] : [notes]) + row.explanation
    }

    var height: Int { filterRows + lines.count + 1 + actionRows + explainedRows }

    // MARK: - Lines

    private enum Line {
        case head(String)
        case row(Int)
    }

    /// The lines that fit, with the marked one, and the rows that are out of sight.
    private func window(_ rows: Int) -> (lines: ArraySlice<Line>, above: Int, below: Int) {
        guard lines.count > rows else { return (lines[...], 0, 0) }
        let isMarked = { (line: Line) in if case .row(step.list.marked) = line { true } else { false } }
        let marked = lines.firstIndex(where: isMarked) ?? (isOnAction ? lines.count - 1 : 0)
        let first = max(0, min(marked - rows / 2, lines.count - rows))
        let shown = lines[first..<min(lines.count, first + rows)]
        let isRow = { (line: Line) in if case .row = line { true } else { false } }
        return (shown, lines[..<first].count(where: isRow), lines[shown.endIndex...].count(where: isRow))
    }

    private var isOnAction: Bool { step.list.markedRow?.isAction ?? false }

    // MARK: - Drawing

    func draw(on canvas: inout Canvas, in area: Rect) -> Point? {
        let (filter, below) = area.splitTop(filterRows)
        drawFilter(on: &canvas, in: filter)
        let gap = below.rows > actionRows + explainedRows + 4 ? 1 : 0
        let room = max(1, below.rows - actionRows - explainedRows - gap)
        let isCut = lines.count > room
        let tellsRest = isCut && room > 1
        let shown = window(tellsRest ? room - 1 : room)
        var cursor: Point?
        var row = below.origin.row
        for line in shown.lines {
            let place = Rect(column: area.origin.column, row: row, columns: area.columns, rows: 1)
            switch line {
            case .head(let text): canvas.put(text, at: place.origin, style: .muted, limit: place.columns)
            case .row(let index): cursor = draw(index, on: &canvas, in: place) ?? cursor
            }
            row += 1
        }
        if models.isEmpty { row += drawNothing(on: &canvas, in: below) }
        if tellsRest {
            drawRest(shown.above, shown.below, on: &canvas, in: below.inset(top: row - below.origin.row))
            row += 1
        }
        let rest = below.inset(top: row + gap - below.origin.row)
        return drawActions(on: &canvas, in: rest) ?? cursor
    }

    private func drawActions(on canvas: inout Canvas, in area: Rect) -> Point? {
        var cursor: Point?
        for (offset, index) in actions.enumerated() {
            let place = area.inset(top: offset).splitTop(1).top
            cursor = draw(index, on: &canvas, in: place) ?? cursor
        }
        if context.modelsHost == nil {
            put(step.askNote(context), in: area.inset(top: actions.count), on: &canvas)
        }
        for (offset, line) in explanation.enumerated() {
            put(line, in: area.inset(top: actionRows + offset), on: &canvas)
        }
        return cursor
    }

    private func put(_ text: String, in area: Rect, on canvas: inout Canvas) {
        guard area.rows > 0 else { return }
        let place = area.inset(left: FrameLayout.textEdge)
        canvas.put(text, at: place.origin, style: .muted, limit: place.columns)
    }

    /// Returns the cursor position if the row is marked.
    private func draw(_ index: Int, on canvas: inout Canvas, in place: Rect) -> Point? {
        let row = rows[index]
        let isMarked = step.list.marked == index
        let text = place.inset(left: FrameLayout.textEdge)
        let values = values(of: row)
        let room = max(1, min(text.columns, labelRoom(beside: values)))
        canvas.put(Shortening.end(row.label, columns: room), at: text.origin, limit: text.columns)
        for (value, end) in zip(values, ends) { put(value, endingAt: end, in: place, on: &canvas) }
        guard isMarked, place.rows > 0 else { return nil }
        canvas.put(context.marks.marked, at: place.origin)
        canvas.restyle(place, .marked)
        return place.origin
    }

    private func values(of row: PickRow) -> [String] {
        if row.isAction { return [row.id == ModelStep.Row.ask ? step.askNote(context) : ""] }
        let option = step.options[row.id]
        guard !words.isNarrow else { return [option.map(words.price) ?? ""] }
        let prices = [option?.outputCost, option?.inputCost].map { price in
            price.map { "$" + Words.dollars($0, hasCents: hasCents) } ?? ""
        }
        return prices + [
            row.notes.dropFirst().first ?? "", row.notes.first ?? "",
        ]
    }

    private func put(_ text: String, endingAt end: Int, in place: Rect, on canvas: inout Canvas) {
        let start = Point(column: place.origin.column + end - TextWidth.columns(of: text), row: place.origin.row)
        canvas.put(text, at: start, style: .muted, limit: place.endColumn - start.column)
    }

    private func drawFilter(on canvas: inout Canvas, in area: Rect) {
        guard !area.isEmpty else { return }
        let place = area.inset(left: FrameLayout.textEdge)
        if !words.isNarrow {
            let heads = Self.heads.map { words("model.head." + $0) }
            for (head, end) in zip(heads, ends) { put(head, endingAt: end, in: area, on: &canvas) }
        }
        guard step.list.filtersByTyping else { return }
        let filter = step.list.filter
        guard !filter.isEmpty else {
            canvas.put(words("list.hint"), at: place.origin, style: .muted, limit: place.columns)
            return
        }
        let used = canvas.put(filter, at: place.origin, style: .match, limit: place.columns)
        let values = ["shown": String(models.count), "total": String(rows.count { !$0.isAction })]
        let point = Point(column: place.origin.column + used + 2, row: place.origin.row)
        canvas.put(words("list.count", values), at: point, style: .muted, limit: max(0, place.columns - used - 2))
    }

    /// Returns the number of drawn rows.
    private func drawNothing(on canvas: inout Canvas, in area: Rect) -> Int {
        let place = area.inset(left: FrameLayout.textEdge)
        let text = words("list.nothing", ["filter": step.list.filter])
        let lines = TextWrap.lines(text, columns: max(1, place.columns)).prefix(max(1, area.rows - actionRows))
        for (offset, line) in lines.enumerated() {
            canvas.put(
                line,
                at: Point(column: place.origin.column, row: place.origin.row + offset),
                limit: place.columns
            )
        }
        return lines.count
    }

    /// What is out of sight, and the place of the mark in the whole list.
    private func drawRest(_ above: Int, _ below: Int, on canvas: inout Canvas, in area: Rect) {
        let text = below > 0 ? words("list.below", count: below) : words("list.above", count: above)
        put(text, in: area, on: &canvas)
        guard let marked = step.list.marked, let place = models.firstIndex(of: marked) else { return }
        let values = ["shown": String(place + 1), "total": String(models.count)]
        put(words("list.count", values), endingAt: columns - 1, in: area, on: &canvas)
    }
}
