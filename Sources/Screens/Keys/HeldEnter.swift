internal import TerminalUI

/// Tells a pressed Enter from one that a held key repeats, because holding Enter must not reach Apply.
///
/// A held key sends its second Enter after 200 to 1000 ms and further ones at most 250 ms apart. So an Enter shortly
/// after another one is a repeat; one after a medium pause counts only once no more follow; any other counts at once,
/// such as the first Enter on a page that was read.
struct HeldEnter: Sendable, Equatable {
    enum Verdict: Sendable, Equatable {
        case pressed
        /// Pressed, unless another one follows within `repeatMilliseconds`.
        case unclear
        case repeated
    }

    /// The longest interval between repeats of a held key, after the first repeat.
    static let repeatMilliseconds: Int64 = 250
    /// The longest delay before a keyboard starts to repeat.
    static let firstRepeatMilliseconds: Int64 = 1200

    /// The time of the last Enter; nil after any other key, because that ends a repeat.
    private var last: Int64?
    private(set) var verdict = Verdict.pressed

    /// Must be called for every key on every page.
    mutating func note(_ key: Key, at now: Int64) {
        verdict = .pressed
        guard key == .enter else { return last = nil }
        if let last, now - last < Self.firstRepeatMilliseconds {
            verdict = now - last <= Self.repeatMilliseconds ? .repeated : .unclear
        }
        last = now
    }
}
