internal import GatewayHost
internal import TerminalUI

extension StepID { static let welcome = StepID("welcome") }

/// Shows the host the wizard will change, and asks whether to continue.
///
/// If the host cannot be written, the page says so before any question and allows only leaving.
struct WelcomeStep: ListStep {
    let id = StepID.welcome
    var list = PickList([])
    private var isRefused = false

    var keys: KeyContext { .firstPage }
    var enterLabel: String {
        switch list.markedRow?.id {
        case Row.leave: "leaveRow"
        case Row.home: "open"
        default: "continue"
        }
    }

    private enum Row {
        static let go = "continue"
        static let resume = "resume"
        static let home = "home"
        static let leave = "leave"
    }

    mutating func enter(_ context: StepContext, _ answers: inout SetupAnswers) {
        let words = context.words
        isRefused = context.refusal != nil
        let leave = PickRow(id: Row.leave, label: words("welcome.leave"))
        let isResumed = context.draft != nil
        let label = words(isResumed ? "welcome.again" : context.asksForRisk ? "welcome.understand" : "welcome.continue")
        let resume = isResumed ? [PickRow(id: Row.resume, label: words("welcome.resume"))] : []
        show(isRefused ? waysOut(context) + [leave] : resume + [PickRow(id: Row.go, label: label), leave], marked: nil)
    }

    /// Home has the ways out of a file with a mistake in it. The browse screens need a screen.
    private func waysOut(_ context: StepContext) -> [PickRow] {
        let words = context.words
        guard context.refusal?.code == "unparsable", !words.isSpoken else { return [] }
        let note = words.isNarrow ? [] : [words("welcome.refused.home")]
        return [PickRow(id: Row.home, label: words("done.row.home"), notes: note)]
    }

    mutating func take(_ id: String, _ context: StepContext, _ answers: inout SetupAnswers) -> StepOutcome {
        if id == Row.home { return .openHome }
        if isRefused { return .leave(code: 1) }
        if id == Row.resume { return .resume }
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
            .facts(
                [
                    Fact(label: words("welcome.host"), value: "\(facts.user)@\(facts.hostName)"),
                    Fact(label: words("welcome.folder"), value: facts.stateFolder),
                    Fact(label: words("welcome.agent"), value: agentText(context, answers)),
                    Fact(label: words("welcome.gateway"), value: words.gateway(facts.gatewayProcess)),
                ],
                FactForm(labels: 10)
            ),
            .gap,
        ]
        if context.asksForRisk {
            let readers = facts.user == "root" && !words.isNarrow ? "3.root" : "3"
            let risks = ["1", "2", readers].map { words("welcome.risk." + $0, place) }
            blocks += [.marked(.warning, risks), .gap]
        }
        return blocks + draftBlocks(context) + [.widget]
    }

    /// "You stopped at Credential 12 min ago", and that the secret was not saved; or that older answers were dropped.
    private func draftBlocks(_ context: StepContext) -> [Block] {
        let words = context.words
        guard let draft = context.draft else {
            return context.dropsDraft ? [.text(words("welcome.draft.dropped")), .gap] : []
        }
        let age = MomentText(texts: words.texts, zone: .utc, now: 0).remaining(draft.age)
        let values = ["step": words("step." + draft.kept.page), "age": age]
        return [.text(words("welcome.draft", values)), .text(words("welcome.draft.secret")), .gap]
    }

    private func agentText(_ context: StepContext, _ answers: SetupAnswers) -> String {
        let all = context.facts.agents.count
        guard all > 1, answers.agents.count == 1 else { return context.names(of: answers.agents) }
        return context.words("welcome.agentOf", ["agent": context.names(of: answers.agents), "count": String(all)])
    }

    private func refusalBlocks(_ refusal: Problem, _ words: Words) -> [Block] {
        var blocks: [Block] = [.title(words("welcome.refused")), .gap, .note(.error, refusal.message)]
        // The title says that nothing was asked.
        let said = words.texts("file.nothingAsked")
        blocks += refusal.details.filter { $0 != said }.map { .text("  " + $0) }
        if let next = refusal.next { blocks += [.gap, .text(words("problem.next")), .text(next)] }
        return blocks + [.gap, .widget]
    }
}
