internal import TerminalUI

/// A question above the footer, over the end of the page. Where something would be lost the safe answer is marked; an undo,
/// which is asked for, is marked itself.
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
        let (no, yes) = (PickRow(id: Self.no, label: no), PickRow(id: Self.yes, label: yes))
        list = PickList(subject == .undo ? [yes, no] : [no, yes])
    }

    /// Draws over the last rows of the area; returns the cursor position.
    func draw(on canvas: inout Canvas, in area: Rect, marks: Marks) -> Point? {
        let room = max(1, min(area.columns - FrameLayout.textEdge, BodyLayout.longestText))
        let lines = TextWrap.lines(text, columns: room)
        let strip = area.splitBottom(1 + lines.count + list.rows.count).bottom
        canvas.fill(strip)
        for (offset, line) in lines.enumerated() {
            let point = Point(column: strip.origin.column + FrameLayout.textEdge, row: strip.origin.row + 1 + offset)
            canvas.put(line, at: point, style: .title, limit: room)
        }
        let rows = strip.inset(top: 1 + lines.count)
        list.draw(on: &canvas, in: rows, marks: marks)
        return list.cursor(in: rows)
    }
}
