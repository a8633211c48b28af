/// A table to browse: letters act on the marked row, `/` filters. It knows only the ids and indices of its rows.
///
/// Rows are rendered lazily, so ten thousand cost as much as ten. The mark follows its id when rows change, and does
/// not wrap around.
///
///     var table = Table(columns: columns, ids: ids)
///     if case .chosen(let index) = table.handle(key, pageRows: 20) { … }
///     table.draw(on: &canvas, in: area, marks: marks) { index in cells(of: index) }
package struct Table: Sendable {
    /// A column as wide as its title and its widest value.
    package struct Column: Sendable, Equatable {
        package var title: String
        /// The width of the widest value in cells.
        package var columns: Int
        /// If space is short, the column with the smallest rank is dropped first; one without a rank stays.
        package var rank: Int?
        /// Whether its values and its title end in one line, as numbers, times and ages do.
        package var endsInLine: Bool
        /// Whether it is a part of the column before it and stays close to that.
        package var continues: Bool

        package init(
            _ title: String,
            columns: Int,
            rank: Int? = nil,
            endsInLine: Bool = false,
            continues: Bool = false
        ) {
            self.endsInLine = endsInLine
            self.continues = continues
            self.title = title
            self.columns = max(columns, TextWidth.columns(of: title))
            self.rank = rank
        }
    }

    /// One value of a row.
    package struct Cell: Sendable, Equatable {
        package var text: String
        package var style: Style

        package init(_ text: String, _ style: Style = .text) {
            self.text = text
            self.style = style
        }
    }

    package var columns: [Column]
    /// Says in the last row how many are not shown; nil leaves that row to the list.
    package var more: MoreTexts?
    /// The ids of the rows, in order.
    private(set) package var ids: [String]
    /// The text typed after `/`; empty shows all.
    private(set) package var filter = ""
    /// Indices of the rows that match the filter; nil shows all.
    private var matches: [Int]?
    /// The position of the marked row among the visible ones.
    private(set) var position: Int
    /// The position of the first row on screen; drawing moves it if the mark would not be visible.
    private var top = 0
    /// The marked id when all rows disappeared: a store that is being written is empty for a moment.
    private var lostID: String?

    /// A table with the row at index `marked` marked.
    package init(columns: [Column], ids: [String], marked: Int = 0) {
        self.columns = columns
        self.ids = ids
        position = max(0, min(marked, ids.count - 1))
    }

    /// The index of the marked row; nil if no row is visible.
    package var marked: Int? { index(at: position) }
    /// The position of the marked row among the visible ones; nil if none is marked.
    package var markedPlace: Int? { marked == nil ? nil : position }
    package var markedID: String? { marked.map { ids[$0] } }
    /// The number of rows that match the filter.
    package var shownCount: Int { matches?.count ?? ids.count }

    /// The indices of the rows that match the filter, in order.
    package var shownIndices: [Int] { matches ?? Array(ids.indices) }

    func index(at place: Int) -> Int? {
        guard place >= 0, place < shownCount else { return nil }
        return matches.map { $0[place] } ?? place
    }

    // MARK: - Moving

    /// Handles a key; `pageRows` is the number of rows on screen.
    package mutating func handle(_ key: Key, pageRows: Int) -> WidgetAction {
        switch key {
        case .enter: return marked.map(WidgetAction.chosen) ?? (ids.isEmpty ? .ignored : .refused(.nothingMatches))
        case .character("G"), .end: return move(by: shownCount, pageRows)
        case .home: return move(by: -shownCount, pageRows)
        case .up: return move(by: -1, pageRows)
        case .down: return move(by: 1, pageRows)
        case .pageUp: return move(by: -max(1, pageRows - 1), pageRows)
        case .pageDown: return move(by: max(1, pageRows - 1), pageRows)
        default: break
        }
        switch key.command {
        case .character("j"): return move(by: 1, pageRows)
        case .character("k"): return move(by: -1, pageRows)
        case .character("g"): return move(by: -shownCount, pageRows)
        default: return .ignored
        }
    }

    private mutating func move(by distance: Int, _ pageRows: Int) -> WidgetAction {
        position = max(0, min(shownCount - 1, position.saturatingAdding(distance)))
        top = firstShown(rows: pageRows)
        return .handled
    }

    /// Marks the row with this id if it is visible.
    package mutating func mark(id: String) {
        if let place = (0..<shownCount).first(where: { index(at: $0).map { ids[$0] } == id }) { position = place }
    }

    /// The first row to draw so that the marked one is visible, with minimal scrolling.
    func firstShown(rows: Int) -> Int {
        let last = max(0, shownCount - rows)
        return max(0, min(last, min(position, max(top, position - max(1, rows) + 1))))
    }

    // MARK: - Replacing rows

    /// Replaces the rows: the mark stays on the same id, or at its position. If all rows had disappeared, it returns to
    /// its old id when that is back.
    package mutating func replace(ids: [String], text: (Int) -> String) {
        let id = markedID ?? lostID
        lostID = ids.isEmpty ? id : nil
        let place = position
        self.ids = ids
        setFilter(filter, text: text)
        position = max(0, min(place, shownCount - 1))
        guard let id, markedID != id else { return }
        mark(id: id)
    }

    // MARK: - Filter

    /// Handles a key while the filter is typed. `text` is what is searched in a row.
    package mutating func handleFilter(_ key: Key, text: (Int) -> String) -> WidgetAction {
        guard let edited = FilterText.edited(filter, by: key) else { return .ignored }
        if edited != filter { setFilter(edited, text: text) }
        return .handled
    }

    /// Shows the rows in which every typed word occurs, case-insensitive.
    package mutating func setFilter(_ filter: String, text: (Int) -> String) {
        let before = marked
        self.filter = filter
        let isBlank = filter.allSatisfy { $0 == " " }
        matches = isBlank ? nil : FilterText.matches(filter, among: ids.count, searched: text)
        position = before.flatMap { before in matches?.firstIndex(of: before) ?? (matches == nil ? before : nil) } ?? 0
    }
}
