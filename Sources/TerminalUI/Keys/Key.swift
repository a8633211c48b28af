package import Secrets

/// One thing a person pressed or pasted.
package enum Key: Sendable, Equatable {
    case character(Character)
    case enter
    case escape
    case tab
    case backTab
    case backspace
    case delete
    case up
    case down
    case left
    case right
    case home
    case end
    case pageUp
    case pageDown
    case function(Int)
    /// Control with a lower-case letter.
    case control(Character)
    /// A whole paste: a secret until a field says otherwise.
    case paste(Secret)
    /// A piece of a paste whose end has not come when it should have.
    case brokenPaste(BrokenPaste)
}

/// A piece of a bracketed paste that the line broke: it pauses, or the mark of its end is lost.
package struct BrokenPaste: Sendable, Equatable {
    package enum Progress: Sendable, Equatable {
        /// Silent for longer than a paste is; its rest or its end may still come.
        case paused
        /// The end was marked after all: `whole` is the whole paste.
        case ended
        /// The end is no longer waited for: whatever is missing will not be taken for a part of it.
        case lost
    }

    /// What came since the last piece; empty where only the progress is another.
    package var part: Secret
    /// All that came so far, `part` at its end.
    package var whole: Secret
    package var progress: Progress

    package init(part: Secret, whole: Secret, progress: Progress) {
        self.part = part
        self.whole = whole
        self.progress = progress
    }

    /// Nothing of it was told of before.
    package var isFirst: Bool { part.count == whole.count }
}

extension Key {
    /// What was pasted, all of it that came so far; nil for what was typed.
    package var pasted: Secret? {
        switch self {
        case .paste(let secret): secret
        case .brokenPaste(let paste): paste.whole
        default: nil
        }
    }
}
