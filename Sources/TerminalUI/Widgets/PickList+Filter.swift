extension PickList {
    /// Typing in a long list; Space counts only after a first character.
    mutating func handleFilter(_ key: Key) -> WidgetAction {
        // If nothing is typed yet, `?` opens the help as everywhere.
        if filter.isEmpty, case .character(let typed) = key, Key.folded(typed) == "?" { return .ignored }
        let edited = key == .escape && !filter.isEmpty ? "" : FilterText.edited(filter, by: key)
        guard let edited else { return .ignored }
        if edited != filter { setFilter(edited) }
        return .handled
    }
}

/// Precomputed data of all rows: column widths in cells, and the text that the filter searches.
struct PickListColumns: Sendable, Equatable {
    let label: Int
    /// The width of the keys before the labels, with the gap behind them; 0 if there are none.
    let key: Int
    let notes: [Int]
    private let searched: [String]

    init(_ rows: [PickRow], labels: Int) {
        label = rows.map { TextWidth.columns(of: $0.label) }.max().map { max($0, labels) } ?? 0
        let widest = rows.map { TextWidth.columns(of: $0.key) }.max() ?? 0
        key = widest == 0 ? 0 : widest + PickList.gap
        var widths: [Int] = []
        for row in rows {
            for (index, note) in row.inlineNotes.enumerated() {
                if index == widths.count { widths.append(0) }
                widths[index] = max(widths[index], TextWidth.columns(of: note))
            }
        }
        notes = widths
        let isSearched = rows.count > PickList.numberedRows
        searched = isSearched ? rows.map { ([$0.label] + $0.notes).joined(separator: " ") } : []
    }

    /// The width of a whole row with its mark, in cells.
    var total: Int { notes.reduce(PickList.markColumns + key + label) { $0 + PickList.gap + $1 } }

    /// The rows in which every typed word occurs, case-insensitive.
    func matches(_ filter: String) -> [Int] {
        FilterText.matches(filter, among: searched.count) { searched[$0] }
    }
}

extension PickRow {
    /// The values in columns; the last is the reason why a row is unavailable.
    var inlineNotes: [String] { notes + (unavailable.map { [$0] } ?? []) }
}
