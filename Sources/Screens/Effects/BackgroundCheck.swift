internal import Anthropic

/// State machine of the background check, of which at most one runs. Callers state the wanted subject; it starts,
/// cancels and caches accordingly.
///
/// A known answer is not requested again while credential and model stay the same.
struct BackgroundCheck: Sendable, Equatable {
    /// A credential with a model.
    struct Subject: Sendable, Equatable {
        var credential: CheckRequest.Credential
        var model: String
    }

    enum State: Sendable, Equatable {
        case none
        /// Running since this time.
        case running(since: Int64)
        case ended(Verification)
    }

    private(set) var subject: Subject?
    private(set) var state = State.none
    private(set) var id = 0

    var isRunning: Bool {
        if case .running = state { true } else { false }
    }

    /// The known result for this subject; nil if there is none.
    func verification(of subject: Subject?) -> Verification? {
        guard subject == self.subject, case .ended(let verification) = state else { return nil }
        return verification
    }

    /// Makes sure that this subject is being checked and nothing else; nil cancels a running check.
    mutating func want(_ wanted: Subject?, at now: Int64) -> [Effect] {
        guard let wanted else { return stop() }
        return wanted == subject ? [] : start(wanted, at: now)
    }

    /// Starts a check, even if a result is known.
    mutating func start(_ subject: Subject, at now: Int64) -> [Effect] {
        let stopped = stop()
        id += 1
        self.subject = subject
        state = .running(since: now)
        return stopped + [.check(CheckRequest(id: id, credential: subject.credential, model: subject.model))]
    }

    /// Cancels a running check; the result of a finished one is kept.
    mutating func stop() -> [Effect] {
        guard isRunning else { return [] }
        subject = nil
        state = .none
        return [.stopCheck(id: id)]
    }

    /// Drops the result and the credential it was about.
    mutating func forget() {
        guard !isRunning else { return }
        (subject, state) = (nil, .none)
    }

    /// Stores a result; false if it does not belong to the current request.
    mutating func take(_ verification: Verification, id: Int) -> Bool {
        guard id == self.id, isRunning else { return false }
        state = .ended(verification)
        return true
    }
}
