internal import Anthropic
internal import Synchronization

/// Results of checks: added by the check threads, taken by the event loop after it was woken.
///
/// A class because both sides share the instance.
final class CheckInbox: Sendable {
    private let results = Mutex<[(id: Int, verification: Verification)]>([])

    func put(_ id: Int, _ verification: Verification) {
        results.withLock { $0.append((id, verification)) }
    }

    /// Removes and returns all results so far, in order of arrival.
    func take() -> [(id: Int, verification: Verification)] {
        results.withLock { all in
            defer { all = [] }
            return all
        }
    }
}
