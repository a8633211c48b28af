/// The role of a cell; a theme maps each role to colours and attributes.
///
/// Meaning never depends on colour alone: a mark or a word also expresses it.
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
