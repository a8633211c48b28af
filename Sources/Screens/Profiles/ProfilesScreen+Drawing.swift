internal import Credentials
internal import GatewayHost
package import TerminalUI

extension ProfilesScreen {
    package func draw(on canvas: inout Canvas) -> Point? {
        frame.draw(on: &canvas) { canvas, area in
            switch overlays.last {
            case .menu(let menu): drawPage(on: &canvas, in: area, isFocused: false, menu: menu)
            case .agents(let list): drawList(words("profiles.whichAgent"), list, on: &canvas, in: area)
            case .targets(let targets): draw(targets, on: &canvas, in: area)
            case .secret(let page): page.draw(on: &canvas, in: area, secretContext)
            case .reading(let reading):
                reading.draw(on: &canvas, in: area, marks: marks) { words("reading.more", count: $0) }
            case .undo(let strip): draw(strip, on: &canvas, in: area)
            case .check(let question): draw(question.strip, on: &canvas, in: area)
            case .naming(let naming): draw(naming, on: &canvas, in: area)
            case .proposal(let proposal): draw(proposal, on: &canvas, in: area)
            case .editor, .leaving, nil: drawPage(on: &canvas, in: area, isFocused: true)
            }
        }
    }

    private var frame: BrowseFrame {
        BrowseFrame(
            words: words,
            marks: marks,
            size: size,
            header: BrowseHeader(
                title: words("profiles.header"),
                user: host.user,
                host: host.hostName,
                scope: host.scope(of: agent, words),
                aside: overlays.isEmpty && showsTable ? place : ""
            ),
            message: message ?? movingMessage ?? checkMessage,
            keys: keys,
            enterLabel: enterLabel,
            idle: idleInFooter
        )
    }

    /// `3 of 6`, on a phone.
    private var place: String {
        guard let marked = table.markedPlace else { return "" }
        return words("list.count", ["shown": String(marked + 1), "total": String(table.shownCount)])
    }

    // MARK: - Overlays

    private func drawList(_ title: String, _ list: PickList, on canvas: inout Canvas, in area: Rect) -> Point? {
        let lines = BodyLayout(columns: area.columns, marks: marks).lines(of: .text(title, .title))
        for (row, line) in lines.enumerated() { line.draw(on: &canvas, in: area, row: row) }
        let body = area.inset(top: lines.count + 1)
        list.draw(on: &canvas, in: body, marks: marks)
        return list.cursor(in: body)
    }

    private func draw(_ targets: Targets, on canvas: inout Canvas, in area: Rect) -> Point? {
        let title = words("profiles.copyTo", ["profile": row(targets.profile).map(name) ?? targets.profile])
        let edge = FrameLayout.textEdge
        canvas.put(title, at: area.inset(left: edge).origin, style: .title, limit: area.columns - edge)
        let body = area.inset(top: 2)
        targets.list.draw(on: &canvas, in: body, marks: marks)
        return targets.list.cursor(in: body)
    }

    // MARK: - Page

    func drawPage(on canvas: inout Canvas, in area: Rect, isFocused: Bool) -> Point? {
        drawPage(on: &canvas, in: area, isFocused: isFocused, menu: nil)
    }

    private func drawPage(on canvas: inout Canvas, in area: Rect, isFocused: Bool, menu: RowMenu?) -> Point? {
        guard showsTable else { return drawChoices(on: &canvas, in: area, isFocused: isFocused) }
        if let menu, words.isNarrow { return drawNarrow(menu, on: &canvas, in: area) }
        let head = headLines(columns: area.columns)
        let parts = parts(area, head: head.count)
        for (row, line) in head.enumerated() where row < area.rows { line.draw(on: &canvas, in: area, row: row) }
        let filterCursor = drawFilter(on: &canvas, in: parts.filter)
        if table.shownCount == 0, !table.filter.isEmpty {
            let text = words("list.nothing", ["filter": table.filter])
            let place = parts.table.inset(left: FrameLayout.textEdge)
            canvas.put(text, at: place.origin, limit: place.columns)
        } else {
            drawTable(on: &canvas, in: parts.table, isFocused: isFocused)
        }
        drawOthers(on: &canvas, in: parts.others)
        let menuCursor = drawDetail(on: &canvas, in: parts.detail, menu: menu)
        if let menuCursor { return menuCursor }
        return isFiltering && overlays.isEmpty ? filterCursor : table.cursor(in: parts.table)
    }

    private func drawChoices(on canvas: inout Canvas, in area: Rect, isFocused: Bool) -> Point? {
        let layout = BodyLayout(columns: area.columns, marks: marks)
        let wish = BodyLayout.Wish(rows: choices.height(columns: area.columns))
        return layout.draw(choiceBlocks, on: &canvas, in: area, widget: wish) { canvas, place in
            choices.draw(on: &canvas, in: place, marks: marks, isFocused: isFocused)
            return choices.cursor(in: place)
        }
    }

    private func drawFilter(on canvas: inout Canvas, in area: Rect) -> Point? {
        guard isFiltering || !table.filter.isEmpty, !area.isEmpty else { return nil }
        let start = area.inset(left: FrameLayout.textEdge).origin
        var column = start.column
        column += canvas.put("/", at: start, style: .keyName, limit: area.columns)
        let text = Point(column: column, row: area.origin.row)
        column += canvas.put(table.filter, at: text, style: .match, limit: area.endColumn - column)
        let cursor = Point(column: column, row: area.origin.row)
        let count = words("list.count", ["shown": String(table.shownCount), "total": String(rows.count)])
        let place = Point(column: column + 2, row: area.origin.row)
        canvas.put(count, at: place, style: .muted, limit: area.endColumn - place.column)
        return cursor
    }

    /// The profiles that the table does not show, in one line; Tab shows them.
    private func drawOthers(on canvas: inout Canvas, in area: Rect) {
        guard !area.isEmpty else { return }
        let line = othersLine
        let (state, names) = words.isNarrow ? (1, 2) : (2, 3)
        let width = area.columns
        let places = [
            0, table.start(ofColumn: state, width: width) ?? 0, table.start(ofColumn: names, width: width) ?? 0,
        ]
        var column = 0
        for (index, text) in line.enumerated() {
            column = max(column, places[index])
            let room = width - column
            let shown = Shortening.end(text, columns: max(0, room))
            let point = Point(column: area.origin.column + column, row: area.origin.row)
            column += canvas.put(shown, at: point, style: .muted, limit: room) + 2
        }
    }
}
