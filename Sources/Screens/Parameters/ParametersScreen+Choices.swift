internal import GatewayConfig
internal import GatewayHost
internal import TerminalUI

// The page in place of the panes if the config cannot be read: the place in the file, as on Home, and the ways out.
extension ParametersScreen {
    private enum Choice: String, CaseIterable {
        case readAgain
        case leave
    }

    /// The file with the mistake; nil if the config cannot be read for another reason.
    private var broken: BrokenFile? {
        let stores = Set(host.agents.map { host.storePath($0.id) })
        return problem == nil ? nil : host.broken.value.first { !stores.contains(host.display($0.path)) }
    }

    /// What mends it.
    var waysOut: FileWaysOut {
        var ways = FileWaysOut(host: host, words: words)
        ways.shownPath = broken.map { host.display($0.path) } ?? ""
        return ways
    }

    /// What mends it first.
    var choiceRows: [PickRow] {
        guard problem != nil else { return [] }
        return waysOut.items.map { PickRow(id: $0.id, label: $0.text, notes: [$0.note]) }
            + Choice.allCases.map { PickRow(id: $0.rawValue, label: words("profiles.choice." + $0.rawValue)) }
    }

    mutating func takeChoice(_ id: String) -> [Effect] {
        if let way = waysOut.items.first(where: { $0.id == id }) { return [way.action.effect] }
        return id == Choice.readAgain.rawValue ? run(.redraw) : leave(leaveScreen)
    }

    private var problemBlocks: [Block] {
        guard let problem else { return [] }
        let next: [Block] = problem.next.map { [.gap, .text(host.texts("error.next", ["next": $0]))] } ?? []
        return [.headline(.error, problem.message)] + problem.details.map { .exact($0) } + next
    }

    private func problemBlocks(columns: Int) -> [Block] {
        guard let broken else { return problemBlocks }
        return [headline, .gap] + BrokenFileView(file: broken).blocks(columns: columns)
    }

    /// The same read out: the line with the mistake, and what is wrong in it.
    var spokenProblem: [Block] {
        guard let broken else { return problemBlocks }
        return [headline] + broken.lines.suffix(1).map { .exact($0.text) } + [.text(broken.hint)]
    }

    /// What is wrong, without the reassurance that follows a command: here nothing was to be changed.
    private var headline: Block {
        let reassurance = host.texts("file.nothingChanged")
        var text = problem?.message ?? ""
        if text.hasSuffix(reassurance) { text.removeLast(reassurance.count) }
        while text.last == " " { text.removeLast() }
        return .headline(.error, text)
    }

    func drawProblem(on canvas: inout Canvas, in area: Rect, isFocused: Bool) -> Point? {
        let blocks = problemBlocks(columns: area.columns) + [.gap, .widget]
        let layout = BodyLayout(columns: area.columns, marks: marks)
        let wish = BodyLayout.Wish(rows: choices.height(columns: area.columns))
        return layout.draw(blocks, on: &canvas, in: area, widget: wish) { canvas, place in
            choices.draw(on: &canvas, in: place, marks: marks, isFocused: isFocused)
            return choices.cursor(in: place)
        }
    }
}
