/// The instants that can be displayed: the range of a JavaScript date (ECMA-262, "Time Values and Time Range").
///
/// A file can contain any number as a time, and the gateway itself writes some outside every calendar: with
/// `billingBackoffHours: 1e13` a profile is disabled for a billion years. Such times are clamped to the last valid one,
/// so that later arithmetic cannot overflow.
package enum TimeRange {
    /// 100 million days after 1970, in Unix milliseconds.
    package static let last: Int64 = 8_640_000_000_000_000

    /// The nearest valid instant or duration, in milliseconds.
    package static func clamped(_ milliseconds: Int64) -> Int64 { min(max(milliseconds, -last), last) }

    /// The same for a number in a file, without its fraction; NaN becomes 0.
    package static func clamped(_ milliseconds: Double) -> Int64 {
        guard !milliseconds.isNaN else { return 0 }
        return Int64(min(max(milliseconds, -Double(last)), Double(last)).rounded(.towardZero))
    }

    /// An instant plus a duration, clamped.
    package static func adding(_ duration: Int64, to instant: Int64) -> Int64 {
        clamped(clamped(instant) + clamped(duration))
    }

    /// The duration between two instants; negative if `end` is earlier.
    package static func milliseconds(from start: Int64, to end: Int64) -> Int64 { clamped(end) - clamped(start) }
}
