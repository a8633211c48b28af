/// A list for a single choice: the marked row is the answer, Enter accepts it.
///
/// With up to nine rows, a digit chooses its row and a letter moves to the first row that starts with it. Longer lists
/// filter by typing. The mark does not wrap around.
///
///     var list = PickList([PickRow(id: "keep", label: "Keep it"), PickRow(id: "leave", label: "Leave")])
///     if case .chosen(let index) = list.handle(key) { … list.rows[index].id … }
package struct PickList: Sendable, Equatable {
    /// The maximum number of rows of a numbered list; a longer one filters.
    package static let numberedRows = 9

    private(set) package var rows: [PickRow]
    /// The filter text of a long list; empty shows all.
    private(set) package var filter = ""
    package var filterTexts: FilterTexts?
    /// Whether the page explains the marked row elsewhere: then no row moves with the mark.
    package var isExplainedElsewhere = false
    /// Says in the last row how many are not shown; nil leaves that row to the list.
    package var more: MoreTexts?
    /// Indices of the rows that match the filter.
    private(set) var shown: [Int]
    /// The index of the marked row in `shown`.
    private var position: Int
    private(set) var columns: PickListColumns
    let notePlace: NotePlace
    private let leastLabel: Int

    /// Where the values of the rows stand.
    package enum NotePlace: Sendable, Equatable {
        /// Behind the longest label, each column from its left.
        case beside
        /// At the right end, each column from its right, as numbers are read.
        case atEnd
        /// At this many cells from the left end of the list, in the line of a table above it.
        case at(Int)
    }

    /// A list with the row at index `marked` marked.
    /// - Parameters:
    ///   - labels: the least width of the labels' column, for lists of one kind that shall look alike.
    ///   - notes: where the values of the rows stand.
    ///   - filterTexts: the texts of the filter of a long list.
    package init(
        _ rows: [PickRow],
        marked: Int = 0,
        labels: Int = 0,
        notes: NotePlace = .beside,
        filterTexts: FilterTexts? = nil
    ) {
        self.rows = rows
        self.filterTexts = filterTexts
        notePlace = notes
        shown = Array(rows.indices)
        position = max(0, min(marked, rows.count - 1))
        columns = PickListColumns(rows, labels: labels)
        leastLabel = labels
    }

    /// The index of the marked row; nil if no row is visible.
    package var marked: Int? { shown.indices.contains(position) ? shown[position] : nil }
    package var markedRow: PickRow? { marked.map { rows[$0] } }
    /// Whether typing filters the list.
    package var filtersByTyping: Bool { rows.count > Self.numberedRows }
    /// The indices of the rows that match the filter, in their order.
    package var shownIndices: [Int] { shown }
    /// The number of rows that match the filter.
    package var shownCount: Int { shown.count }
    var markedPosition: Int { position }

    /// Handles a key; `pageRows` is the step of PgUp and PgDn.
    package mutating func handle(_ key: Key, pageRows: Int = 8) -> WidgetAction {
        switch key {
        case .enter: return take()
        case .up: return move(by: -1)
        case .down: return move(by: 1)
        case .pageUp: return move(by: -max(1, pageRows))
        case .pageDown: return move(by: max(1, pageRows))
        case .home: return move(by: -rows.count)
        case .end: return move(by: rows.count)
        default: return filtersByTyping ? handleFilter(key) : handleShortcut(key)
        }
    }

    /// Marks the row with this id if it is visible.
    package mutating func mark(id: String) {
        if let found = shown.firstIndex(where: { rows[$0].id == id }) { position = found }
    }

    /// Replaces the rows: the mark stays on the same id, or near its position if that is gone.
    package mutating func replaceRows(_ rows: [PickRow]) {
        var list = self
        list.rows = rows
        list.columns = PickListColumns(rows, labels: leastLabel)
        list.shown = Array(rows.indices)
        list.position = max(0, min(marked ?? 0, rows.count - 1))
        // A list that became short does not filter, so nothing may stay typed.
        list.filter = ""
        if list.filtersByTyping { list.setFilter(filter) }
        if let id = markedRow?.id { list.mark(id: id) }
        self = list
    }

    private func take() -> WidgetAction {
        guard let marked else { return rows.isEmpty ? .ignored : .refused(.nothingMatches) }
        return rows[marked].unavailable == nil ? .chosen(marked) : .refused(.rowUnavailable(marked))
    }

    private mutating func move(by distance: Int) -> WidgetAction {
        position = max(0, min(shown.count - 1, position.saturatingAdding(distance)))
        return .handled
    }

    private mutating func handleShortcut(_ key: Key) -> WidgetAction {
        if let digit = key.digit {
            guard digit <= rows.count else { return .ignored }
            position = digit - 1
            return take()
        }
        guard case .character(let letter) = key.command, letter.isLetter || letter.isNumber,
            let found = rows.firstIndex(where: { $0.label.first.map(Key.folded) == letter })
        else { return .ignored }
        position = found
        return .handled
    }

    /// Rows that do something else than to choose stay below what matches; the mark goes to a match where there is one.
    mutating func setFilter(_ text: String) {
        let before = marked.flatMap { rows[$0].isAction && !text.isEmpty ? nil : $0 }
        filter = text
        let matches = columns.matches(text).filter { !rows[$0].isAction }
        shown = matches + rows.indices.filter { rows[$0].isAction }
        position = before.flatMap { shown.firstIndex(of: $0) } ?? 0
    }
}
