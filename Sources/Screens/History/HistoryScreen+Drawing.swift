internal import GatewayHost
internal import Secrets
package import TerminalUI

extension HistoryScreen {
    package func draw(on canvas: inout Canvas) -> Point? {
        let frame = BrowseFrame(
            words: words,
            marks: marks,
            size: size,
            header: BrowseHeader(
                title: words("history.header"),
                user: host.user,
                host: host.hostName,
                scope: words.isNarrow ? "" : host.stateFolder
            ),
            message: message,
            keys: keys,
            enterLabel: enterLabel
        )
        return frame.draw(on: &canvas) { canvas, area in
            switch overlays.last {
            case .reading(let reading):
                return reading.draw(on: &canvas, in: area, marks: marks) { words("reading.more", count: $0) }
            case .proposal(let proposal): return draw(proposal, on: &canvas, in: area)
            case .undo(let strip): return draw(strip, on: &canvas, in: area)
            default: return drawPage(on: &canvas, in: area, isFocused: true)
            }
        }
    }

    func drawPage(on canvas: inout Canvas, in area: Rect, isFocused: Bool) -> Point? {
        guard !rows.isEmpty else { return draw(emptyBlocks, on: &canvas, in: area) }
        let gap = area.rows >= 14 ? 1 : 0
        drawTitle(on: &canvas, in: area.splitTop(1).top)
        let body = area.inset(top: 1 + gap)
        if FrameLayout.isBroad(size) {
            let (left, right) = body.splitLeft(max(64, body.columns * 3 / 5))
            let aside = right.inset(left: 3)
            _ = draw(detail(rows: right.rows, columns: aside.columns), on: &canvas, in: aside)
            return list(isFocused).draw(on: &canvas, in: left)
        }
        guard isFocused else { return list(isFocused).draw(on: &canvas, in: body) }
        let detailRows = min(body.rows / 2, body.rows >= 14 ? 7 : 4)
        let (top, bottom) = body.splitBottom(detailRows)
        _ = draw(detail(rows: detailRows - 1, columns: bottom.columns), on: &canvas, in: bottom.inset(top: 1))
        return list(isFocused).draw(on: &canvas, in: top)
    }

    /// The number of rows that a page key moves by.
    var pageRows: Int { max(1, bodyArea.rows / 2) }

    private func list(_ isFocused: Bool) -> HistoryList {
        HistoryList(
            rows: rows,
            shown: table.shownIndices,
            marked: table.marked,
            words: words,
            marks: marks,
            isFocused: isFocused
        )
    }

    private func drawTitle(on canvas: inout Canvas, in line: Rect) {
        let edge = line.inset(left: FrameLayout.textEdge)
        guard table.filter.isEmpty, !isFiltering else {
            let values = ["shown": String(table.shownCount), "total": String(rows.count)]
            canvas.put("/" + table.filter + "  " + words("list.count", values), at: edge.origin, limit: edge.columns)
            return
        }
        let count = history.map(text.count) ?? ""
        let start = max(0, edge.columns - 1 - TextWidth.columns(of: count))
        let title = words("history.title")
        canvas.put(title, at: edge.origin, style: .title, limit: edge.columns)
        guard TextWidth.columns(of: title) + 2 <= start else { return }
        let point = Point(column: edge.origin.column + start, row: edge.origin.row)
        canvas.put(count, at: point, style: .muted, limit: edge.columns - start)
    }

    private func draw(_ blocks: [Block], on canvas: inout Canvas, in area: Rect) -> Point? {
        let lines = BodyLayout(columns: area.columns, marks: marks).place(blocks, rows: .max).flatMap(\.lines)
        for (row, line) in lines.prefix(area.rows).enumerated() { line.draw(on: &canvas, in: area, row: row) }
        return area.origin
    }

    private var emptyBlocks: [Block] {
        guard let problem else { return [.text(host.texts("history.none"))] }
        return [.note(.error, problem.message)] + problem.details.map { .exact($0) }
            + (problem.next.map { [.gap, .text(host.texts("error.next", ["next": $0]))] } ?? [])
    }

    // MARK: - The marked row

    /// What undoing or restoring the marked row does, or why that is not possible; the difference as far as it fits.
    private func detail(rows: Int, columns: Int) -> [Block] {
        guard let marked else { return [] }
        let title = Block.title(title(of: marked))
        switch marked.subject {
        case .apply(let apply):
            if let reason = text.reason(apply, now: now) { return [title, .text(reason)] }
            return [title] + changes(apply.files, rows: rows - 1, columns: columns)
        case .backup(let backup):
            switch backup.state {
            case .possible:
                let takenOut = text.takenOut(backup, now: now).map { [Block.text($0)] } ?? []
                let used = BodyLayout(columns: columns, marks: marks).place(takenOut, rows: .max).flatMap(\.lines).count
                return [title] + takenOut + changes([backup.change], rows: rows - 1 - used, columns: columns)
            case .asItIsNow:
                let values = ["file": text.file(backup.id.path), "time": marked.time]
                return [title, .text(words("history.same", values))]
            case .impossible(let problem): return [title, .text(problem.message)]
            }
        }
    }

    /// What happens to each file, then as many changed lines as fit.
    func changes(_ files: [History.Change], rows: Int, columns: Int) -> [Block] {
        let facts = files.map { file in
            Fact(label: words("history.action." + file.action.rawValue), value: host.display(file.path))
        }
        let lines = words.firstLines(
            of: difference.changed,
            rows: rows - facts.count,
            columns: columns,
            isUnicode: capabilities.unicode
        )
        return [.facts(facts)] + lines
    }
}
