/// The meaning of a key on a page; a letter means the same on every screen.
enum Command: Sendable, Equatable {
    /// Handled by the page's widget; listed only for the footer and the help.
    case widget
    case accept
    case back
    case steps
    case help
    case leave
    case redraw
    case suspend
    case diff
    case showCommand
    case undo
    case yes
    case no
    case up
    case down
    case pageUp
    case pageDown
    case first
    case last
    // Letters of the browse screens.
    case quit
    case filter
    case chooseAgent
    case verify
    case clearFailures
    case replaceSecret
    case move
    case include
    case copy
    case rename
    case remove
    case add
    case automaticOrder
    case save
    case otherPane
    case history
    /// Opens the broken file in the person's editor.
    case editFile
}
