/// The wall clock of a screen: set when the host is read, advanced by the loop's clock.
struct ScreenClock: Sendable {
    /// Unix milliseconds; never decreases.
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

    /// Advances to this time of the loop's clock.
    mutating func look(at loopTime: Int64) {
        now = max(now, readAt + loopTime - seenAt)
    }
}
