package import Secrets

/// The effect of a key on a widget.
package enum WidgetAction: Sendable, Equatable {
    /// Not used; the page may use it.
    case ignored
    /// Used; the widget may have changed.
    case handled
    /// The row at this index was chosen.
    case chosen(Int)
    /// Enter accepted the field or the ticks.
    case accepted
    /// A masked field got a paste (unless the outcome is a refusal), with the effect on its content.
    case pasted(Paste, PasteReader.Combination)
    /// Not possible; the page shows why.
    case refused(WidgetRefusal)
}

/// Why a widget refused a key.
package enum WidgetRefusal: Sendable, Equatable {
    /// The row at this index cannot be chosen; its reason is displayed.
    case rowUnavailable(Int)
    /// No row matches the filter, so there is none to choose.
    case nothingMatches
    /// A multiple choice needs at least one tick.
    case nothingTicked
    /// The field holds at most this many bytes; the rest was not kept.
    case full(limit: Int)
    /// A key or token was pasted where it would be visible; it was dropped.
    case secretPasted
    /// Full-width letters in a masked field: an input method is active.
    case fullWidthLetters
    /// A character behind a whole paste, which was not added; typed again, it is.
    case typedAfterPaste
}
