/// A file time with the kernel's full range: seconds and nanoseconds, so that every time a file can have is
/// representable.
package struct FileTime: Sendable, Hashable, Comparable {
    /// Whole seconds since 1970; negative before.
    package let seconds: Int64
    /// Billionths of a second on top, from 0 up to 999 999 999.
    package let nanoseconds: Int64

    /// A nanosecond value out of range is clamped.
    package init(seconds: Int64, nanoseconds: Int64) {
        self.seconds = seconds
        self.nanoseconds = min(max(0, nanoseconds), 999_999_999)
    }

    /// From Unix milliseconds.
    package init(milliseconds: Int64) {
        let (quotient, remainder) = milliseconds.quotientAndRemainder(dividingBy: 1000)
        seconds = remainder < 0 ? quotient - 1 : quotient
        nanoseconds = (remainder < 0 ? remainder + 1000 : remainder) * 1_000_000
    }

    /// In Unix milliseconds, rounded down and clamped.
    package var milliseconds: Int64 {
        // Rounded towards zero first, because the least representable number of milliseconds is inside a second that is
        // not.
        let isBefore = seconds < 0
        let whole = (isBefore ? seconds + 1 : seconds).multipliedReportingOverflow(by: 1000)
        let rest = nanoseconds / 1_000_000 - (isBefore ? 1000 : 0)
        let sum = whole.partialValue.addingReportingOverflow(rest)
        guard whole.overflow || sum.overflow else { return sum.partialValue }
        return seconds < 0 ? .min : .max
    }

    /// The age in milliseconds at `now` (Unix milliseconds); negative for a time in the future.
    package func age(at now: Int64) -> Int64 { now.subtractingClamped(milliseconds) }

    package static func < (one: FileTime, other: FileTime) -> Bool {
        (one.seconds, one.nanoseconds) < (other.seconds, other.nanoseconds)
    }
}

extension Int64 {
    /// The difference, clamped on overflow.
    func subtractingClamped(_ other: Int64) -> Int64 {
        let (difference, overflow) = subtractingReportingOverflow(other)
        guard overflow else { return difference }
        return self < other ? .min : .max
    }
}
