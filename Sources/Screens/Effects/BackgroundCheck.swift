internal import Anthropic

/// The check that runs beside the pages, at most one: it is started, stopped and remembered by what is wanted now.
///
/// An answer that is known is not asked for again, as long as credential and model stay the same.
struct BackgroundCheck: Sendable, Equatable {
    /// A credential with a model.
    struct Subject: Sendable, Equatable {
        var credential: CheckRequest.Credential
        var model: String
    }

    enum State: Sendable, Equatable {
        case none
        /// The time is when it began.
        case running(since: Int64)
        case ended(Verification)
    }

    private(set) var subject: Subject?
    private(set) var state = State.none
    private(set) var id = 0

    var isRunning: Bool {
        if case .running = state { true } else { false }
    }

    /// What the subject came to, if it is this one.
    func verification(of subject: Subject?) -> Verification? {
        guard subject == self.subject, case .ended(let verification) = state else { return nil }
        return verification
    }

    /// Sees to it that this is checked and nothing else; nil stops what runs.
    mutating func want(_ wanted: Subject?, at now: Int64) -> [Effect] {
        guard let wanted else { return stop() }
        return wanted == subject ? [] : start(wanted, at: now)
    }

    /// Asks, also again.
    mutating func start(_ subject: Subject, at now: Int64) -> [Effect] {
        let stopped = stop()
        id += 1
        self.subject = subject
        state = .running(since: now)
        return stopped + [.check(CheckRequest(id: id, credential: subject.credential, model: subject.model))]
    }

    /// Stops what runs; what has ended is still known.
    mutating func stop() -> [Effect] {
        guard isRunning else { return [] }
        subject = nil
        state = .none
        return [.stopCheck(id: id)]
    }

    /// Lets go of the credential that an answer was about, and of the answer.
    mutating func forget() {
        guard !isRunning else { return }
        (subject, state) = (nil, .none)
    }

    /// Takes an answer; false when it is not the one that is waited for.
    mutating func take(_ verification: Verification, id: Int) -> Bool {
        guard id == self.id, isRunning else { return false }
        state = .ended(verification)
        return true
    }
}
