internal import TerminalUI

/// A question above the footer, over the end of the page; the safe answer is marked first.
struct Question: Sendable, Equatable {
    enum Subject: Sendable, Equatable {
        case leave
        case undo
    }

    let subject: Subject
    let text: String
    var list: PickList

    static let no = "no"
    static let yes = "yes"

    init(_ subject: Subject, text: String, no: String, yes: String) {
        self.subject = subject
        self.text = text
        list = PickList([PickRow(id: Self.no, label: no), PickRow(id: Self.yes, label: yes)])
    }

    /// Draws over the last rows of the area; returns the cursor position.
    func draw(on canvas: inout Canvas, in area: Rect, marks: Marks) -> Point? {
        let lines = TextWrap.lines(text, columns: min(area.columns, BodyLayout.longestText))
        let strip = area.splitBottom(1 + lines.count + list.rows.count).bottom
        canvas.fill(strip)
        for (offset, line) in lines.enumerated() {
            let point = Point(column: strip.origin.column, row: strip.origin.row + 1 + offset)
            canvas.put(line, at: point, style: .title, limit: strip.columns)
        }
        let rows = strip.inset(top: 1 + lines.count)
        list.draw(on: &canvas, in: rows, marks: marks)
        return list.cursor(in: rows)
    }
}
