internal import GatewayHost
internal import TerminalUI

// The rail: how far each step is, and what it was answered with.
extension Wizard {
    /// The steps of the flow for the rail. On Done nothing is ahead, so no step leads on.
    func rail(_ context: StepContext) -> StepRail {
        let pages = flow.steps(answers)
        let here = pages.firstIndex(of: flow.place(of: current)) ?? 0
        var context = context
        if current == .done { context.check = steps.done.check }
        // What is pasted here is taken by Enter: until then the method is the one that was chosen.
        var answers = answers
        if current == .credential { answers.kind = nil }
        return StepRail(
            pages.enumerated().map { index, page in
                let label = words(page.nameKey)
                let isDone = index < here || answered.contains(page)
                if isUndone, page != .review, page != .done { return StepRail.Step(label: label, state: .ahead) }
                if index == here, current != .done { return StepRail.Step(label: label, state: .current) }
                guard isDone || index == here else { return StepRail.Step(label: label, state: .ahead) }
                let answer = page == .review ? outcome : steps[page].answer(context, answers)
                return StepRail.Step(label: label, state: answer.state, answer: answer.answer)
            }
        )
    }

    /// Whether none of the answers is in a file any more.
    private var isUndone: Bool {
        if case .undone = steps.done.state { true } else { false }
    }

    /// What became of the plan.
    private var outcome: StepAnswer {
        switch steps.done.state {
        case .nothing: StepAnswer()
        case .saved: StepAnswer(words("rail.applied"))
        case .undone: StepAnswer(words("rail.undone"))
        }
    }
}
