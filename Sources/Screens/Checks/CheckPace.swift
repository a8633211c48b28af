/// The timing of the elapsed seconds and the spinner of a running check.
///
/// On a terminal that shows frames slowly there is no spinner and only one frame per second.
struct CheckPace: Sendable, Equatable {
    /// A frame that takes longer than this makes the spinner too expensive.
    private static let slowMilliseconds: Int64 = 150
    /// Four frames per second.
    private static let tickMilliseconds: Int64 = 250
    private static let frames = ["|", "/", "-", "\\"]

    private var isSlow = false
    /// The time of the last tick until its frame was shown; then nil.
    private var tickedAt: Int64?

    /// The delay until the next frame.
    var milliseconds: Int64 { isSlow ? 1000 : Self.tickMilliseconds }

    mutating func ticked(at now: Int64) { tickedAt = now }

    /// Measures how long the frame of the last tick took.
    mutating func shown(at now: Int64) {
        guard let tickedAt else { return }
        self.tickedAt = nil
        if now - tickedAt > Self.slowMilliseconds { isSlow = true }
    }

    /// The view of a check that started at `since`.
    func view(since: Int64, now: Int64) -> CheckView {
        let passed = max(0, now - since)
        let frame = Self.frames[Int(passed / Self.tickMilliseconds) % Self.frames.count]
        return .running(seconds: passed / 1000, spinner: isSlow ? "" : frame)
    }
}
