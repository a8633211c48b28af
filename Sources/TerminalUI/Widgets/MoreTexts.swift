/// What the last row of a list says if the list is longer than its area.
package struct MoreTexts: Sendable, Equatable {
    /// `{count} more below`.
    package var below: String
    /// `{count} more above`, at the end of the list.
    package var above: String

    package init(below: String, above: String) {
        self.below = below
        self.above = above
    }

    /// The text for a list with this many rows out of sight; empty if there are none.
    package func text(above: Int, below: Int) -> String {
        if below > 0 { return self.below.replacing("{count}", with: String(below)) }
        return above > 0 ? self.above.replacing("{count}", with: String(above)) : ""
    }
}
