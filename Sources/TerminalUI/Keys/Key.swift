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
}
