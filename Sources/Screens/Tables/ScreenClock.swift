/// The clock on the wall as far as a screen knows it: read with the host, moved on by the loop's clock.
struct ScreenClock: Sendable {
    /// Unix milliseconds; never goes back.
    private(set) var now: Int64
    private let readAt: Int64
    private let seenAt: Int64

    /// - Parameters:
    ///   - readAt: when the host was read, in Unix milliseconds.
    ///   - seenAt: the same instant on the loop's clock.
    init(readAt: Int64, seenAt: Int64) {
        now = readAt
        self.readAt = readAt
        self.seenAt = seenAt
    }

    /// It is this time on the loop's clock now.
    mutating func look(at loopTime: Int64) {
        now = max(now, readAt + loopTime - seenAt)
    }
}
