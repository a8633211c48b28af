internal import GatewayHost
internal import TerminalUI

extension StepID { static let agents = StepID("agents") }

/// Chooses the agents that get the credential; shown only if there are several.
///
/// In this gateway version an agent without credentials of its own uses main's, so one tick is usually enough.
struct AgentStep: Step {
    let id = StepID.agents
    let fields = [SetupField.agents]
    let keys = KeyContext.ticks
    private var choice = MultiSelect([])

    mutating func enter(_ context: StepContext, _ answers: inout SetupAnswers) {
        let first = answers.agents.first.flatMap { id in context.facts.agents.firstIndex { $0.id == id } }
        show(context, answers, marked: first ?? 0)
    }

    mutating func refresh(_ context: StepContext, _ answers: inout SetupAnswers) {
        show(context, answers, marked: choice.list.marked ?? 0)
    }

    private mutating func show(_ context: StepContext, _ answers: SetupAnswers, marked: Int) {
        let words = context.words
        let rows = context.facts.agents.map { agent in
            PickRow(
                id: agent.id,
                label: agent.id,
                notes: [words("agents.store.\(agent.store.word)"), agent.isDefault ? words("agents.default") : ""]
            )
        }
        choice = MultiSelect(
            rows,
            ticked: Set(answers.agents),
            marked: marked,
            filterTexts: FilterTexts(words),
            more: MoreTexts(words)
        )
    }

    mutating func handle(_ key: Key, _ context: StepContext, _ answers: inout SetupAnswers) -> StepOutcome {
        let action = choice.handle(key)
        // Ticks are stored at once, so that going back keeps them; no tick is no answer.
        let ticked = context.facts.agents.map(\.id).filter(choice.ticked.contains)
        if !ticked.isEmpty { answers.agents = ticked }
        return switch action {
        case .ignored, .pasted: .ignored
        case .handled, .chosen: .handled
        case .accepted: .next
        case .refused(let refusal): .say(.error(refusal.text(context.words, filter: choice.list.filter)))
        }
    }

    func blocks(_ context: StepContext, _ answers: SetupAnswers) -> [Block] {
        let words = context.words
        let blocks: [Block] = [
            .title(words("agents.title")),
            .text(words("agents.hint"), .muted).optional,
            .gap,
            .widget,
        ]
        return words.isSpoken ? blocks : blocks + news(context, answers)
    }

    func news(_ context: StepContext, _ answers: SetupAnswers) -> [Block] {
        guard choice.ticked.count > 1 else { return [] }
        let count = ["count": String(choice.ticked.count)]
        return [.gap, .note(.warning, context.words("agents.several", count))]
    }

    func answer(_ context: StepContext, _ answers: SetupAnswers) -> StepAnswer {
        let values = ["count": String(answers.agents.count)]
        let several = answers.agents.count > 1 ? context.words("review.scope.several", values) : ""
        return StepAnswer(context.names(of: answers.agents), short: several)
    }

    func asking(_ context: StepContext) -> Asking { choice.asking(context.words) }
    func widgetRows(columns: Int, _ context: StepContext) -> Int { choice.list.height(columns: columns) }

    func drawWidget(on canvas: inout Canvas, in area: Rect, _ context: StepContext) -> Point? {
        choice.draw(on: &canvas, in: area, marks: context.marks)
        return choice.cursor(in: area)
    }
}

extension SetupFacts.Agent.Store {
    /// The suffix of the text key.
    fileprivate var word: String {
        switch self {
        case .own: "own"
        case .usesMain: "usesMain"
        case .none: "none"
        }
    }
}
