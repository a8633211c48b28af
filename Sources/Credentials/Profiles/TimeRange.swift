/// The instants that can be shown: those of a JavaScript date (ECMA-262, "Time Values and Time Range").
///
/// A file may hold any number where a time belongs, and the gateway itself writes some that no calendar has: with
/// `billingBackoffHours: 1e13` a profile is off for a billion years. Such a time counts as the last one there is, so that
/// no arithmetic behind it can overflow.
package enum TimeRange {
    /// 100 million days after 1970, in Unix milliseconds.
    package static let last: Int64 = 8_640_000_000_000_000

    /// The nearest instant or length of time that can be shown. Milliseconds.
    package static func clamped(_ milliseconds: Int64) -> Int64 { min(max(milliseconds, -last), last) }

    /// The same of a number as a file holds it, without its fraction; nothing at all is the beginning.
    package static func clamped(_ milliseconds: Double) -> Int64 {
        guard !milliseconds.isNaN else { return 0 }
        return Int64(min(max(milliseconds, -Double(last)), Double(last)).rounded(.towardZero))
    }

    /// An instant so much later, or the last one.
    package static func adding(_ duration: Int64, to instant: Int64) -> Int64 {
        clamped(clamped(instant) + clamped(duration))
    }

    /// How long it is from one instant to another; negative when that is past.
    package static func milliseconds(from start: Int64, to end: Int64) -> Int64 { clamped(end) - clamped(start) }
}
