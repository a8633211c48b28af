import Glibc
import Synchronization

/// A flag that one thread sets and another waits for.
final class WakeSignal: Sendable {
    private let isSet = Mutex(false)

    func give() { isSet.withLock { $0 = true } }

    /// Whether it was set; it is not any more.
    func take() -> Bool {
        isSet.withLock { value in
            defer { value = false }
            return value
        }
    }

    /// Waits until it is set, at most so long.
    func wait(seconds: Int) -> Bool {
        let end = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < end {
            if take() { return true }
            // Half a millisecond: there is nothing to poll in memory.
            usleep(500)
        }
        return false
    }
}
