internal import GatewayHost

extension ReviewStep {
    /// The state besides the plan.
    enum State: Sendable, Equatable {
        case ready
        /// The plan is being applied.
        case applying
        /// The plan is applied once the check has passed.
        case awaitingCheck
        /// Another process holds a lock; `since` is when waiting began.
        case waiting(holder: String, since: Int64, now: Int64)
        /// These files changed after the plan was made; the page shows the new plan.
        case changed(paths: [String])
        /// Nothing was applied.
        case failed(Problem)

        /// True while only cancelling is possible.
        var isWaiting: Bool {
            switch self {
            case .waiting, .awaitingCheck: true
            case .ready, .applying, .changed, .failed: false
            }
        }
    }
}
