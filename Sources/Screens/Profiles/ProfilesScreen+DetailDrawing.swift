internal import Credentials
internal import GatewayHost
internal import TerminalUI

// The detail of the marked row: below the table, beside it, or alone with the actions on a phone.
extension ProfilesScreen {
    func drawDetail(on canvas: inout Canvas, in area: Rect, menu: RowMenu?) -> Point? {
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
            name: name(row),
            words: words,
            profileWords: profileWords,
            host: host,
            agent: agent,
            tried: group(of: row)?.tried.count ?? 0,
            moved: shownMove.flatMap { $0.id == row.id ? $0.place : nil }
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
    func drawNarrow(_ menu: RowMenu, on canvas: inout Canvas, in area: Rect) -> Point? {
        let body = area.inset(top: 1)
        guard let row = row(menu.profile) else { return nil }
        let column = valueColumn(.narrow, columns: area.columns)
        let state = profileWords.state(row)
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
