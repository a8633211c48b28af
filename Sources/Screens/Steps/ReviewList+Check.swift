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
        case .ended(let verification): rows(after: verification)
        }
    }

    private func rows(after verification: Verification) -> [ReviewItem] {
        let again = row("review.checkAgain", .check)
        let unverified = row("review.unverified", .apply)
        switch verification.outcome {
        case .verified: return [row("review.apply", .apply)]
        case .modelUnknown, .modelNotAllowed: return [row("review.goBackToModel", .open(.model)), again, unverified]
        case .rejected, .forbidden, .creditTooLow, .planUsedUp, .planNotCovered, .organizationDisabled:
            return [row("review.goBack", .open(credentialPage)), again, unverified]
        // An outcome that says nothing about the credential does not suggest changing it.
        default: return [again, unverified]
        }
    }

    /// Replaces a working secret by an unchecked one, and the row says so.
    private func unchecked(_ plan: ChangePlan) -> ReviewItem {
        row(plan.summary.credential?.replaces == true ? "review.unverified" : "review.apply", .apply)
    }

    private func ask(_ host: String) -> ReviewItem {
        ReviewItem(content: .row(words("review.ask", ["host": host])), action: .check)
    }

    private var credentialPage: StepID { context.asksInMethod ? .method : .credential }

    /// Nothing to write, but the stored credential can be checked.
    var rowsWithoutPlan: [ReviewItem] {
        let leave = row("review.leaveNothing", .leave(code: 0))
        switch context.check {
        case .none, .impossible, .running: return [leave]
        case .open(let host, _): return [ask(host), leave]
        case .ended(let verification) where verification.isVerified: return [leave]
        case .ended(let verification) where verification.isConclusive:
            return [row("review.goBackToStored", .open(.existing)), row("review.checkAgain", .check), leave]
        case .ended: return [row("review.checkAgain", .check), leave]
        }
    }
}
