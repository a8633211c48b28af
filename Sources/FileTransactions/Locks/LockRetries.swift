import Glibc

/// When to try a busy lock again: proper-lockfile's `retries` of the gateway, so that neither side starves the other.
enum LockRetries {
    static let count = 10

    /// `min(round((1 + random) · 100 · 2^i), 10000)` for ten tries, sorted, in milliseconds.
    static func delays(random: () -> Double) -> [Int64] {
        (0..<count)
            .map { Int64(min(((1 + random()) * 100 * Double(1 << $0)).rounded(), 10_000)) }
            .sorted()
    }
}

/// A wait for somebody else's lock, as told to the caller while it lasts.
package struct LockWait: Sendable, Equatable {
    package let holder: LockHolder
    /// How long this commit has been waiting, in milliseconds.
    package let waitedMilliseconds: Int64
}

/// Whether to go on waiting for a lock.
package enum LockWaitChoice: Sendable {
    case wait, cancel
}
