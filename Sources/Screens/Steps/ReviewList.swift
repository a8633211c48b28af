internal import Anthropic
internal import Credentials
internal import GatewayConfig
internal import GatewayHost
internal import Secrets

/// Converts a plan into the lines of Review: who pays and with what, what changes from what to what, files, what stays,
/// consequences, and action rows.
struct ReviewList {
    let context: StepContext
    let plan: Result<ChangePlan, Problem>
    /// The page whose answer makes the plan impossible; nil if there is none.
    let culprit: StepID?
    let state: ReviewStep.State
    let answers: SetupAnswers
    /// The folded lines that were opened.
    let unfolded: Set<ReviewItem.Fold>

    var words: Words { context.words }
    /// The chosen agents.
    var agents: [String] { answers.agents }

    var items: [ReviewItem] {
        if case .failed = state { return failedRows }
        switch plan {
        case .failure: return blockedRows
        case .success(let plan):
            let lines = pinned(plan.summary) + answerLines + changes(plan.summary)
            if plan.isEmpty { return lines + same(plan.summary, in: .same) + rowsWithoutPlan }
            let effects = effects(plan)
            // Where consequences follow, what stays is part of the list above them.
            let same = same(plan.summary, in: effects.isEmpty ? .same : .files)
            return lines + files(plan) + same + effects + actions(plan)
        }
    }

    func row(
        _ key: String,
        _ action: ReviewItem.Action,
        values: [String: String] = [:],
        aside: String = ""
    ) -> ReviewItem {
        ReviewItem(group: .rows, content: .row(words(key, values), aside: aside), action: action)
    }

    func line(_ group: ReviewItem.Group, _ line: ReviewLine, _ action: ReviewItem.Action?) -> ReviewItem {
        ReviewItem(group: group, content: .line(line), action: action)
    }

    private var failedRows: [ReviewItem] {
        [row("review.goBackToReview", .back), row("review.leave", .leave(code: 1))]
    }

    private func actions(_ plan: ChangePlan) -> [ReviewItem] {
        switch state {
        case .applying: [row("review.writing", .apply)]
        case .waiting(let holder, let since, let now):
            [row("review.waiting", .apply, values: ["holder": holder, "seconds": String((now - since) / 1000)])]
        case .awaitingCheck: [row("review.awaiting", .applyWhenVerified, values: ["seconds": seconds])]
        case .ready, .changed, .failed: rows(plan) + [row("review.leave", .leave(code: 130))]
        }
    }

    private var seconds: String {
        if case .running(let seconds, _) = context.check { String(seconds) } else { "0" }
    }

    // MARK: - Credential and payer

    private func pinned(_ summary: PlanSummary) -> [ReviewItem] {
        [credential(summary)] + payer(summary)
    }

    private func credential(_ summary: PlanSummary) -> ReviewItem {
        if let stored = summary.credential {
            return credential(text(stored.kindKey, ending: stored.ending), isChecked: true, .open(credentialPage))
        }
        guard let profile = context.facts.winner(of: agents) else {
            return credential(words("review.none"), isChecked: false, .open(.method))
        }
        let text = text("kind.\(profile.kind.rawValue)", ending: profile.ending)
        return credential(text, isChecked: context.check != .none, .open(.existing))
    }

    /// The credential with the result of its check.
    private func credential(_ text: String, isChecked: Bool, _ action: ReviewItem.Action) -> ReviewItem {
        let note = isChecked ? context.check.note(words) : (text: "", mark: nil)
        let label = words(SetupField.authChoice.label)
        return line(.pinned, ReviewLine(label: label, value: text, aside: note.text, mark: note.mark), action)
    }

    private func text(_ key: String, ending: String) -> String {
        if words.isNarrow, !ending.isEmpty { return words("credential.ends", ["ending": ending]) }
        let kind = words(key)
        return ending.isEmpty ? kind : words("existing.ends", ["kind": kind, "ending": ending])
    }

    private func payer(_ summary: PlanSummary) -> [ReviewItem] {
        guard let now = summary.payerNow ?? summary.payerWas else { return [] }
        var payer = ReviewLine(label: words("review.paidBy"), value: words.payer(now))
        if let was = summary.payerWas, was != now {
            payer.was = words.isNarrow && was == .apiCredits ? words("review.credits") : words.payer(was)
            payer.isEmphasised = true
        }
        return [line(.pinned, payer, .open(.method))]
    }

    // MARK: - The answer of a failed check

    /// The provider's own words, what they mean, and the next step. Read aloud, they are said before the rows.
    private var answerLines: [ReviewItem] {
        guard !words.isSpoken, case .ended(let verification) = context.check, !verification.isVerified else {
            return []
        }
        let texts = CheckWords(words.texts)
        var facts: [(String, String)] = []
        if let said = texts.quoted(verification) { facts.append(("review.answer", said)) }
        let kind = context.checkedKind
        if verification.outcome == .rejected, !verification.isOtherHost {
            // The line above has the outcome: what it means and where to get another one need no sentence.
            facts.append(("review.meaning", words("review.meaning.\(kind.rawValue)")))
            facts.append(("review.anew.\(kind.rawValue)", words("review.anew.\(kind.rawValue).where")))
        } else {
            facts.append(("review.meaning", texts.sentence(verification)))
            // The row below leads to the models, so the command that lists them is left out.
            let isModel = verification.outcome == .modelUnknown
            if let next = isModel ? words("review.next.model") : texts.next(verification, kind: kind) {
                facts.append(("review.next", next))
            }
        }
        return facts.map { line(.answer, ReviewLine(label: words($0.0), value: $0.1), nil) }
    }
}
