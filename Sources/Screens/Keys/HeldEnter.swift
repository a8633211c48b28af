internal import TerminalUI

/// Tells an Enter that a person pressed from one that a held key repeats: Apply must not be reached by holding Enter.
///
/// A held key sends its second Enter after 200 to 1000 ms and the others at most 250 ms apart. An Enter that closely follows
/// another one is therefore a repeat, one that follows after a while counts once it is known that no more come, and any
/// other, the first one on a page that was read among them, counts at once.
struct HeldEnter: Sendable, Equatable {
    enum Verdict: Sendable, Equatable {
        case pressed
        /// Pressed, unless another one follows within `repeatMilliseconds`.
        case unclear
        case repeated
    }

    /// Two Enters of a held key are at most so far apart, after the first one.
    static let repeatMilliseconds: Int64 = 250
    /// The longest time that a keyboard waits before it repeats a held key.
    static let firstRepeatMilliseconds: Int64 = 1200

    /// When Enter came, if no other key came since: that one would have ended the repeating.
    private var last: Int64?
    private(set) var verdict = Verdict.pressed

    /// Takes note of every key, on whatever page.
    mutating func note(_ key: Key, at now: Int64) {
        verdict = .pressed
        guard key == .enter else { return last = nil }
        if let last, now - last < Self.firstRepeatMilliseconds {
            verdict = now - last <= Self.repeatMilliseconds ? .repeated : .unclear
        }
        last = now
    }
}
