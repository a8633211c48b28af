/// The wall clock of a screen: set when the host is read, advanced by the loop's clock.
struct ScreenClock: Sendable {
    /// Unix milliseconds; never decreases.
    private(set) var now: Int64
    private let readAt: Int64
    private let seenAt: Int64
    /// In line mode the clock stands still between two prints of a page: a printed time does not run.
    private let isHeld: Bool

    /// - Parameters:
    ///   - readAt: when the host was read, in Unix milliseconds.
    ///   - seenAt: the same instant on the loop's clock.
    init(readAt: Int64, seenAt: Int64, isHeld: Bool = false) {
        now = readAt
        self.readAt = readAt
        self.seenAt = seenAt
        self.isHeld = isHeld
    }

    /// Advances to this time of the loop's clock, unless the clock is held.
    mutating func look(at loopTime: Int64) {
        if !isHeld { printed(at: loopTime) }
    }

    /// The page is printed at this time of the loop's clock.
    mutating func printed(at loopTime: Int64) {
        now = max(now, readAt + loopTime - seenAt)
    }
}
