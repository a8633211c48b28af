import Secrets

/// Makes keys of what a terminal library reads; a state machine without clock or input of its own.
///
/// It collects a bracketed paste into one secret, takes characters that arrive faster than anyone types for a paste as well
/// (terminals without bracketed paste), drops Alt-letters and sequences nobody bound, and swallows the rest of an arrow key
/// whose Escape came too early over a slow line. Times are milliseconds of any clock that never goes back.
///
///     for input in available { keys += decoder.feed(input, at: now) }
///     keys += decoder.settle(at: now)          // nothing more to read; again when `deadline` has come
package struct KeyDecoder: Sendable {
    /// How long after a lone Escape the rest of an arrow key still counts as late, in milliseconds.
    package static let lateEscapeMilliseconds: Int64 = 250
    /// How long a bracketed paste may be silent before what came of it is delivered and keys count again, in milliseconds.
    package static let pasteSilenceMilliseconds: Int64 = 300
    /// How long after its last piece the rest of such a paste is still taken for one, in milliseconds.
    package static let pasteLostMilliseconds: Int64 = 2000
    /// The most bytes kept of one paste; more than any field takes.
    package static let pasteLimit = 1 << 20

    var state = State.plain
    var run = TypedRun()

    enum State {
        case plain
        /// An Escape was read; whether more follows at once is not known yet.
        case escape
        /// Inside a sequence that followed its Escape at once; the deadline begins when no more was there to read.
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

    /// Takes one input; returns the keys that are complete by it.
    package mutating func feed(_ input: RawInput, at now: Int64) -> [Key] {
        if case .paste(var buffer, let last) = state {
            // Released first, so that the buffer is changed in place and not copied for every character.
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

    /// To be called when nothing more can be read at the moment, and again when the deadline has come.
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
            // Alt-[ pressed by a person, or a torn sequence: neither is bound.
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

    /// When `settle` has something to do although no input came; nil if never.
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

    /// Forgets what was typed and not delivered yet; a paste that has begun is still collected to its end.
    package mutating func discardTyped() {
        run = TypedRun()
        if case .lateSequence = state { state = .plain }
    }

    /// Ends what was pending because a key or a paste came: the keys that were pending.
    private mutating func interrupt() -> [Key] {
        defer { state = .plain }
        switch state {
        case .escape: return run.flush() + [.escape]
        case .lateSequence(let sequence, _): return run.flush() + sequence.typed
        case .plain, .sequence, .afterEscape, .paste, .pausedPaste: return run.flush()
        }
    }
}
