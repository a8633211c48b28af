internal import GatewayHost
internal import TerminalUI

// Where the parts of the page stand. Nothing depends on the marked row, so nothing moves with the mark.
extension ProfilesScreen {
    struct Parts {
        var filter: Rect
        var table: Rect
        /// The line with the profiles of the other providers; empty if there is none.
        var others: Rect
        /// What is known of the marked row, or its actions.
        var detail: Rect
    }

    /// The width of the table beside the detail.
    private static let broadTable = 78
    /// What the detail needs beside the table, with the gap between them.
    private static let broadDetail = 40
    private static let broadGap = 3

    var isBroad: Bool { FrameLayout.isBroad(size) }

    var bodyArea: Rect { FrameLayout(size: size).body(messageRows: 0) }
    var tableArea: Rect { parts(bodyArea, head: headLines(columns: bodyArea.columns).count).table }
    /// The number of visible rows.
    var pageRows: Int { max(1, table.visibleRows(in: tableArea)) }

    /// The rows that the detail gets if there are enough.
    private var detailRows: Int {
        if case .menu(let menu) = overlays.last { return menu.list.rows.count + menuHeadRows }
        return words.isNarrow ? 3 : 6
    }

    var menuHeadRows: Int { words.isNarrow ? 4 : 1 }

    /// - Parameter head: the number of lines above the table.
    func parts(_ area: Rect, head: Int) -> Parts {
        let hasFilter = isFiltering || !table.filter.isEmpty
        let isRoomy = area.rows >= 16
        let detail = isBroad ? 0 : detailRows
        let wanted = table.titleRows + max(1, table.shownCount)
        let others = hasOthers ? 1 : 0
        let isSpacious = head + 1 + wanted + others + 1 + detail <= area.rows
        let gap = isRoomy || hasFilter || isSpacious ? 1 : 0
        let rest = area.inset(top: head + gap)
        let between = isRoomy || isSpacious ? 1 : 0
        let othersRows = others == 0 ? 0 : others + between
        let room = rest.rows - othersRows - (detail > 0 ? between + detail : 0)
        let tableRows = min(wanted, max(min(wanted, 5), room), rest.rows)
        let (body, below) = rest.splitTop(tableRows)
        let (line, under) = below.inset(top: others == 0 ? 0 : between).splitTop(others)
        let filter = area.inset(top: head).splitTop(gap).top
        guard isBroad else {
            return Parts(filter: filter, table: body, others: line, detail: under.inset(top: between))
        }
        let columns = min(Self.broadTable, area.columns - Self.broadDetail)
        let right = rest.splitLeft(columns + Self.broadGap).rest
        return Parts(
            filter: filter,
            table: body.splitLeft(columns).left,
            others: line.splitLeft(columns).left,
            detail: right
        )
    }

    /// Where the values of the detail start, in line with the second column of the table.
    func valueColumn(_ form: ProfileDetail.Form, columns: Int) -> Int {
        switch form {
        case .broad: 13
        case .wide, .narrow: table.start(ofColumn: 1, width: columns) ?? 14
        }
    }

    var detailForm: ProfileDetail.Form { words.isNarrow ? .narrow : isBroad ? .broad : .wide }
}
