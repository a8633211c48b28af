internal import Anthropic

/// The request for the provider's own list of models, which the last row of the models starts.
struct ModelsRequest: Sendable {
    /// The id of that row; no model has a name without a slash.
    static let row = "ask"

    private(set) var check = BackgroundCheck()
    var pace = CheckPace()
    /// The time of the last event, in milliseconds of a monotonic clock.
    private(set) var now: Int64 = 0
    /// What was answered, until the host was read again with the new list.
    var answer: Answer?

    /// An answer with the models that were known before it.
    struct Answer: Sendable {
        let host: String
        let known: Set<String>
    }

    mutating func look(at time: Int64?) { now = max(now, time ?? now) }

    mutating func start(_ credential: CheckRequest.Credential) -> [Effect] {
        check.start(BackgroundCheck.Subject(credential: credential, model: ""), at: now).map { effect in
            if case .check(let request) = effect { .askModels(request) } else { effect }
        }
    }

    mutating func stop() -> [Effect] { check.stop() }

    /// False if the result is not of this request.
    mutating func take(_ verification: Verification, id: Int) -> Bool { check.take(verification, id: id) }

    /// The progress while it runs.
    var view: CheckView {
        guard case .running(let since) = check.state else { return .none }
        return pace.view(since: since, now: now)
    }
}
