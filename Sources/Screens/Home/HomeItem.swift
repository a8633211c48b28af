internal import TerminalUI

/// One numbered row of Home: an act that mends something, or another screen.
struct HomeItem: Sendable, Equatable {
    enum Action: Sendable, Equatable {
        case open(BrowsePage)
        /// A text to read that contains the next step.
        case read([String])
        case wayOut(FileWaysOut.Item.Action)
    }

    /// Stable when the texts change.
    var id: String
    /// An imperative, or the name of a screen.
    var text: String
    /// Why, or what is there.
    var why = ""
    var whyStyle = Style.muted
    var isAct = true
    var action: Action
}
