internal import GatewayHost
internal import TerminalUI

/// Where the wizard is about to work, what that means, and whether to go on.
///
/// When something is in the way, the page says so before anything was asked, and can only be left.
struct WelcomeStep: ListStep {
    let id = StepID.welcome
    var list = PickList([])
    private var isRefused = false

    var keys: KeyContext { .firstPage }
    var enterLabel: String { list.markedRow?.id == Row.leave ? "leaveRow" : "continue" }

    private enum Row {
        static let go = "continue"
        static let leave = "leave"
    }

    mutating func enter(_ context: StepContext, _ answers: inout SetupAnswers) {
        let words = context.words
        isRefused = context.refusal != nil
        let leave = PickRow(id: Row.leave, label: words("welcome.leave"))
        let label = words(context.asksForRisk ? "welcome.understand" : "welcome.continue")
        show(isRefused ? [leave] : [PickRow(id: Row.go, label: label), leave], marked: nil)
    }

    mutating func take(_ id: String, _ context: StepContext, _ answers: inout SetupAnswers) -> StepOutcome {
        if isRefused { return .leave(code: 1) }
        return id == Row.go ? .next : .leave(code: 130)
    }

    func blocks(_ context: StepContext, _ answers: SetupAnswers) -> [Block] {
        let words = context.words
        if let refusal = context.refusal { return refusalBlocks(refusal, words) }
        let facts = context.facts
        let place = ["user": facts.user, "host": facts.hostName]
        var blocks: [Block] = [
            .title(words("welcome.title")),
            .text(words("welcome.intro"), .muted).optional,
            .gap,
            .facts([
                Fact(label: words("welcome.host"), value: "\(facts.user)@\(facts.hostName)"),
                Fact(label: words("welcome.folder"), value: facts.stateFolder),
                Fact(label: words("welcome.agent"), value: agentText(context, answers)),
            ]),
            .gap,
        ]
        if context.asksForRisk { blocks += (1...3).map { .text(words("welcome.risk.\($0)", place)) } + [.gap] }
        return blocks + [.widget]
    }

    private func agentText(_ context: StepContext, _ answers: SetupAnswers) -> String {
        let all = context.facts.agents.count
        guard all > 1, answers.agents.count == 1 else { return context.names(of: answers.agents) }
        return context.words("welcome.agentOf", ["agent": context.names(of: answers.agents), "count": String(all)])
    }

    private func refusalBlocks(_ refusal: Problem, _ words: Words) -> [Block] {
        var blocks: [Block] = [.title(words("welcome.refused")), .gap, .note(.error, refusal.message)]
        blocks += refusal.details.map { .text("  " + $0) }
        if let next = refusal.next { blocks += [.gap, .text(words("problem.next")), .verbatim(next)] }
        return blocks + [.gap, .widget]
    }
}
