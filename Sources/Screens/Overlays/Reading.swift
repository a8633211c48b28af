internal import TerminalUI

/// A read-only text overlay for help, diff and command; it scrolls and closes.
struct Reading: Sendable, Equatable {
    enum Subject: Sendable, Equatable {
        case help
        case diff
        case command
    }

    let subject: Subject
    let title: String
    /// A line below the title; empty for none.
    let lead: String
    let blocks: [Block]
    private var offset = 0

    /// The title, the line below it, and a blank row.
    private var headRows: Int { lead.isEmpty ? 2 : 3 }

    init(_ subject: Subject, title: String, lead: String = "", _ blocks: [Block]) {
        self.subject = subject
        self.title = title
        self.lead = lead
        self.blocks = blocks
    }

    /// Scrolls within the text; `area` is where it is drawn.
    mutating func scroll(_ command: Command, in area: Rect, marks: Marks) {
        let rows = max(1, area.rows - headRows)
        let count = lines(columns: area.columns, marks: marks).count
        offset = Self.offset(offset, after: command, lines: count, rows: rows)
    }

    /// The first visible line after a scroll command, for `lines` lines of which `rows` are visible.
    static func offset(_ offset: Int, after command: Command, lines: Int, rows: Int) -> Int {
        let last = max(0, lines - rows)
        let wanted =
            switch command {
            case .up: offset - 1
            case .down: offset + 1
            case .pageUp: offset - max(1, rows - 1)
            case .pageDown: offset + max(1, rows - 1)
            case .first: 0
            case .last: last
            default: offset
            }
        return max(0, min(last, wanted))
    }

    /// Draws title, text and the number of hidden lines below; returns the cursor position.
    func draw(on canvas: inout Canvas, in area: Rect, marks: Marks, more: (Int) -> String) -> Point? {
        let head = area.inset(left: FrameLayout.textEdge)
        canvas.put(title, at: head.origin, style: .title, limit: head.columns)
        let below = Shortening.end(lead, columns: head.columns)
        canvas.put(below, at: head.inset(top: 1).origin, style: .muted, limit: head.columns)
        let body = area.inset(top: headRows)
        let lines = lines(columns: area.columns, marks: marks)
        let first = min(offset, max(0, lines.count - body.rows))
        let hidden = max(0, lines.count - first - body.rows)
        for (row, line) in lines.dropFirst(first).prefix(hidden > 0 ? body.rows - 1 : body.rows).enumerated() {
            line.draw(on: &canvas, in: body, row: row)
        }
        if hidden > 0, body.rows > 0 {
            let point = Point(column: body.origin.column, row: body.endRow - 1)
            canvas.put(more(hidden + 1), at: point, style: .muted, limit: body.columns)
        }
        return head.origin
    }

    private func lines(columns: Int, marks: Marks) -> [BodyLine] {
        BodyLayout(columns: columns, marks: marks).place(blocks, rows: .max).flatMap(\.lines)
    }
}
