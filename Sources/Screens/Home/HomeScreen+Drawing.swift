internal import GatewayConfig
internal import GatewayHost
package import TerminalUI

extension HomeScreen {
    package func draw(on canvas: inout Canvas) -> Point? {
        frame.draw(on: &canvas) { canvas, area in
            switch overlays.last {
            case .reading(let reading):
                return reading.draw(on: &canvas, in: area, marks: marks) { words("reading.more", count: $0) }
            case .undo(let strip):
                let rows = min(strip.height(columns: area.columns, marks: marks), max(4, area.rows - 4))
                let (rest, bottom) = area.splitBottom(rows)
                _ = drawPage(on: &canvas, in: rest, isFocused: false)
                return strip.draw(on: &canvas, in: bottom, marks: marks)
            case .agents(let choice):
                let rows = min(choice.height(columns: area.columns) + 2, max(4, area.rows - 4))
                let (rest, bottom) = area.splitBottom(rows)
                _ = drawPage(on: &canvas, in: rest, isFocused: false)
                let place = bottom.inset(top: 2)
                canvas.put(
                    words("profiles.whichAgent"),
                    at: bottom.inset(left: FrameLayout.textEdge, top: 1).origin,
                    style: .title
                )
                choice.draw(on: &canvas, in: place, marks: marks)
                return choice.cursor(in: place)
            default: return drawPage(on: &canvas, in: area, isFocused: true)
            }
        }
    }

    private var frame: BrowseFrame {
        BrowseFrame(
            words: words,
            marks: marks,
            size: size,
            header: BrowseHeader(
                title: words("home.header"),
                user: host.user,
                host: host.hostName,
                scope: host.scope(of: agent, words)
            ),
            message: message,
            keys: keys,
            enterLabel: overlays.last?.enterLabel ?? "open"
        )
    }

    private func drawPage(on canvas: inout Canvas, in area: Rect, isFocused: Bool) -> Point? {
        let head = headLines(columns: area.columns)
        let shown = head.prefix(max(1, area.rows - min(list.items.count, area.rows - 1)))
        for (row, line) in shown.enumerated() { line.draw(on: &canvas, in: area, row: row) }
        let isRoomy = area.rows >= 12
        let body = area.inset(top: shown.count + (isRoomy ? 1 : 0))
        return FrameLayout.isBroad(size)
            ? drawBroad(on: &canvas, in: body, isFocused: isFocused)
            : drawPlain(on: &canvas, in: body, isFocused: isFocused)
    }

    /// The verdict with its mark, and its evidence.
    private func headLines(columns: Int) -> [BodyLine] {
        let layout = BodyLayout(columns: columns, marks: marks)
        return headBlocks.flatMap { layout.lines(of: $0.kind) }
    }

    /// The same, independent of the width.
    var headBlocks: [Block] {
        guard let status else { return host.problems.first.map { [.headline(.error, $0.message)] } ?? [] }
        let verdict = status.verdict(words, now: now)
        let details =
            status.verdictDetails(withCommand: false) + [status.verdictCheck, isChecked(status)].compactMap(\.self)
        // Where the places are listed below, the sentence about them is left out.
        let evidence = facts?.lines.isEmpty == false && status.report.verdict.outcome == .nothingStored ? [] : details
        return [.headline(NoteMark(status.verdictRole), verdict)] + evidence.map { .text($0, .muted) }
    }

    /// What a check would do, where none has been made.
    private func isChecked(_ status: StatusText) -> String? {
        let verdict = status.report.verdict
        guard verdict.canAnswer == true, verdict.certainty == .notChecked, host.checks.obstacle == nil,
            let model = host.checkedModel, !words.isNarrow
        else { return nil }
        return words("home.checkIs", ["model": model])
    }

    var facts: HomeFacts? { status.map { HomeFacts(host: host, status: $0, words: words) } }

    // MARK: - Up to 99 columns

    /// Facts, rows, notes, one below the other. The rows are what the person acts on, so the rest gives way to them.
    private func drawPlain(on canvas: inout Canvas, in area: Rect, isFocused: Bool) -> Point? {
        let facts = factLines(columns: area.columns)
        let notes = notes(columns: area.columns)
        let isRoomy = list.height(isRoomy: true) + 1 + min(facts.count, 2) <= area.rows
        let wanted = list.height(isRoomy: isRoomy)
        let gap = isRoomy && !facts.isEmpty ? 1 : 0
        let shown = facts.prefix(max(0, area.rows - wanted - gap))
        for (row, line) in shown.enumerated() { line.draw(on: &canvas, in: area, row: row) }
        let rest = area.inset(top: shown.isEmpty ? 0 : shown.count + gap)
        let (rows, below) = rest.splitTop(min(wanted, rest.rows))
        let cursor = list.draw(on: &canvas, in: rows, marks: marks, isRoomy: isRoomy, isFocused: isFocused)
        draw(notes, on: &canvas, in: below.inset(top: 1))
        return cursor
    }

    /// The facts; where a file cannot be read, the place in it.
    private func factLines(columns: Int) -> [BodyLine] {
        if let file = host.broken.value.first {
            let layout = BodyLayout(columns: columns, marks: marks)
            return BrokenFileView(file: file).blocks(columns: columns).flatMap {
                layout.lines(of: $0.kind)
            }
        }
        return facts?.rows(columns: columns) ?? []
    }

    /// The notes that fit; one that does not is left out whole.
    private func draw(_ notes: [[BodyLine]], on canvas: inout Canvas, in area: Rect) {
        var row = 0
        for note in notes where row + note.count <= area.rows {
            for line in note {
                line.draw(on: &canvas, in: area, row: row)
                row += 1
            }
        }
    }

    private func notes(columns: Int) -> [[BodyLine]] {
        let layout = BodyLayout(columns: columns, marks: marks)
        return acts.notes.map { layout.lines(of: .text($0, .muted)) }
    }

    // MARK: - From 100 columns

    /// Rows, profiles and agents at the left, facts at the right.
    private func drawBroad(on canvas: inout Canvas, in area: Rect, isFocused: Bool) -> Point? {
        let page = HomeBroadPage(
            host: host,
            agent: agent,
            status: status,
            side: side,
            profileCount: counts.stored,
            words: words,
            marks: marks,
            now: now
        )
        // The place in a file that cannot be read has the whole width, as long as the rows have theirs.
        let excerpt = host.broken.value.isEmpty ? [] : factLines(columns: area.columns)
        let shown = excerpt.prefix(max(0, area.rows - list.height(isRoomy: true) - 1))
        for (row, line) in shown.enumerated() { line.draw(on: &canvas, in: area, row: row) }
        let (left, right) = page.panes(of: shown.isEmpty ? area : area.inset(top: shown.count + 1))
        let wanted = list.height(isRoomy: true)
        let (rows, below) = left.splitTop(min(wanted, left.rows))
        let cursor = list.draw(on: &canvas, in: rows, marks: marks, isRoomy: true, isFocused: isFocused)
        for (row, line) in page.facts(columns: right.columns).enumerated() where row < right.rows {
            line.draw(on: &canvas, in: right, row: row)
        }
        let place = below.inset(top: 1)
        let tables = page.tables(columns: left.columns, rows: place.rows)
        for (row, line) in tables.enumerated() { line.draw(on: &canvas, in: place, row: row) }
        draw(notes(columns: left.columns), on: &canvas, in: place.inset(top: tables.isEmpty ? 0 : tables.count + 1))
        return cursor
    }
}
