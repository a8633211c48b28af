import Glibc

/// Retry delays for a busy lock: the same as the gateway's (`retries` of proper-lockfile), so that neither side
/// starves.
enum LockRetries {
    static let count = 10

    /// `min(round((1 + random) · 100 · 2^i), 10000)` for ten tries, sorted, in milliseconds.
    static func delays(random: () -> Double) -> [Int64] {
        (0..<count)
            .map { Int64(min(((1 + random()) * 100 * Double(1 << $0)).rounded(), 10_000)) }
            .sorted()
    }

    /// The same, with a limit on their sum.
    static func delays(random: () -> Double, limit: Int64?) -> [Int64] {
        guard var left = limit else { return delays(random: random) }
        var kept: [Int64] = []
        for delay in delays(random: random) where left > 0 {
            kept.append(min(delay, left))
            left -= delay
        }
        // The rest of a limit that is longer than the gateway's ten tries.
        while left > 0 {
            kept.append(min(left, 10_000))
            left -= 10_000
        }
        return kept
    }
}
