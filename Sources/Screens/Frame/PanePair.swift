internal import TerminalUI

/// The areas of a page with a pane of facts at its right.
struct PanePair {
    let main: Rect
    let aside: Rect?

    /// The cells of the pane at the right; fewer where the page would be left with less than it needs.
    private static let asideColumns = 35
    private static let gap = 2

    init(_ page: Rect, hasAside: Bool) {
        guard hasAside else {
            (main, aside) = (page, nil)
            return
        }
        let columns = min(Self.asideColumns, (page.columns - Self.gap) * 2 / 5)
        let (left, right) = page.splitLeft(page.columns - columns)
        main = left.inset(right: Self.gap)
        aside = right
    }
}
