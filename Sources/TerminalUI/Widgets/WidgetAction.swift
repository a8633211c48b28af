package import Secrets

/// What a widget made of a key.
package enum WidgetAction: Sendable, Equatable {
    /// It means nothing here; the page may use it.
    case ignored
    /// It was used; the widget may look different now.
    case handled
    /// The row of this index was taken.
    case chosen(Int)
    /// Enter accepted the field or the ticks.
    case accepted
    /// A masked field took a paste, or refused it if the outcome says so; and what it did to what was there.
    case pasted(Paste, PasteReader.Combination)
    /// It cannot be done, and the page says why.
    case refused(WidgetRefusal)
}

/// Why a widget did not do what a key asked for.
package enum WidgetRefusal: Sendable, Equatable {
    /// The row of this index cannot be taken; its reason stands beside it.
    case rowUnavailable(Int)
    /// No row matches the filter, so there is none to take.
    case nothingMatches
    /// A choice of several needs at least one tick.
    case nothingTicked
    /// The field holds at most this many bytes; the rest was not kept.
    case full(limit: Int)
    /// A key or token was pasted where it would be shown; nothing of it was kept.
    case secretPasted
    /// Full-width letters in a masked field: an input method is on.
    case fullWidthLetters
}
