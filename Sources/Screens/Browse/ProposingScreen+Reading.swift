internal import GatewayHost
internal import TerminalUI

// Read-only overlays of a proposal, and its drawing.
extension ProposingScreen {
    mutating func openDiff() {
        guard case .proposal(let proposal) = overlays.last else { return }
        let lines = proposal.plan.redactedDiff(display: host.display).flatMap {
            $0.blocks(isUnicode: capabilities.unicode)
        }
        open(.reading(Reading(.diff, title: words("diff.title"), lines)))
    }

    /// Shows the proposed change as commands; without a proposal, these commands.
    mutating func openCommand(otherwise commands: [[String]]) {
        var commands = commands
        var readsSecret = false
        if case .proposal(let proposal) = overlays.last {
            commands = proposal.change.commands(on: host)
            readsSecret = proposal.change.readsSecret
        }
        var blocks: [Block] = [.text(words("command.intro")), .gap] + commands.map { .command($0) }
        if readsSecret { blocks += [.gap, .text(words("command.secret"), .muted)] }
        open(.reading(Reading(.command, title: words("command.title"), blocks)))
    }

    mutating func scroll(_ command: Command) {
        switch overlays.last {
        case .reading(var reading):
            reading.scroll(command, in: bodyArea, marks: marks)
            replaceOverlay(.reading(reading))
        case .proposal(var proposal):
            let blocks = blocks(proposal, waiting: nil)
            let columns = bodyArea.columns
            let lines = BodyLayout(columns: columns, marks: marks).place(blocks, rows: .max).flatMap(\.lines).count
            proposal.scroll(command, lines: lines, rows: bodyArea.rows - proposal.list.rows.count - 1)
            replaceOverlay(.proposal(proposal))
        default: break
        }
    }

    // MARK: - Drawing

    func keys(of overlay: BrowseOverlay) -> KeyContext {
        if case .proposal(let proposal) = overlay { isStrip(proposal) ? .strip : .planReview } else { overlay.keys }
    }

    /// A small change whose strip fits without being cut.
    private func isStrip(_ proposal: Proposal) -> Bool {
        proposal.isSmall && strip(proposal).height(columns: bodyArea.columns, marks: marks) <= stripRows(in: bodyArea)
    }

    private func strip(_ proposal: Proposal) -> Strip {
        proposal.strip(
            words,
            planText,
            display: host.display,
            columns: bodyArea.columns,
            isUnicode: capabilities.unicode,
            waiting: waitingText
        )
    }

    /// The page keeps at least one row.
    private func stripRows(in area: Rect) -> Int { max(4, area.rows - 1) }

    func draw(_ proposal: Proposal, on canvas: inout Canvas, in area: Rect) -> Point? {
        if isStrip(proposal) { return draw(strip(proposal), on: &canvas, in: area) }
        return proposal.drawReview(on: &canvas, in: area, marks: marks, words, blocks(proposal, waiting: waitingText))
    }

    /// The content of the page for a large change.
    func blocks(_ proposal: Proposal, waiting: String?) -> [Block] {
        proposal.blocks(words, planText, model: host.checkedModel ?? "", display: host.display, waiting: waiting)
    }

    /// Draws the page with the strip below it; the marked row stays visible.
    func draw(_ strip: Strip, on canvas: inout Canvas, in area: Rect) -> Point? {
        let rows = min(strip.height(columns: area.columns, marks: marks), stripRows(in: area))
        let (rest, bottom) = area.splitBottom(rows)
        _ = drawPage(on: &canvas, in: rest, isFocused: false)
        return strip.draw(on: &canvas, in: bottom, marks: marks)
    }
}
