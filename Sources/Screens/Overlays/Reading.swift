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
    let blocks: [Block]
    private var offset = 0

    /// The title and the blank row below it.
    private static let headRows = 2

    init(_ subject: Subject, title: String, _ blocks: [Block]) {
        self.subject = subject
        self.title = title
        self.blocks = blocks
    }

    /// Scrolls within the text; `area` is where it is drawn.
    mutating func scroll(_ command: Command, in area: Rect, marks: Marks) {
        let rows = max(1, area.rows - Self.headRows)
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
        canvas.put(title, at: area.origin, style: .title, limit: area.columns)
        let body = area.inset(top: Self.headRows)
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
        return area.origin
    }

    private func lines(columns: Int, marks: Marks) -> [BodyLine] {
        BodyLayout(columns: columns, marks: marks).place(blocks, rows: .max).flatMap(\.lines)
    }
}
