package import Secrets

/// A key press or a paste.
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
    /// A complete paste; treated as a secret until a field decides otherwise.
    case paste(Secret)
    /// A part of a paste whose end mark is overdue.
    case brokenPaste(BrokenPaste)
}

/// A part of a bracketed paste on a slow connection: it pauses, or its end mark is lost.
package struct BrokenPaste: Sendable, Equatable {
    package enum Progress: Sendable, Equatable {
        /// Silent for longer than a normal paste; the rest or the end mark may still come.
        case paused
        /// The end mark arrived: `whole` is the whole paste.
        case ended
        /// The end mark is no longer expected; later text does not count as part of the paste.
        case lost
    }

    /// The bytes since the last part; empty if only the progress changed.
    package var part: Secret
    /// All bytes so far, including `part`.
    package var whole: Secret
    package var progress: Progress

    package init(part: Secret, whole: Secret, progress: Progress) {
        self.part = part
        self.whole = whole
        self.progress = progress
    }

    /// Whether this is the first part.
    package var isFirst: Bool { part.count == whole.count }
}

extension Key {
    /// The pasted bytes so far; nil for typed keys.
    package var pasted: Secret? {
        switch self {
        case .paste(let secret): secret
        case .brokenPaste(let paste): paste.whole
        default: nil
        }
    }
}
