/// How the seconds of a running check go on, and the sign that turns beside them.
///
/// A terminal that needs long to show a frame gets no sign, and its seconds one by one.
struct CheckPace: Sendable, Equatable {
    /// A frame that needs longer to be shown makes the sign a burden.
    private static let slowMilliseconds: Int64 = 150
    /// Four frames a second.
    private static let tickMilliseconds: Int64 = 250
    private static let frames = ["|", "/", "-", "\\"]

    private var isSlow = false
    /// When the seconds went on last, until that frame was shown.
    private var tickedAt: Int64?

    /// Until the next frame.
    var milliseconds: Int64 { isSlow ? 1000 : Self.tickMilliseconds }

    mutating func ticked(at now: Int64) { tickedAt = now }

    /// Notes how long a frame took since the tick that it shows.
    mutating func shown(at now: Int64) {
        guard let tickedAt else { return }
        self.tickedAt = nil
        if now - tickedAt > Self.slowMilliseconds { isSlow = true }
    }

    /// The check as it runs since then, for whoever looks at the screen.
    func view(since: Int64, now: Int64) -> CheckView {
        let passed = max(0, now - since)
        let frame = Self.frames[Int(passed / Self.tickMilliseconds) % Self.frames.count]
        return .running(seconds: passed / 1000, spinner: isSlow ? "" : frame)
    }
}
