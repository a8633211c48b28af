import Glibc

/// Time, sleep and randomness as closures that a test can replace.
package struct WallClock: Sendable {
    /// Unix milliseconds.
    package var now: @Sendable () -> Int64
    /// Sleeps for this many milliseconds.
    package var sleep: @Sendable (Int64) -> Void
    /// A random number in 0..<1.
    package var random: @Sendable () -> Double

    package init(
        now: @escaping @Sendable () -> Int64,
        sleep: @escaping @Sendable (Int64) -> Void,
        random: @escaping @Sendable () -> Double
    ) {
        self.now = now
        self.sleep = sleep
        self.random = random
    }

    /// The machine's clock.
    package static let system = WallClock(
        now: {
            var time = timespec()
            clock_gettime(CLOCK_REALTIME, &time)
            return FileTime(seconds: Int64(time.tv_sec), nanoseconds: Int64(time.tv_nsec)).milliseconds
        },
        sleep: { milliseconds in
            var left = timespec(tv_sec: Int(milliseconds / 1000), tv_nsec: Int(milliseconds % 1000) * 1_000_000)
            var unslept = timespec()
            while nanosleep(&left, &unslept) != 0 && errno == EINTR { left = unslept }
        },
        random: { Double.random(in: 0..<1) }
    )
}
