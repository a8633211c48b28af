internal import GatewayHost
internal import Secrets
internal import TerminalUI

// Apply, waiting for a lock, and undo: handling the results of effects.
extension Wizard {
    /// The retry interval for a busy lock.
    private static let retryMilliseconds = 250

    /// A row that writes or asks was chosen: it takes effect at once, or when Enter is known not to be held.
    mutating func chosen(_ choice: Choice, at now: Int64) -> [Effect] {
        switch enters.verdict {
        case .pressed: return act(on: choice)
        case .unclear:
            settling = Settling(choice: choice, due: now + HeldEnter.repeatMilliseconds)
            return [.wake(afterMilliseconds: Int(HeldEnter.repeatMilliseconds))]
        case .repeated:
            message = .plain(words("review.held"))
            return []
        }
    }

    private mutating func act(on choice: Choice) -> [Effect] {
        switch choice {
        case .apply(let plan): return apply(plan)
        case .check: return startCheck()
        case .awaitCheck:
            steps.review.show(.awaitingCheck, context)
            return []
        case .undo:
            close()
            return [.undo]
        }
    }

    mutating func apply(_ plan: ChangePlan) -> [Effect] {
        steps.review.show(.applying, context)
        return [.apply(plan)]
    }

    mutating func applied(
        _ result: Result<ApplyReport, ApplyFailure>,
        interrupted: Bool,
        at now: Int64
    ) -> [Effect] {
        switch result {
        case .success(let report):
            steps.review.show(.ready, context)
            let record = recordOfCheck()
            steps.done.state = .saved(report)
            steps.done.check = checkView
            steps.done.isModelChecked = checksChosenModel
            steps.done.told = toldOfFiles
            show(.done)
            if interrupted { message = .plain(words("done.interrupted")) }
            forgetSecrets()
            return record
        case .failure(.changedMeanwhile(let paths)):
            steps.review.state = .changed(paths: paths)
            isShown = false
            return [.reread]
        case .failure(.locked(let holder, _)):
            let since = steps.review.waitingSince ?? now
            steps.review.show(.waiting(holder: holder, since: since, now: now), context)
            return [.wake(afterMilliseconds: Self.retryMilliseconds)]
        case .failure(.failed(let problem)):
            steps.review.show(.failed(problem), context)
            isShown = false
            return []
        }
    }

    /// Drops the stored secrets: later pages need no copy.
    private mutating func forgetSecrets() {
        steps.credential = CredentialStep()
        steps.review.forgetPlan()
        (answers.secret, announced, settling) = (nil, nil, nil)
        check.forget()
        modelsAsk.forget()
    }

    /// A timer fired: Enter was not held, or the lock is retried.
    mutating func woken(at now: Int64) -> [Effect] {
        if let settling, now >= settling.due {
            self.settling = nil
            return act(on: settling.choice)
        }
        let retried = retry()
        let next = [tick(at: now), settling.map { $0.due - now }].compactMap(\.self).min()
        return retried + (next.map { [.wake(afterMilliseconds: Int($0))] } ?? [])
    }

    /// Retries the lock if it is still waited for.
    private func retry() -> [Effect] {
        guard case .waiting = steps.review.state, case .success(let plan) = steps.review.plan else { return [] }
        return [.apply(plan)]
    }

    mutating func stopWaiting() {
        steps.review.show(.ready, context)
        isShown = false
        message = .plain(words("review.stopped"))
    }

    /// Takes new facts and a new planner; Review plans again.
    mutating func reread(_ result: Result<WizardHost, Problem>) {
        switch result {
        case .success(let host):
            self.host = host
            settling = nil
            // The plan to be applied after the check is no longer the current one.
            if steps.review.state == .awaitingCheck { steps.review.state = .ready }
            flow.settle(&answers)
            isShown = false
            // If the page is no longer needed, go to the next one that is.
            guard flow.steps(answers).contains(current) else { return jump(to: .review) }
            refreshCurrent()
        case .failure(let problem):
            if current == .review, case .changed = steps.review.state {
                steps.review.show(.failed(problem), context)
            } else {
                message = .error(problem.message)
            }
        }
    }

    // MARK: - Undo

    mutating func openUndo() {
        guard steps.done.canUndo, case .saved(let report) = steps.done.state else { return }
        let what = steps.done.undoing(words) ?? words("done.undo.restores", count: report.written.count)
        let question = Question(
            .undo,
            text: words("undo.asks", ["what": what]),
            no: words("undo.leave"),
            yes: words("undo.do")
        )
        open(.question(question))
    }

    mutating func undone(_ result: Result<[String], Problem>) {
        switch result {
        case .success(let lines):
            steps.done.state = .undone(lines)
            enterCurrent()
        case .failure(let problem): message = .error(problem.message)
        }
    }

    // MARK: - Reading

    mutating func openDiff() -> [Effect] {
        guard current == .review, case .success(let plan) = steps.review.plan else { return [] }
        guard !plan.isEmpty else {
            message = .plain(words("review.title.nothing"))
            return []
        }
        let lines = plan.redactedDiff(display: host.display)
            .flatMap { $0.blocks(isUnicode: capabilities.unicode) }
        open(.reading(Reading(.diff, title: words("diff.title"), lines)))
        return []
    }

    mutating func openCommand() {
        let command = command
        var blocks: [Block] = [.text(words("command.intro")), .gap, .command(command.parts)]
        if command.readsSecret { blocks += [.gap, .text(words("command.secret"), .muted)] }
        open(.reading(Reading(.command, title: words("command.title"), blocks)))
    }

    mutating func openHelp() {
        if case .reading(let reading) = overlays.last, reading.subject == .help { return close() }
        let sheet = HelpSheet(
            words: words,
            keys: keys,
            enterLabel: enterLabel,
            topic: current.rawValue,
            name: words(current.nameKey)
        )
        open(.reading(sheet.reading))
    }

    var enterLabel: String {
        switch overlays.last {
        case .question: "choose"
        case .steps: "go"
        case .reading: "back"
        case nil: step.enterLabel
        }
    }
}

extension ReviewStep {
    /// When waiting for a lock began.
    var waitingSince: Int64? {
        if case .waiting(_, let since, _) = state { since } else { nil }
    }
}
