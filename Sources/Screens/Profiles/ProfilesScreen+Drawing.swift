internal import Credentials
internal import GatewayHost
package import TerminalUI

extension ProfilesScreen {
    package func draw(on canvas: inout Canvas) -> Point? {
        frame.draw(on: &canvas) { canvas, area in
            switch overlays.last {
            case .menu(let menu): drawList(menu.title, menu.list, on: &canvas, in: area)
            case .agents(let list): drawList(words("profiles.whichAgent"), list, on: &canvas, in: area)
            case .targets(let targets): draw(targets, on: &canvas, in: area)
            case .secret(let page): page.draw(on: &canvas, in: area, secretContext)
            case .reading(let reading):
                reading.draw(on: &canvas, in: area, marks: marks) { words("reading.more", count: $0) }
            case .undo(let strip): draw(strip, on: &canvas, in: area)
            case .check(let question): draw(question.strip, on: &canvas, in: area)
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
                scope: scope,
                aside: words("profiles.stored", ["count": String(rows.count)])
            ),
            message: message ?? movingMessage ?? checkMessage,
            keys: keys,
            enterLabel: enterLabel
        )
    }

    private var scope: String {
        guard host.agents.count > 1 else { return words("header.agent", ["agent": agent]) }
        let place = (host.agents.firstIndex { $0.id == agent } ?? 0) + 1
        let values = ["agent": agent, "place": String(place), "count": String(host.agents.count)]
        return words("profiles.scope", values)
    }

    var bodyArea: Rect { FrameLayout(size: size).body(messageRows: 0) }
    var tableArea: Rect {
        let area = bodyArea
        let columns = area.columns
        return parts(area, verdict: verdictLines(columns: columns).count, detail: detailLines(columns: columns).count)
            .table
    }
    /// The number of visible rows.
    var pageRows: Int { max(1, tableArea.rows - table.titleRows) }

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
        canvas.put(title, at: area.origin, style: .title, limit: area.columns)
        let body = area.inset(top: 2)
        targets.list.draw(on: &canvas, in: body, marks: marks)
        return targets.list.cursor(in: body)
    }

    // MARK: - Page

    func drawPage(on canvas: inout Canvas, in area: Rect, isFocused: Bool) -> Point? {
        guard showsTable else { return drawChoices(on: &canvas, in: area, isFocused: isFocused) }
        let (verdict, detail) = (verdictLines(columns: area.columns), detailLines(columns: area.columns))
        let parts = parts(area, verdict: verdict.count, detail: detail.count)
        for (row, line) in verdict.enumerated() where row < area.rows {
            canvas.put(line, at: area.inset(top: row).origin, style: .title, limit: area.columns)
        }
        let filterCursor = drawFilter(on: &canvas, in: parts.filter)
        if table.shownCount == 0, !table.filter.isEmpty {
            let text = words("list.nothing", ["filter": table.filter])
            canvas.put(text, at: parts.table.inset(left: 2).origin, limit: parts.table.columns - 2)
        } else {
            drawTable(on: &canvas, in: parts.table, isFocused: isFocused)
        }
        for (row, line) in detail.prefix(parts.detail.rows).enumerated() {
            line.draw(on: &canvas, in: parts.detail, row: row)
        }
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

    /// The areas of the page: verdict, filter, table, and detail of the marked row.
    ///
    /// - Parameters:
    ///   - verdict: number of lines of the verdict.
    ///   - detail: number of lines the detail asks for.
    private func parts(_ area: Rect, verdict: Int, detail: Int) -> (filter: Rect, table: Rect, detail: Rect) {
        let isRoomy = area.rows >= 16
        let hasFilter = isFiltering || !table.filter.isEmpty
        let gap = isRoomy || hasFilter ? 1 : 0
        let rest = area.inset(top: verdict + gap)
        let wanted = table.titleRows + max(1, table.shownCount)
        let least = min(wanted, 5)
        let detailRows = max(0, min(detail, rest.rows - 1 - least))
        let between = detailRows > 0 && rest.rows > wanted + detailRows || isRoomy ? 1 : 0
        let rows = min(wanted, rest.rows - detailRows - (detailRows > 0 ? between : 0))
        let (body, below) = rest.splitTop(rows)
        return (
            area.inset(top: verdict).splitTop(gap).top, body, below.inset(top: between).splitTop(detailRows).top
        )
    }

    private func drawFilter(on canvas: inout Canvas, in area: Rect) -> Point? {
        guard isFiltering || !table.filter.isEmpty, !area.isEmpty else { return nil }
        var column = area.origin.column
        column += canvas.put("/", at: area.origin, style: .keyName, limit: area.columns)
        let text = Point(column: column, row: area.origin.row)
        column += canvas.put(table.filter, at: text, style: .match, limit: area.endColumn - column)
        let cursor = Point(column: column, row: area.origin.row)
        let count = words("list.count", ["shown": String(table.shownCount), "total": String(rows.count)])
        let place = Point(column: column + 2, row: area.origin.row)
        canvas.put(count, at: place, style: .muted, limit: area.endColumn - place.column)
        return cursor
    }
}
