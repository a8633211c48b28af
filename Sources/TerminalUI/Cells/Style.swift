/// What a cell means; a theme maps the role to colours and attributes once.
///
/// Meaning never depends on the colour alone: a mark or a word always carries it too.
package enum Style: Int, Sendable, Hashable, CaseIterable {
    case text
    case title
    case keyName
    case marked
    case markedElsewhere
    case field
    case muted
    case ok
    case warning
    case error
    case added
    case removed
    case match
    case unavailable
}
