internal import Anthropic
internal import GatewayHost

// The action rows, depending on the check: a row that applies without a check says so.
extension ReviewList {
    /// The rows that apply, the one marked first at the top.
    func rows(_ plan: ChangePlan) -> [ReviewItem] {
        switch context.check {
        case .none, .impossible: [unchecked(plan)]
        case .open(let host, let isAutomatic):
            // Without automatic checks, the check is not offered first.
            isAutomatic ? [ask(host), row("review.unverified", .apply)] : [unchecked(plan), ask(host)]
        case .running: [row("review.applyChecked", .applyWhenVerified), row("review.applyNow", .apply)]
        case .ended(let verification): rows(plan, after: verification)
        }
    }

    private func rows(_ plan: ChangePlan, after verification: Verification) -> [ReviewItem] {
        let unverified = row("review.unverified", .apply)
        switch verification.outcome {
        case .verified: return [apply("review.apply", plan)]
        case .modelUnknown, .modelNotAllowed:
            return [row("review.goBackToModel", .open(.model)), checkAgain, unverified]
        case .rejected, .forbidden, .creditTooLow, .planUsedUp, .planNotCovered, .organizationDisabled:
            return [
                row("review.goBack", .open(credentialPage)), checkAgain,
                row("review.unverified", .apply, aside: silent),
            ]
        // An outcome that says nothing about the credential does not suggest changing it.
        default: return [checkAgain, unverified]
        }
    }

    /// What follows from writing what was refused.
    private var silent: String {
        words(agents.count > 1 ? "review.silent.several" : "review.silent", ["agent": context.names(of: agents)])
    }

    private func apply(_ key: String, _ plan: ChangePlan) -> ReviewItem {
        row(key, .apply, aside: plan.canBeUndone ? words("review.undoes") : "")
    }

    /// Replaces a working secret by an unchecked one, and the row says so.
    private func unchecked(_ plan: ChangePlan) -> ReviewItem {
        apply(plan.summary.credential?.replaces == true ? "review.unverified" : "review.apply", plan)
    }

    private func ask(_ host: String) -> ReviewItem {
        row("review.ask", .check, values: ["host": host])
    }

    private var checkAgain: ReviewItem {
        row("review.checkAgain", .check, aside: words("model.oneRequest"))
    }

    var credentialPage: StepID { context.credentialPage }

    /// Nothing to write, but the stored credential can be checked.
    var rowsWithoutPlan: [ReviewItem] {
        let leave = row("review.leaveNothing", .leave(code: 0))
        switch context.check {
        case .none, .impossible, .running: return [leave]
        case .open(let host, _): return [ask(host), leave]
        case .ended(let verification) where verification.isVerified: return [leave]
        case .ended(let verification) where verification.isConclusive:
            return [row("review.goBackToStored", .open(.existing)), checkAgain, leave]
        case .ended: return [checkAgain, leave]
        }
    }

    // MARK: - Without a plan

    /// Apply with what is missing beside it: Enter goes to the page that decides it, if one of the answers does.
    var blockedRows: [ReviewItem] {
        let leave = row("review.leave", .leave(code: 130))
        guard let page = culprit else { return [leave, row("review.goBack", .open(credentialPage))] }
        return [row("review.apply", .open(page), aside: words("review.needs." + page.rawValue)), leave]
    }

    /// The page without whose answer the rest could be applied; nil if there is none, or if the plan is possible.
    static func findCulprit(
        of plan: Result<ChangePlan, Problem>,
        _ context: StepContext,
        _ answers: SetupAnswers
    ) -> StepID? {
        guard case .failure = plan else { return nil }
        let others: [(StepID, (inout SetupAnswers) -> Void)] = [
            (.model, { $0.model = nil }), (.cache, { $0.cacheRetention = nil }),
            (.gateway, { $0.gateway = GatewayAnswers() }), (context.credentialPage, { $0.intent = .skip }),
        ]
        return others.first { _, drop in
            var rest = answers
            drop(&rest)
            guard rest != answers, case .success = context.planner(rest) else { return false }
            return true
        }?.0
    }
}

extension StepContext {
    /// The page that announces the check of the credential.
    fileprivate var credentialPage: StepID { asksInMethod ? .method : .credential }
}
