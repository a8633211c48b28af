internal import TerminalUI

/// A new id for a profile: first the name, then for which agents, if several store the same secret under the old one.
struct Naming: Sendable {
    let profile: String
    /// The agents that store the same secret under this id; the one that is shown first.
    let holders: [String]
    var strip: FieldStrip
    /// The name that was typed, and the rows to choose the agents from.
    var choice: (name: String, list: PickList)?

    /// The ids of those rows.
    static let thisAgent = "this"
    static let allAgents = "all"
}

/// A question with a field above the footer.
struct FieldStrip: Sendable {
    var title: String
    var notes: [Block] = []
    var field: TextField

    /// The width of the field.
    private static let fieldColumns = 40

    private func text(columns: Int, marks: Marks) -> [BodyLine] {
        let layout = BodyLayout(columns: columns, marks: marks)
        return layout.lines(of: .text(title, .title)) + notes.flatMap { layout.lines(of: $0.kind) }
    }

    /// The number of rows, including the blank one above.
    func height(columns: Int, marks: Marks) -> Int { 2 + text(columns: columns, marks: marks).count }

    /// Draws from the second row of the area on; returns the cursor position.
    func draw(on canvas: inout Canvas, in area: Rect, marks: Marks) -> Point? {
        canvas.fill(area)
        let body = area.inset(top: 1)
        let text = text(columns: area.columns, marks: marks).prefix(max(0, body.rows - 1))
        for (row, line) in text.enumerated() { line.draw(on: &canvas, in: body, row: row) }
        let edge = FrameLayout.textEdge
        let place = body.inset(left: edge, top: text.count, right: 1).splitLeft(Self.fieldColumns).left
        field.draw(on: &canvas, in: place)
        return field.cursor(in: place)
    }
}
