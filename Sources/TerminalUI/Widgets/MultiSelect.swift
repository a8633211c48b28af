/// A multiple choice: Space ticks the marked row, Enter accepts the ticks.
package struct MultiSelect: Sendable, Equatable {
    private(set) package var list: PickList
    /// The ids of the ticked rows.
    private(set) package var ticked: Set<String>

    /// - Parameter more: what stands in place of the rows for which there is no room; nil leaves them out.
    package init(
        _ rows: [PickRow],
        ticked: Set<String> = [],
        marked: Int = 0,
        filterTexts: FilterTexts? = nil,
        more: MoreTexts? = nil
    ) {
        list = PickList(rows, marked: marked, filterTexts: filterTexts)
        list.more = more
        self.ticked = ticked.intersection(rows.map(\.id))
    }

    /// Handles a key; Enter without a tick is refused.
    package mutating func handle(_ key: Key, pageRows: Int = 8) -> WidgetAction {
        if key == .enter { return ticked.isEmpty ? .refused(.nothingTicked) : .accepted }
        if key.command == .character(" ") { return toggleMarked() }
        guard !list.filtersByTyping, key.digit != nil else { return list.handle(key, pageRows: pageRows) }
        // The list moves to the row of a digit; here that ticks the row instead of choosing it.
        switch list.handle(key) {
        case .chosen: return toggleMarked()
        case let other: return other
        }
    }

    /// Marks the row with this id if it is visible.
    package mutating func mark(id: String) { list.mark(id: id) }

    package func draw(on canvas: inout Canvas, in area: Rect, marks: Marks, isFocused: Bool = true) {
        list.draw(on: &canvas, in: area, marks: marks, isFocused: isFocused) { index in
            ticked.contains(list.rows[index].id) ? "[x] " : "[ ] "
        }
    }

    /// The cursor position on the marked row.
    package func cursor(in area: Rect) -> Point? { list.cursor(in: area) }

    private mutating func toggleMarked() -> WidgetAction {
        guard let index = list.marked else { return .refused(.nothingMatches) }
        guard list.rows[index].unavailable == nil else { return .refused(.rowUnavailable(index)) }
        ticked.formSymmetricDifference([list.rows[index].id])
        return .handled
    }
}
