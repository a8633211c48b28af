internal import GatewayHost
package import TerminalUI

extension ParametersScreen {
    package func draw(on canvas: inout Canvas) -> Point? {
        frame.draw(on: &canvas) { canvas, area in
            switch overlays.last {
            case .reading(let reading):
                return reading.draw(on: &canvas, in: area, marks: marks) { words("reading.more", count: $0) }
            case .undo(let strip): return draw(strip, on: &canvas, in: area)
            case .proposal(let proposal): return draw(proposal, on: &canvas, in: area)
            case .editor(let editor):
                let rows = min(editor.height(columns: area.columns, marks: marks), max(4, area.rows - 4))
                let (rest, bottom) = area.splitBottom(rows)
                _ = drawPage(on: &canvas, in: rest, isFocused: false)
                return editor.draw(on: &canvas, in: bottom, marks: marks)
            case .leaving(let leaving):
                _ = drawPage(on: &canvas, in: area, isFocused: false)
                return leaving.question.draw(on: &canvas, in: area, marks: marks)
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
                title: words("parameters.header"),
                user: host.user,
                host: host.hostName,
                scope: words.isNarrow ? "" : scope,
                aside: edits.isEmpty ? words("home.allAgents") : unsaved
            ),
            message: message,
            keys: keys,
            enterLabel: enterLabel
        )
    }

    private var unsaved: String { words("parameters.unsaved", count: edits.count) }
    private var scope: String { words("home.allAgents") + (edits.isEmpty ? "" : "   " + unsaved) }

    var bodyArea: Rect { FrameLayout(size: size).body(messageRows: 0) }
    /// The number of visible models.
    var modelRows: Int { max(1, bodyArea.rows - Self.titleRows - 1) }

    /// Title rows above models and parameters.
    private static let titleRows = 1
    /// Cells between the two panes.
    private static let gap = 2

    // MARK: - Page

    func drawPage(on canvas: inout Canvas, in area: Rect, isFocused: Bool) -> Point? {
        guard sheet != nil else { return drawProblem(on: &canvas, in: area, isFocused: isFocused) }
        let isOnModels = pane == .models
        guard hasTwoPanes else {
            return isOnModels
                ? drawModels(on: &canvas, in: area, isFocused: isFocused)
                : drawParameters(on: &canvas, in: area, isFocused: isFocused)
        }
        let bottom = allowlistLines(columns: area.columns)
        let hasBottom = !bottom.isEmpty && area.rows >= bottom.count + 6
        let (upper, below) = area.splitBottom(hasBottom ? bottom.count + 1 : 0)
        let (left, rest) = upper.splitLeft(min(Table.markColumns + modelColumns, area.columns * 2 / 5))
        let models = drawModels(on: &canvas, in: left, isFocused: isFocused && isOnModels)
        let right = rest.inset(left: Self.gap)
        let parameters = drawParameters(on: &canvas, in: right, isFocused: isFocused && !isOnModels)
        let isMarked = isFocused && !isOnModels
        let allowlist = drawAllowlist(bottom, on: &canvas, in: below.inset(top: 1), isFocused: isMarked)
        return isOnModels ? models : allowlist ?? parameters
    }

    private func drawProblem(on canvas: inout Canvas, in area: Rect, isFocused: Bool) -> Point? {
        guard let problem else { return nil }
        let next: [Block] = problem.next.map { [.gap, .text(host.texts("error.next", ["next": $0]))] } ?? []
        let blocks: [Block] =
            [.title(problem.message)] + problem.details.map { .exact($0) } + next + [.gap, .widget]
        let layout = BodyLayout(columns: area.columns, marks: marks)
        let wish = BodyLayout.Wish(rows: choices.height(columns: area.columns))
        return layout.draw(blocks, on: &canvas, in: area, widget: wish) { canvas, place in
            choices.draw(on: &canvas, in: place, marks: marks, isFocused: isFocused)
            return choices.cursor(in: place)
        }
    }

    // MARK: - Models

    private func drawModels(on canvas: inout Canvas, in area: Rect, isFocused: Bool) -> Point? {
        let (title, rest) = area.splitTop(Self.titleRows)
        let filterCursor = drawModelsTitle(on: &canvas, in: title, isFocused: isFocused || !hasTwoPanes)
        guard models.shownCount > 0 else {
            let text = words("list.nothing", ["filter": models.filter])
            for (row, line) in TextWrap.lines(text, columns: max(1, rest.columns)).prefix(rest.rows).enumerated() {
                canvas.put(line, at: rest.inset(top: row).origin, limit: rest.columns)
            }
            return filterCursor ?? rest.origin
        }
        let hidden = max(0, models.shownCount - rest.rows)
        let body = rest.inset(bottom: hidden > 0 ? 1 : 0)
        var table = models
        table.columns = [Table.Column("", columns: area.columns - Table.markColumns)]
        table.draw(on: &canvas, in: body, marks: marks, isFocused: isFocused) {
            [Table.Cell(modelTexts[$0])]
        }
        if hidden > 0 {
            let place = rest.splitBottom(1).bottom.inset(left: Table.markColumns)
            canvas.put(
                words("parameters.more", count: hidden + 1),
                at: place.origin,
                style: .muted,
                limit: place.columns
            )
        }
        return filterCursor ?? table.cursor(in: body)
    }

    /// The title, or the filter field; returns the cursor position while the filter is typed.
    private func drawModelsTitle(on canvas: inout Canvas, in area: Rect, isFocused: Bool) -> Point? {
        guard isFiltering || !models.filter.isEmpty else {
            let style: Style = isFocused ? .title : .muted
            canvas.put(words("parameters.models"), at: area.origin, style: style, limit: area.columns)
            return nil
        }
        var place = area
        place = place.inset(left: canvas.put("/", at: place.origin, style: .keyName, limit: place.columns))
        place = place.inset(left: canvas.put(models.filter, at: place.origin, style: .match, limit: place.columns))
        let cursor = place.origin
        let values = ["shown": String(models.shownCount), "total": String(names.count)]
        let count = place.inset(left: 2)
        canvas.put(words("list.count", values), at: count.origin, style: .muted, limit: count.columns)
        return isFiltering && overlays.isEmpty ? cursor : nil
    }
}
