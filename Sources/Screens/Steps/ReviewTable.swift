internal import TerminalUI

/// Puts the lines of Review in columns: label, value or was -> now, and a remark that ends one cell before the right
/// end.
struct ReviewTable {
    private let columns: Int
    private let marks: Marks
    private let valueColumn: Int
    /// Where the remarks of rows start that stand beside them.
    private let rowAside: Int
    /// Whether only one row has a remark: then it ends where those of the lines do.
    private let endsRowAside: Bool

    /// The least width of labels: a page with short ones looks like every other.
    private static let labels = 10
    private static let arrow = "->"

    init(items: [ReviewItem], columns: Int, marks: Marks) {
        self.columns = columns
        self.marks = marks
        var (label, row, asides) = (Self.labels, 0, 0)
        for item in items {
            switch item.content {
            case .line(let line): label = max(label, TextWidth.columns(of: line.label))
            case .row(let text, let aside):
                row = max(row, TextWidth.columns(of: text))
                asides += aside.isEmpty ? 0 : 1
            case .note, .fold: break
            }
        }
        valueColumn = FrameLayout.textEdge + min(label, columns / 2) + 2
        endsRowAside = asides == 1
        rowAside = FrameLayout.textEdge + row + (columns < 50 ? 2 : 6)
    }

    func lines(of item: ReviewItem) -> [BodyLine] {
        switch item.content {
        case .line(let line): lines(of: line)
        case .note(let mark, let text): BodyLayout(columns: columns, marks: marks).lines(of: .note(mark, text))
        case .fold(let text, let aside): [fold(text, aside)]
        case .row(let label, let aside): row(label, aside)
        }
    }

    private typealias Span = BodyLine.Span

    private func fold(_ text: String, _ aside: String) -> BodyLine {
        let sign = marks.warning
        var spans = [Span(column: 0, text: sign, style: .warning)]
        spans.append(Span(column: FrameLayout.textEdge, text: text, style: .warning))
        let end = columns - 1 - TextWidth.columns(of: aside)
        if end >= FrameLayout.textEdge + TextWidth.columns(of: text) + 2 {
            spans.append(Span(column: end, text: aside, style: .muted))
        }
        return BodyLine(spans: spans)
    }

    private func row(_ label: String, _ aside: String) -> [BodyLine] {
        let edge = FrameLayout.textEdge
        var lines = TextWrap.lines(label, columns: max(1, columns - edge - 1)).map { text in
            BodyLine(spans: [Span(column: edge, text: text)])
        }
        let width = TextWidth.columns(of: aside)
        let column = endsRowAside ? columns - 1 - width : rowAside
        let isFree = lines.count == 1 && column >= edge + TextWidth.columns(of: label) + 2 && column + width < columns
        if isFree, !aside.isEmpty { lines[0].spans.append(Span(column: column, text: aside, style: .muted)) }
        return lines
    }

    // MARK: - One line

    private var room: Int { max(1, columns - 1 - valueColumn) }

    private func lines(of line: ReviewLine) -> [BodyLine] {
        var lines = values(of: line).map { BodyLine(spans: $0) }
        let style: Style = line.isHead ? .title : .muted
        lines[0].spans.insert(Span(column: FrameLayout.textEdge, text: line.label, style: style), at: 0)
        guard !line.aside.isEmpty else { return lines }
        let aside = aside(of: line)
        let end = lines[lines.count - 1].spans.map { $0.column + TextWidth.columns(of: $0.text) }.max() ?? 0
        if lines.count == 1, aside.column >= end + 2 {
            lines[0].spans.append(aside)
        } else if aside.column >= valueColumn {
            lines.append(BodyLine(spans: [Span(column: valueColumn, text: aside.text, style: aside.style)]))
        } else {
            lines += TextWrap.lines(line.aside, columns: room).map {
                BodyLine(spans: [Span(column: valueColumn, text: $0, style: aside.style)])
            }
        }
        return lines
    }

    /// The remark with its mark, ending one cell before the right end.
    private func aside(of line: ReviewLine) -> Span {
        let sign = line.mark.map { $0.sign(marks) + " " } ?? ""
        let text = sign + line.aside
        return Span(column: columns - 1 - TextWidth.columns(of: text), text: text, style: line.mark?.style ?? .muted)
    }

    /// The value's rows; where it was and will be do not fit into one, the arrow starts the next.
    private func values(of line: ReviewLine) -> [[Span]] {
        let style: Style = line.isMuted ? .muted : line.isEmphasised ? .title : .text
        guard let was = line.was else { return wrapped(line, style) }
        let lead = line.lead.isEmpty ? "" : line.lead + " "
        let width = TextWidth.columns(of: lead + was + " " + Self.arrow + " " + line.value)
        var spans = lead.isEmpty ? [] : [Span(column: valueColumn, text: lead)]
        let start = valueColumn + TextWidth.columns(of: lead)
        guard width <= room else {
            spans.append(Span(column: start, text: was, style: .muted))
            let edge = valueColumn + Self.arrow.count + 1
            var rows = TextWrap.lines(line.value, columns: max(1, columns - 1 - edge)).map {
                [Span(column: edge, text: $0, style: style)]
            }
            rows[0].insert(Span(column: valueColumn, text: Self.arrow, style: .muted), at: 0)
            return [spans] + rows
        }
        let old = was + " " + Self.arrow
        spans.append(Span(column: start, text: old, style: .muted))
        spans.append(Span(column: start + TextWidth.columns(of: old) + 1, text: line.value, style: style))
        return [spans]
    }

    private func wrapped(_ line: ReviewLine, _ style: Style) -> [[Span]] {
        let lead = line.lead.isEmpty ? "" : line.lead + " "
        var room = room
        // A path gives way to what is said of it: without its middle folders it still tells which file it is.
        let isPath = line.value.contains("/") && !line.value.contains(" ")
        if isPath, !line.aside.isEmpty { room -= TextWidth.columns(of: line.aside) + 2 }
        let text = isPath ? Shortening.path(lead + line.value, columns: max(8, room)) : lead + line.value
        let lines = text.isEmpty ? [""] : TextWrap.lines(text, columns: max(1, room))
        return lines.map { [Span(column: valueColumn, text: $0, style: style)] }
    }
}
