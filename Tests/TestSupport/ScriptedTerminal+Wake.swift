import Glibc
import Synchronization

/// A flag that one thread sets and another waits for.
final class WakeSignal: Sendable {
    private let isSet = Mutex(false)

    func give() { isSet.withLock { $0 = true } }

    /// Whether it was set; resets it.
    func take() -> Bool {
        isSet.withLock { value in
            defer { value = false }
            return value
        }
    }

    /// Waits until it is set, at most for this time.
    func wait(seconds: Int) -> Bool {
        let end = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < end {
            if take() { return true }
            // Half a millisecond, because there is nothing to poll in memory.
            usleep(500)
        }
        return false
    }
}
