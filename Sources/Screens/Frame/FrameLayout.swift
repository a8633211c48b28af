internal import TerminalUI

/// The areas of a page: header, body, message row, footer, and from 60 columns on the step rail.
struct FrameLayout: Equatable {
    /// The smallest size for which pages are laid out.
    static let smallest = Size(columns: 40, rows: 15)
    /// From this width on there is a rail, and texts have their long form.
    static let wideColumns = 60
    /// Blank cells at the left edge.
    static let margin = 1
    /// The step rail with the gap behind it; leaves twelve cells for an answer.
    static let railColumns = 17
    /// The same from `broadColumns` on, where answers have eighteen.
    static let broadRailColumns = 25
    /// From this width on a page shows more facts, beside its list.
    static let broadColumns = 100
    /// Where text starts on a page, in cells from its left end; marks and the heads of groups stand left of it.
    static let textEdge = 2
    /// Where the words of an act start, behind its digit or letter.
    static let actEdge = 5

    let size: Size

    static func isBroad(_ size: Size) -> Bool { size.columns >= broadColumns }
    static func isNarrow(_ size: Size) -> Bool { size.columns < wideColumns }

    var isNarrow: Bool { Self.isNarrow(size) }
    var isBroad: Bool { Self.isBroad(size) }
    var isTooSmall: Bool { size.columns < Self.smallest.columns || size.rows < Self.smallest.rows }
    /// With enough rows there is a blank one below the header and above the footer.
    var isRoomy: Bool { size.rows >= 20 }

    var header: Rect { row(0) }
    var footer: Rect { row(size.rows - 1) }

    /// The body, for a message with this many rows.
    func body(messageRows: Int) -> Rect {
        let top = isRoomy ? 2 : 1
        let end = messages(messageRows).origin.row
        return row(top).with(rows: max(0, end - top))
    }

    /// The message row; a longer message takes the blank row below it first, then rows of the body.
    func messages(_ rows: Int) -> Rect {
        let first = size.rows - (isRoomy ? 3 : 2)
        let end = size.rows - 1
        let start = min(first, end - max(1, rows))
        return row(start).with(rows: end - start)
    }

    /// The width of the message row.
    var messageColumns: Int { max(1, size.columns - 2 * Self.margin) }

    /// The part of the body beside the rail.
    func page(in body: Rect) -> Rect { isNarrow ? body : body.inset(left: railWidth) }

    func rail(in body: Rect) -> Rect { body.splitLeft(railWidth - (isBroad ? 3 : 1)).left }

    private var railWidth: Int { isBroad ? Self.broadRailColumns : Self.railColumns }

    private func row(_ row: Int) -> Rect {
        Rect(column: Self.margin, row: row, columns: max(0, size.columns - 2 * Self.margin), rows: 1)
    }
}

extension Rect {
    fileprivate func with(rows: Int) -> Rect {
        Rect(column: origin.column, row: origin.row, columns: columns, rows: rows)
    }
}
