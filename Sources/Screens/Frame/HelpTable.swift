internal import TerminalUI

/// Keys grouped by what they are for, and what words mean, in as many columns as the width has room for.
struct HelpTable: Sendable, Equatable {
    struct Row: Sendable, Equatable {
        var key: String
        var label: String
    }

    struct Group: Sendable, Equatable {
        var head: String
        var rows: [Row]
    }

    /// Without the groups that have no key here.
    var groups: [Group]
    /// What the words of the page mean; nil if it has none.
    var words: Group?

    /// Cells between two columns.
    private static let gap = 3
    private static let edge = FrameLayout.textEdge

    /// The lines at a width.
    func lines(columns: Int) -> [BodyLine] {
        let layout = arrangement(columns)
        let starts = starts(layout)
        var lines: [BodyLine] = []
        for (place, stack) in zip(starts, layout) { put(stacked(stack), at: place, row: 0, into: &lines) }
        guard let words else { return lines }
        // Below the first columns, beside a long last one, if that has its own width.
        let beside = layout.count == 3 ? starts[2] - Self.gap : columns
        let heights = layout.map { stacked($0).count }
        let top = (layout.count == 3 ? heights.prefix(2).max() ?? 0 : heights.max() ?? 0) + 1
        let key = keyColumns(words)
        var row = top
        put([BodyLine(spans: [head(words.head)])], at: 0, row: row, into: &lines)
        for entry in words.rows {
            let label = Self.edge + key + 2
            for (index, text) in TextWrap.lines(entry.label, columns: max(8, beside - label)).enumerated() {
                row += 1
                let name = BodyLine.Span(column: Self.edge, text: entry.key, style: .muted)
                let meaning = BodyLine.Span(column: label, text: text)
                put([BodyLine(spans: index == 0 ? [name, meaning] : [meaning])], at: 0, row: row, into: &lines)
            }
        }
        return lines
    }

    private func put(_ new: [BodyLine], at column: Int, row: Int, into lines: inout [BodyLine]) {
        for (index, line) in new.enumerated() {
            while lines.count <= row + index { lines.append(.blank) }
            lines[row + index].spans += line.spans.map {
                BodyLine.Span(column: column + $0.column, text: $0.text, style: $0.style)
            }
        }
    }

    private func head(_ text: String) -> BodyLine.Span { BodyLine.Span(column: 0, text: text, style: .title) }

    // MARK: - Columns

    /// One column per group if there is room, the last two in one if not, then two columns, then one.
    private func arrangement(_ columns: Int) -> [[Group]] {
        guard columns >= 54 else { return [groups] }
        let each = groups.map { [$0] }
        let options: [[[Group]]] =
            switch groups.count {
            case 4:
                (columns >= 94 ? [each] : []) + [
                    [[groups[0]], [groups[1]], [groups[2], groups[3]]],
                    [[groups[0], groups[3]], [groups[1], groups[2]]],
                ]
            case 3: [each, [[groups[0], groups[2]], [groups[1]]]]
            default: [each]
            }
        return options.first { width($0) <= columns } ?? [groups]
    }

    private func width(_ layout: [[Group]]) -> Int {
        guard let last = layout.last else { return 0 }
        return (starts(layout).last ?? 0) + stackColumns(last)
    }

    private func starts(_ layout: [[Group]]) -> [Int] {
        var (starts, column): ([Int], Int) = ([], 0)
        for stack in layout {
            starts.append(column)
            column += stackColumns(stack) + Self.gap
        }
        return starts
    }

    private func stackColumns(_ stack: [Group]) -> Int {
        let key = stack.map(keyColumns).max() ?? 0
        let widest = stack.flatMap { group in
            [TextWidth.columns(of: group.head)]
                + group.rows.map { Self.edge + key + 2 + TextWidth.columns(of: $0.label) }
        }
        return widest.max() ?? 0
    }

    private func keyColumns(_ group: Group) -> Int { group.rows.map { TextWidth.columns(of: $0.key) }.max() ?? 0 }

    private func stacked(_ stack: [Group]) -> [BodyLine] {
        let key = stack.map(keyColumns).max() ?? 0
        var lines: [BodyLine] = []
        for group in stack {
            if !lines.isEmpty { lines.append(.blank) }
            lines.append(BodyLine(spans: [head(group.head)]))
            lines += group.rows.map { row in
                BodyLine(spans: [
                    BodyLine.Span(column: Self.edge, text: row.key, style: .keyName),
                    BodyLine.Span(column: Self.edge + key + 2, text: row.label, style: .muted),
                ])
            }
        }
        return lines
    }
}
