/// The role of a cell; a theme maps each role to colours and attributes.
///
/// Meaning never depends on colour alone: a mark or a word also expresses it.
package enum Style: Int, Sendable, Hashable, CaseIterable {
    case text
    case title
    /// Leads on: the program's name, the current step, the first key of the footer, the head of the focused pane. It never
    /// means good or bad.
    case accent
    case keyName
    case marked
    case markedElsewhere
    case field
    case muted
    case ok
    /// A whole line of good news, which is a title too.
    case okTitle
    case warning
    case error
    case added
    case removed
    case match
    case unavailable
}
