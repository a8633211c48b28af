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
            case .agents(let list): return draw(list, on: &canvas, in: area)
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
                aside: edits.isEmpty ? levelName : unsaved
            ),
            message: message,
            keys: keys,
            enterLabel: enterLabel,
            idle: idleCommands
        )
    }

    var unsaved: String { words("parameters.unsaved", count: edits.count) }
    private var scope: String { levelName + (edits.isEmpty ? "" : "   " + unsaved) }
    /// `all agents`, or `agent ops`.
    var levelName: String { agent.map { words("header.agent", ["agent": $0]) } ?? words("home.allAgents") }

    /// What would only say that there is nothing to do.
    var idleCommands: Set<Command> {
        var idle: Set<Command> = []
        if edits.isEmpty { idle.insert(.save) }
        if names.count < 2 { idle.insert(.filter) }
        if !hasAgentLevels { idle.insert(.chooseAgent) }
        if isOnAsking { idle.insert(.otherPane) }
        if sheet == nil, waysOut.edit == nil { idle.insert(.editFile) }
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

    private func draw(_ list: PickList, on canvas: inout Canvas, in area: Rect) -> Point? {
        let layout = BodyLayout(columns: area.columns, marks: marks)
        let wish = BodyLayout.Wish(rows: list.height(columns: area.columns))
        let blocks: [Block] = [.title(words("parameters.whichLevel")), .gap, .widget]
        return layout.draw(blocks, on: &canvas, in: area, widget: wish) { canvas, place in
            list.draw(on: &canvas, in: place, marks: marks)
            return list.cursor(in: place)
        }
    }

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
        let (left, rest) = upper.splitLeft(min(Table.markColumns + modelColumns + 1, area.columns * 3 / 7))
        let models = drawModels(on: &canvas, in: left, isFocused: isFocused && isOnModels)
        let right = rest.inset(left: Self.gap)
        let parameters = drawParameters(on: &canvas, in: right, isFocused: isFocused && !isOnModels)
        let isMarked = isFocused && !isOnModels
        let allowlist = drawAllowlist(bottom, on: &canvas, in: below.inset(top: 1), isFocused: isMarked)
        return isOnModels ? models : allowlist ?? parameters
    }
}
