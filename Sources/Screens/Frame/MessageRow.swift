internal import TerminalUI

/// The rows above the footer that are reserved for errors and results.
struct MessageRow {
    let message: Message?
    let marks: Marks
    let lines: [String]

    init(_ message: Message?, columns: Int, marks: Marks) {
        self.message = message
        self.marks = marks
        guard let message else {
            lines = []
            return
        }
        lines = TextWrap.lines(message.text, columns: max(1, columns - Self.indent(message, marks)))
    }

    private static func indent(_ message: Message, _ marks: Marks) -> Int {
        message.mark.map { TextWidth.columns(of: $0.sign(marks)) + 1 } ?? 0
    }

    func draw(on canvas: inout Canvas, in area: Rect) {
        guard let message else { return }
        let indent = Self.indent(message, marks)
        let style: Style = message.mark == .ok ? .text : message.mark?.style ?? .text
        let sign = message.mark?.sign(marks) ?? ""
        canvas.put(sign, at: area.origin, style: message.mark?.style ?? .text, limit: area.columns)
        for (row, line) in lines.enumerated() where row < area.rows {
            let point = Point(column: area.origin.column + indent, row: area.origin.row + row)
            canvas.put(line, at: point, style: style, limit: area.columns - indent)
        }
    }
}

/// The notice shown on a terminal that is too small for a page.
struct TooSmallNotice {
    let words: Words

    func draw(on canvas: inout Canvas) -> Point? {
        let values = [
            "size": "\(canvas.size.columns)x\(canvas.size.rows)",
            "needed": "\(FrameLayout.smallest.columns)x\(FrameLayout.smallest.rows)",
        ]
        for (row, line) in TextWrap.lines(words("tooSmall", values), columns: canvas.size.columns).enumerated() {
            canvas.put(line, at: Point(column: 0, row: row))
        }
        return Point(column: 0, row: 0)
    }
}
