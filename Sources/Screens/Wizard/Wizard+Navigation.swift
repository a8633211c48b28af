package import GatewayHost
internal import TerminalUI

extension Wizard {
    /// The page number and the number of pages; the gateway page counts as part of Review.
    var place: (number: Int, count: Int) {
        let steps = flow.steps(answers)
        return ((steps.firstIndex(of: flow.place(of: current)) ?? 0) + 1, steps.count)
    }

    // MARK: - Forward

    /// Goes on to the next page.
    mutating func goForward() {
        answered.insert(current)
        flow.settle(&answers)
        if returnsToReview { return jump(to: .review) }
        let steps = flow.steps(answers)
        guard let index = steps.firstIndex(of: current), index + 1 < steps.count else { return }
        let left = current
        show(steps[index + 1])
        followsCredential = left == .credential
    }

    /// Goes to a page, or to the first missing one before it; skipped pages take their marked row as the answer.
    mutating func jump(to target: StepID) {
        flow.settle(&answers)
        let steps = flow.steps(answers)
        var target = steps.contains(target) ? target : .review
        if let missing = flow.firstMissing(answers, answered: answered),
            let here = steps.firstIndex(of: missing), let there = steps.firstIndex(of: target), here < there
        {
            target = missing
        }
        for step in steps.prefix(while: { $0 != target }) where !answered.contains(step) { takeDefault(of: step) }
        show(target)
    }

    /// Skipping a page whose marked row is an answer is the same as Enter on it.
    private mutating func takeDefault(of id: StepID) {
        guard flow.page(id)?.hasDefault == true else { return }
        var step = steps[id]
        step.enter(context, &answers)
        _ = step.handle(.enter, context, &answers)
        steps[id] = step
        answered.insert(id)
    }

    /// Shows a page; keys already in the input queue cannot write on it.
    mutating func show(_ target: StepID) {
        current = target
        if target == .review { returnsToReview = false }
        isShown = false
        followsCredential = false
        enterCurrent()
    }

    // MARK: - Draft

    /// The answers to save if the connection is lost now; nil before the first answer.
    package var draft: SetupDraft? {
        guard wouldLose, current != .welcome else { return nil }
        return SetupDraft(page: current.rawValue, keptAt: 0, answers: answers)
    }

    /// Continues after a lost connection; the secret was not saved and is asked for again.
    mutating func resume() {
        guard let kept = setup.draft?.kept, let page = flow.page(StepID(kept.page))?.id else { return goForward() }
        let gateway = answers.gateway
        answers = kept.answers
        answers.gateway = answers.gateway ?? gateway
        resumeVariable()
        answered.insert(.welcome)
        flow.settle(&answers)
        answered.formUnion(flow.steps(answers).prefix { $0 != page })
        jump(to: page)
    }

    /// A variable that held the credential may be gone by now: then the method is asked for again.
    private mutating func resumeVariable() {
        guard case .environment(let variable) = answers.method else { return }
        answers.kind = host.facts.environmentKeys.first { $0.variable == variable }?.kind
        if answers.kind == nil { answers.method = nil }
    }

    // MARK: - Back

    /// Goes back one page; always possible, and every answer is kept.
    mutating func goBack() {
        guard current != .done else { return message = .plain(words("done.backHint")) }
        if returnsToReview { return jump(to: .review) }
        let steps = flow.steps(answers)
        guard let index = steps.firstIndex(of: current), index > 0 else {
            return message = .plain(words("welcome.backHint"))
        }
        show(steps[index - 1])
    }

    // MARK: - Steps list

    mutating func openSteps() {
        guard refusal == nil, current != .done else { return }
        let steps = flow.steps(answers)
        let missing = flow.firstMissing(answers, answered: answered)
        let limit = missing.flatMap { steps.firstIndex(of: $0) } ?? steps.count
        let progress = StepsList.Progress(
            flow: steps,
            current: current,
            reachable: Set(steps.prefix(limit + 1)),
            answered: answered,
            missing: missing.map { words("steps.missing", ["step": words($0.nameKey)]) } ?? ""
        )
        open(.steps(StepsList(progress, words)))
    }

    mutating func open(_ overlay: Overlay) {
        overlays.append(overlay)
        isShown = false
    }

    mutating func close() {
        _ = overlays.popLast()
        isShown = false
    }
}
