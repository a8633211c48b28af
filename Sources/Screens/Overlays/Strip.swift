internal import TerminalUI

/// A few rows above the footer that preview a small change: what, where, and the rows to do it or cancel.
struct Strip: Sendable, Equatable {
    var title: String
    var lines: [Block]
    var list: PickList

    init(title: String, lines: [Block], list: PickList) {
        self.title = title
        self.lines = lines
        self.list = list
    }

    /// The ids of the rows that do it and cancel; a dangerous one is never marked first.
    static let doIt = "do"
    static let leaveIt = "leave"
    /// Checks the credential first.
    static let checkIt = "check"
    /// Does it once the running check has passed.
    static let awaitIt = "await"

    static func choice(_ doing: String, _ leaving: String, isDangerous: Bool) -> PickList {
        let rows = [PickRow(id: doIt, label: doing), PickRow(id: leaveIt, label: leaving)]
        return PickList(rows, marked: isDangerous ? 1 : 0)
    }

    /// The preview of undo.
    init(undoing lines: [String], _ words: Words) {
        self.init(
            title: lines.first ?? "",
            lines: lines.dropFirst().map { Block.text($0) },
            list: Self.choice(words("undo.do"), words("undo.leave"), isDangerous: false)
        )
    }

    /// The question and the lines below it, wrapped to the width.
    private func text(columns: Int, marks: Marks) -> [BodyLine] {
        let layout = BodyLayout(columns: columns, marks: marks)
        return layout.lines(of: .text(title, .title)) + lines.flatMap { layout.lines(of: $0.kind) }
    }

    /// The number of rows, including the blank one above.
    func height(columns: Int, marks: Marks) -> Int {
        1 + text(columns: columns, marks: marks).count + list.height(columns: columns)
    }

    /// Draws from the second row of the area on; if rows are short, text is dropped. Returns the cursor position.
    func draw(on canvas: inout Canvas, in area: Rect, marks: Marks) -> Point? {
        canvas.fill(area)
        let body = area.inset(top: 1)
        let rows = list.height(columns: area.columns)
        let text = text(columns: area.columns, marks: marks).prefix(max(0, body.rows - rows))
        for (row, line) in text.enumerated() { line.draw(on: &canvas, in: body, row: row) }
        let choice = body.inset(top: text.count)
        list.draw(on: &canvas, in: choice, marks: marks)
        return list.cursor(in: choice)
    }
}
