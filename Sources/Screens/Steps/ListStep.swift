internal import GatewayHost
internal import TerminalUI

/// A step that is answered by choosing one row.
protocol ListStep: Step {
    var list: PickList { get set }
    /// Handles the chosen row.
    mutating func take(_ id: String, _ context: StepContext, _ answers: inout SetupAnswers) -> StepOutcome
}

extension ListStep {
    var keys: KeyContext { list.filtersByTyping ? .longList : .choices }

    mutating func handle(_ key: Key, _ context: StepContext, _ answers: inout SetupAnswers) -> StepOutcome {
        switch list.handle(key) {
        case .ignored, .pasted: .ignored
        case .handled, .accepted: .handled
        case .chosen(let index): take(list.rows[index].id, context, &answers)
        case .refused(let refusal): .say(.error(refusal.text(context.words, filter: list.filter)))
        }
    }

    func widgetRows(columns: Int, _ context: StepContext) -> Int { list.height(columns: columns) }

    func drawWidget(on canvas: inout Canvas, in area: Rect, _ context: StepContext) -> Point? {
        list.draw(on: &canvas, in: area, marks: context.marks)
        return list.cursor(in: area)
    }

    /// The explanation of the marked row, below the list: no row moves with the mark.
    func explanation(_ words: Words) -> [Block] { list.explanation(words) }

    func asking(_ context: StepContext) -> Asking { list.asking(context.words) }

    mutating func refresh(_ context: StepContext, _ answers: inout SetupAnswers) {
        let marked = list.markedRow?.id
        enter(context, &answers)
        if let marked { list.mark(id: marked) }
    }

    /// Replaces the rows and marks one of them.
    mutating func show(_ rows: [PickRow], marked: String?, filterTexts: FilterTexts? = nil) {
        list = PickList(rows, filterTexts: filterTexts)
        list.isExplainedElsewhere = true
        if let marked { list.mark(id: marked) }
    }
}

extension PickList {
    /// What the marked row means, for a place below the list; when read aloud, each row says it itself.
    func explanation(_ words: Words) -> [Block] {
        guard !words.isSpoken, let row = markedRow, !row.explanation.isEmpty else { return [] }
        return [.gap] + row.explanation.map { .text($0, .muted) }
    }
}

extension WidgetRefusal {
    /// Why a widget refused a key, as text.
    func text(_ words: Words, filter: String = "") -> String {
        switch self {
        case .rowUnavailable: words("list.unavailable")
        case .nothingMatches: words("list.nothing", ["filter": filter])
        case .nothingTicked: words("list.nothingTicked")
        case .full(let limit): words("field.full", ["limit": String(limit)])
        case .secretPasted: words("paste.droppedKey")
        case .fullWidthLetters: words("field.fullWidth")
        case .typedAfterPaste: words("field.typedAfterPaste")
        }
    }
}
