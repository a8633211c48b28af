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
            enterLabel: enterLabel,
            idle: idleCommands
        )
    }

    var unsaved: String { words("parameters.unsaved", count: edits.count) }
    private var scope: String { words("home.allAgents") + (edits.isEmpty ? "" : "   " + unsaved) }

    /// What would only say that there is nothing to do.
    var idleCommands: Set<Command> {
        var idle: Set<Command> = []
        if edits.isEmpty { idle.insert(.save) }
        if names.count < 2 { idle.insert(.filter) }
        switch list.marked {
        case .value(let line) where !line.isWritten && !line.isEdited: idle.insert(.remove)
        case .unknown, .allowlist: idle.insert(.remove)
        default: break
        }
        return idle
    }

    var bodyArea: Rect { FrameLayout(size: size).body(messageRows: 0) }
    /// Cells between the two panes.
    private static let gap = 3

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
        let (left, rest) = upper.splitLeft(min(Table.markColumns + modelColumns + 1, area.columns * 2 / 5))
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
}
