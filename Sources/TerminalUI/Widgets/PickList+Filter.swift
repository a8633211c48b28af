import Secrets

extension PickList {
    /// Typing in a long list; space counts only after a first character.
    mutating func handleFilter(_ key: Key) -> WidgetAction {
        switch key {
        case .character(let character):
            let typed = Key.folded(character)
            // With nothing typed yet, `?` asks for help as everywhere.
            if filter.isEmpty, typed == "?" { return .ignored }
            if typed != " " || !filter.isEmpty { setFilter(filter + String(typed)) }
            return .handled
        case .paste(let secret):
            // A key is not a filter: the page says what becomes of it.
            guard let text = secret.shownText else { return .ignored }
            setFilter(filter + text.prefix(100))
        case .backspace where !filter.isEmpty: setFilter(String(filter.dropLast()))
        case .control("u") where !filter.isEmpty, .escape where !filter.isEmpty: setFilter("")
        case .control("w") where !filter.isEmpty: setFilter(Self.droppingLastWord(filter))
        case .backspace, .control("u"), .control("w"): break
        default: return .ignored
        }
        return .handled
    }

    private static func droppingLastWord(_ text: String) -> String {
        var rest = Substring(text)
        while rest.last == " " { rest.removeLast() }
        while let last = rest.last, last != " " { rest.removeLast() }
        return String(rest)
    }
}

/// What a pick list knows of all its rows at once: column widths in cells, and the text a filter searches.
struct PickListColumns: Sendable, Equatable {
    let label: Int
    let notes: [Int]
    private let searched: [String]

    init(_ rows: [PickRow]) {
        label = rows.map { TextWidth.columns(of: $0.label) }.max() ?? 0
        var widths: [Int] = []
        for row in rows {
            for (index, note) in row.inlineNotes.enumerated() {
                if index == widths.count { widths.append(0) }
                widths[index] = max(widths[index], TextWidth.columns(of: note))
            }
        }
        notes = widths
        let isSearched = rows.count > PickList.numberedRows
        searched = isSearched ? rows.map { ([$0.label] + $0.notes).joined(separator: " ").lowercased() } : []
    }

    /// The columns of a whole row with its mark, in cells.
    var total: Int { notes.reduce(PickList.markColumns + label) { $0 + PickList.gap + $1 } }

    /// The rows in which every typed word occurs somewhere, whatever its case.
    func matches(_ filter: String) -> [Int] {
        let words = filter.lowercased().split(separator: " ")
        return searched.indices.filter { index in words.allSatisfy { searched[index].contains($0) } }
    }
}

extension PickRow {
    /// The values in columns; the reason why a row is not available is the last of them.
    var inlineNotes: [String] { notes + (unavailable.map { [$0] } ?? []) }
}
