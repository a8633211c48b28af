internal import TerminalUI

/// The frame of a browse screen: header, body, message, footer.
struct BrowseFrame {
    let words: Words
    let marks: Marks
    let size: Size
    let header: BrowseHeader
    let message: Message?
    let keys: KeyContext
    /// The text key for Enter, below `keys.`.
    let enterLabel: String
    /// Commands that do nothing here and now; the footer leaves them out.
    var idle: Set<Command> = []

    /// Draws everything; the body by calling `body`. Returns the cursor position.
    func draw(on canvas: inout Canvas, body: (inout Canvas, Rect) -> Point?) -> Point? {
        let layout = FrameLayout(size: canvas.size)
        guard !layout.isTooSmall else { return TooSmallNotice(words: words).draw(on: &canvas) }
        let row = MessageRow(message, columns: layout.messageColumns, marks: marks)
        header.draw(on: &canvas, in: layout.header, isNarrow: words.isNarrow)
        let area = layout.body(messageRows: row.lines.count)
        let cursor = body(&canvas, area)
        row.draw(on: &canvas, in: layout.messages(row.lines.count))
        Footer(words: words, context: keys, enterLabel: enterLabel, idle: idle)
            .draw(on: &canvas, in: layout.footer)
        return cursor ?? area.origin
    }
}

/// The first row of a browse screen: title, host and agent.
struct BrowseHeader {
    /// `openclaw profiles`; below 60 columns without the program's name.
    let title: String
    let user: String
    let host: String
    /// `agent main, 1 of 5`, or a text for all agents.
    let scope: String
    /// Text at the right end below 60 columns, if it fits.
    var aside = ""

    func draw(on canvas: inout Canvas, in area: Rect, isNarrow: Bool) {
        if isNarrow {
            drawNarrow(on: &canvas, in: area)
        } else {
            drawWide(on: &canvas, in: area)
        }
    }

    private func drawWide(on canvas: inout Canvas, in area: Rect) {
        let used = HeaderTitle(title).draw(on: &canvas, in: area)
        let room = area.columns - used - 3
        let scope = scope.isEmpty ? "" : "   " + scope
        // If it is too long, the user name is dropped first, then the end of the host name.
        let fixed = TextWidth.columns(of: scope)
        let full = "\(user)@\(host)"
        let fits = TextWidth.columns(of: full) + fixed <= room
        let name = fits ? full : Shortening.end(host, columns: max(4, room - fixed))
        put(name + scope, right: area, limit: room, .text, on: &canvas)
    }

    private func drawNarrow(on canvas: inout Canvas, in area: Rect) {
        let used = HeaderTitle(title).draw(on: &canvas, in: area) + 2
        let mention = TextWidth.columns(of: aside)
        let fixed = used + TextWidth.columns(of: scope) + 2 + mention + 2
        let name = Shortening.end(host, columns: max(4, area.columns - fixed))
        let scope = Shortening.end(
            [name, scope].filter { !$0.isEmpty }.joined(separator: "  "),
            columns: area.columns - used
        )
        let room = area.columns - used - TextWidth.columns(of: scope) - 2
        guard !aside.isEmpty, mention <= room else {
            return put(scope, right: area, limit: area.columns - used, .text, on: &canvas)
        }
        put(aside, right: area, limit: room, .muted, on: &canvas)
        put(scope, right: area.inset(right: mention + 2), limit: area.columns - used, .text, on: &canvas)
    }

    private func put(_ text: String, right area: Rect, limit: Int, _ style: Style, on canvas: inout Canvas) {
        let text = Shortening.end(text, columns: max(1, limit))
        let column = max(area.origin.column, area.endColumn - TextWidth.columns(of: text))
        let point = Point(column: column, row: area.origin.row)
        canvas.put(text, at: point, style: style, limit: area.endColumn - column)
    }
}
