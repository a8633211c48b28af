internal import Anthropic
internal import Synchronization

/// What checks came to, put here from their own threads and taken by the loop when it was woken.
///
/// A class because both sides hold the same one.
final class CheckInbox: Sendable {
    private let results = Mutex<[(id: Int, verification: Verification)]>([])

    func put(_ id: Int, _ verification: Verification) {
        results.withLock { $0.append((id, verification)) }
    }

    /// All that came since the last time, in their order.
    func take() -> [(id: Int, verification: Verification)] {
        results.withLock { all in
            defer { all = [] }
            return all
        }
    }
}
