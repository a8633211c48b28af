import Secrets

/// Decodes the input of a terminal library into keys; a state machine without its own clock or input.
///
/// It collects a bracketed paste into one secret and treats characters that arrive faster than typing as a paste too
/// (for terminals without bracketed paste). It drops Alt-letters and unbound sequences, and swallows the rest of an
/// arrow key whose Escape arrived early on a slow connection. Times are milliseconds of any monotonic clock.
///
///     for input in available { keys += decoder.feed(input, at: now) }
///     keys += decoder.settle(at: now)          // nothing more to read; again when `deadline` has come
package struct KeyDecoder: Sendable {
    /// How long after a lone Escape the rest of an arrow key is still recognised, in milliseconds.
    package static let lateEscapeMilliseconds: Int64 = 250
    /// How long a bracketed paste may be silent before its bytes are delivered and keys count again, in milliseconds.
    package static let pasteSilenceMilliseconds: Int64 = 300
    /// How long after its last part the rest of such a paste is still recognised, in milliseconds.
    package static let pasteLostMilliseconds: Int64 = 2000
    /// Maximum size of a paste in bytes; more than any field accepts.
    package static let pasteLimit = 1 << 20

    var state = State.plain
    var run = TypedRun()

    enum State {
        case plain
        /// An Escape was read; it is not known yet whether more follows.
        case escape
        /// In a sequence that followed its Escape immediately; the deadline starts when no more input was available.
        case sequence(EscapeSequence, deadline: Int64?)
        /// A lone Escape was delivered.
        case afterEscape(until: Int64)
        /// `[` or `O` came soon after a lone Escape.
        case lateSequence(EscapeSequence, until: Int64)
        case paste(SecretBuffer, last: Int64)
        /// A paste was silent for too long: control keys count again, text is still its rest.
        case pausedPaste(PausedPaste)
    }

    package init() {}

    /// Handles one input; returns the keys completed by it.
    package mutating func feed(_ input: RawInput, at now: Int64) -> [Key] {
        if case .paste(var buffer, let last) = state {
            // Released first, so that the buffer is changed in place instead of being copied for every character.
            state = .plain
            return collect(input, into: &buffer, since: last, at: now)
        }
        if case .pausedPaste(var paused) = state {
            state = .plain
            return resume(input, &paused, at: now)
        }
        switch input {
        case .scalar(let scalar): return feed(scalar, at: now)
        case .key(let key): return interrupt() + [key]
        case .pasteEnd: return []
        case .pasteStart:
            let keys = interrupt()
            state = .paste(SecretBuffer(), last: now)
            return keys
        }
    }

    /// Call it when no more input is available, and again at the deadline.
    package mutating func settle(at now: Int64) -> [Key] {
        switch state {
        case .plain: break
        case .escape:
            let keys = run.flush() + [.escape]
            state = .afterEscape(until: now + Self.lateEscapeMilliseconds)
            return keys
        case .sequence(let sequence, nil):
            state = .sequence(sequence, deadline: now + Self.lateEscapeMilliseconds)
        case .sequence(_, let deadline?) where now >= deadline:
            // Alt-[ pressed by a person, or a split sequence: neither is bound.
            state = .plain
        case .lateSequence(let sequence, let until) where now >= until:
            state = .plain
            return run.settle(at: now) + sequence.typed
        case .paste(let buffer, let last) where now >= last + Self.pasteSilenceMilliseconds:
            return settle(PausedPaste(buffer, since: last), at: now)
        case .pausedPaste(let paused): return settle(paused, at: now)
        case .afterEscape, .sequence, .lateSequence, .paste: break
        }
        return run.settle(at: now)
    }

    /// When `settle` has to be called without input; nil if never.
    package var deadline: Int64? {
        let own: Int64? =
            switch state {
            case .plain, .escape, .afterEscape: nil
            case .sequence(_, let deadline): deadline
            case .lateSequence(_, let until): until
            case .paste(_, let last): last + Self.pasteSilenceMilliseconds
            case .pausedPaste(let paused): paused.deadline
            }
        return [own, run.deadline].compactMap(\.self).min()
    }

    /// Drops typed keys that are not delivered yet; a paste in progress is still collected.
    package mutating func discardTyped() {
        run = TypedRun()
        if case .lateSequence = state { state = .plain }
    }

    /// Ends pending input because a key or a paste arrived; returns the pending keys.
    private mutating func interrupt() -> [Key] {
        defer { state = .plain }
        switch state {
        case .escape: return run.flush() + [.escape]
        case .lateSequence(let sequence, _): return run.flush() + sequence.typed
        case .plain, .sequence, .afterEscape, .paste, .pausedPaste: return run.flush()
        }
    }
}
