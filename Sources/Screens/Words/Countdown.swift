internal import GatewayHost

/// The time until an instant: minutes and seconds in the last hour, before that the largest unit.
struct Countdown {
    private let moments: MomentText
    private let isSpoken: Bool

    /// - Parameter isSpoken: a time that is read out does not tick: it is told in minutes.
    init(_ moments: MomentText, isSpoken: Bool) {
        self.moments = moments
        self.isSpoken = isSpoken
    }

    private static let hour: Int64 = 3_600_000

    /// Whether the text changes every second. Times are Unix milliseconds.
    static func isTicking(until: Int64, now: Int64) -> Bool { until > now && until - now < hour }

    /// `03:58`, or `3 h`. Rounded up, so that the time is not over before the text says so.
    func text(until: Int64, now: Int64) -> String {
        guard !isSpoken, until - now < Self.hour else { return moments.remaining(until - now) }
        let seconds = max(0, (until - now + 999) / 1000)
        return Self.twoDigits(seconds / 60) + ":" + Self.twoDigits(seconds % 60)
    }

    private static func twoDigits(_ value: Int64) -> String { value < 10 ? "0\(value)" : String(value) }
}
