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

    // MARK: - Detail

    private func drawDetail(on canvas: inout Canvas, in area: Rect, menu: RowMenu?) -> Point? {
        guard let row = menu.flatMap({ row($0.profile) }) ?? markedRow, !area.isEmpty else { return nil }
        let form = detailForm
        var lines = detail(row).lines(
            form,
            columns: area.columns,
            valueColumn: valueColumn(form, columns: area.columns),
            headStyle: menu == nil ? .title : .accent
        )
        if form == .broad { return drawBroad(lines, row, menu, on: &canvas, in: area) }
        guard let menu else {
            for (index, line) in lines.prefix(area.rows).enumerated() { line.draw(on: &canvas, in: area, row: index) }
            return nil
        }
        lines = Array(lines.prefix(menuHeadRows))
        let column = valueColumn(form, columns: area.columns)
        let about = Shortening.end(detail(row).aboutInShort, columns: max(4, area.columns - column))
        lines[0].spans = lines[0].spans.prefix(1) + [BodyLine.Span(column: column, text: about, style: .muted)]
        for (index, line) in lines.enumerated() { line.draw(on: &canvas, in: area, row: index) }
        let body = area.inset(top: menuHeadRows)
        menu.list.draw(on: &canvas, in: body, marks: marks)
        return menu.list.cursor(in: body)
    }

    func detail(_ row: ProfileRow) -> ProfileDetail {
        ProfileDetail(
            row: row,
            words: words,
            profileWords: profileWords,
            host: host,
            agent: agent,
            tried: group(of: row)?.tried.count ?? 0
        )
    }

    /// The row of the actions, counted from the top of the detail, if the facts leave it free.
    private static let actionsRow = 14

    private func drawBroad(
        _ lines: [BodyLine],
        _ row: ProfileRow,
        _ menu: RowMenu?,
        on canvas: inout Canvas,
        in area: Rect
    ) -> Point? {
        for (index, line) in lines.prefix(area.rows).enumerated() { line.draw(on: &canvas, in: area, row: index) }
        let rows = menu?.list.rows ?? actions(on: row).rows
        let place = min(max(lines.count + 1, Self.actionsRow), area.rows - rows.count - 1)
        let head = area.inset(top: max(0, place))
        canvas.fill(head)
        canvas.put(
            words("profiles.actions"),
            at: head.origin,
            style: menu == nil ? .title : .accent,
            limit: head.columns
        )
        let body = head.inset(top: 1)
        if let menu {
            menu.list.draw(on: &canvas, in: body, marks: marks)
            return menu.list.cursor(in: body)
        }
        let key = KeyTable.accept.name
        let end = head.inset(left: head.columns - TextWidth.columns(of: key))
        canvas.put(key, at: end.origin, style: .muted, limit: end.columns)
        for (index, row) in rows.prefix(body.rows).enumerated() {
            let line = body.inset(left: FrameLayout.textEdge, top: index)
            canvas.put(row.key, at: line.origin, style: .keyName, limit: line.columns)
            let label = body.inset(left: FrameLayout.actEdge, top: index)
            canvas.put(row.label, at: label.origin, limit: label.columns)
        }
        return nil
    }

    /// On a phone the actions take the whole page, below what is known of the row.
    private func drawNarrow(_ menu: RowMenu, on canvas: inout Canvas, in area: Rect) -> Point? {
        let body = area.inset(top: 1)
        guard let row = row(menu.profile) else { return nil }
        let column = valueColumn(.narrow, columns: area.columns)
        let state = profileWords.state(row.state)
        var lines = detail(row).lines(.narrow, columns: area.columns, valueColumn: column, headStyle: .accent)
        var spans = [BodyLine.Span(column: FrameLayout.textEdge, text: state.word, style: profileWords.style(row))]
        if !state.detail.isEmpty {
            spans.append(BodyLine.Span(column: column, text: state.detail))
            let left = area.columns - 1 - TextWidth.columns(of: state.left)
            spans.append(BodyLine.Span(column: left, text: state.left))
        }
        lines.insert(BodyLine(spans: spans), at: min(1, lines.count))
        for (index, line) in lines.prefix(3).enumerated() { line.draw(on: &canvas, in: body, row: index) }
        let place = body.inset(top: 4)
        menu.list.draw(on: &canvas, in: place, marks: marks)
        return menu.list.cursor(in: place)
    }
}
