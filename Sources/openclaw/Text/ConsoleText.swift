internal import GatewayHost
internal import Secrets
internal import TerminalUI

/// Lays out report lines: on a terminal in columns, wrapped and coloured; in a pipe one plain line each.
struct ConsoleText: Sendable {
    let palette: Palette
    /// The width in cells; nil if the output is not a terminal, where nothing is aligned or wrapped.
    let columns: Int?

    /// The lines to print.
    func lines(_ report: [ReportLine]) -> [TerminalText] {
        var lines: [TerminalText] = []
        var rest = report[...]
        while let first = rest.first {
            let table = rest.prefix { $0.shape == first.shape }
            switch (first.shape, columns) {
            case (.fact, let columns?): lines += facts(Array(table), columns)
            case (.row, let columns?): lines += rows(Array(table), columns)
            case (.sentence, let columns?): lines += table.flatMap { broken($0, columns) }
            default: lines += table.map(plain)
            }
            rest = rest.dropFirst(table.count)
        }
        return lines
    }

    // MARK: - Shapes

    private func plain(_ line: ReportLine) -> TerminalText {
        let cells = line.cells.map(dressed)
        switch line.shape {
        case .sentence, .verbatim: return cells.joined()
        case .fact: return "  \(cells.first ?? ""): \(Array(cells.dropFirst()).joined(separator: ", "))"
        case .row: return cells.joined(separator: "\t")
        }
    }

    private func dressed(_ cell: ReportLine.Cell) -> TerminalText {
        // File lines may be indented with tabs; in table cells tabs are already escaped.
        palette.dressed(TerminalText(cell.text, keeping: .tabs), as: cell.role)
    }

    private func dressed(_ words: String, as role: ReportRole) -> TerminalText {
        palette.dressed(TerminalText(words), as: role)
    }

    /// Wrapped at word boundaries, unless that would split text meant for copying.
    private func broken(_ line: ReportLine, _ columns: Int) -> [TerminalText] {
        let text = line.plain
        guard TextWidth.columns(of: text) > columns, Self.mayBreak(text, columns) else { return [plain(line)] }
        let lines = TextWrap.lines(text, columns: columns)
        guard line.cells.count == 2, let first = lines.first else {
            return lines.map { dressed($0, as: line.cells[0].role) }
        }
        // A mark in front of the sentence.
        let mark = line.cells[0]
        let rest = TerminalText(String(first.dropFirst(mark.text.count)))
        return [dressed(mark) + rest] + lines.dropFirst().map { TerminalText($0) }
    }

    /// False for commands; also for a word longer than the line, which the terminal wraps itself.
    private static func mayBreak(_ text: String, _ columns: Int) -> Bool {
        !text.contains("openclaw ") && !text.contains(Words.texts.program + " ") && !text.contains("claude setup-token")
            && text.split(separator: " ").allSatisfy { TextWidth.columns(of: String($0)) <= columns }
    }

    // MARK: - Tables

    private static let indent: TerminalText = "  "
    private static let gap: TerminalText = "  "
    private static let indentColumns = 2
    private static let gapColumns = 2

    /// Label-value pairs; the values go below their labels if those take half of the line.
    private func facts(_ facts: [ReportLine], _ columns: Int) -> [TerminalText] {
        let width = facts.compactMap(\.cells.first).map { TextWidth.columns(of: $0.text) }.max() ?? 0
        let column = width + Self.indentColumns + Self.gapColumns
        guard column <= columns / 2 else { return facts.flatMap { stacked($0, columns) } }
        return facts.flatMap { fact in
            let label = fact.cells.first.map { padded($0, width) + Self.gap } ?? ""
            return packed(fact.cells.dropFirst(), columns - column).enumerated().map { index, line in
                (index == 0 ? Self.indent + label : .blanks(column)) + line
            }
        }
    }

    /// Columns as wide as their widest cell, the last one wrapped. Where the terminal is too narrow, the cells from the
    /// longest on go below their row; if that would be most rows, each row is stacked.
    private func rows(_ rows: [ReportLine], _ columns: Int) -> [TerminalText] {
        let room = columns - Self.indentColumns
        guard let layout = TableLayout(rows, columns: room, gap: Self.gapColumns) else {
            return rows.flatMap { stacked($0, columns) }
        }
        return zip(rows, layout.whole).flatMap { row, whole in
            let inColumns = row.cells.prefix(whole).enumerated().map { padded($1, layout.widths[$0]) }
            guard whole < row.cells.count - 1 else {
                let start = Self.indentColumns + layout.start(of: whole)
                let first = inColumns.map { $0 + Self.gap }.joined()
                return packed(row.cells.suffix(1), columns - start).enumerated().map { index, line in
                    (index == 0 ? Self.indent + first : .blanks(start)) + line
                }
            }
            let below = packed(row.cells.dropFirst(whole), columns - 2 * Self.indentColumns)
            return [Self.indent + inColumns.joined(separator: Self.gap)] + below.map { Self.indent + Self.indent + $0 }
        }
    }

    private func padded(_ cell: ReportLine.Cell, _ width: Int) -> TerminalText {
        dressed(cell) + .blanks(width - TextWidth.columns(of: cell.text))
    }

    /// The first cell, with the others below it.
    private func stacked(_ row: ReportLine, _ columns: Int) -> [TerminalText] {
        guard let first = row.cells.first else { return [] }
        let indent = Self.indent + Self.indent
        return [Self.indent + dressed(first)]
            + packed(row.cells.dropFirst(), columns - 2 * Self.indentColumns).map { indent + $0 }
    }

    /// Cells joined by commas, as many per line as fit.
    private func packed(_ cells: ArraySlice<ReportLine.Cell>, _ room: Int) -> [TerminalText] {
        var lines: [TerminalText] = []
        var width = room + 1
        for (index, cell) in zip(cells.indices, cells) {
            let comma: TerminalText = index < cells.endIndex - 1 ? "," : ""
            let parts = Self.mayBreak(cell.text, room) ? TextWrap.lines(cell.text, columns: room) : [cell.text]
            let needed = TextWidth.columns(of: cell.text) + comma.bytes.count
            if parts.count == 1, let last = lines.last, width + 1 + needed <= room {
                lines[lines.count - 1] = last + " " + dressed(cell) + comma
                width += 1 + needed
            } else {
                lines += parts.map { dressed($0, as: cell.role) }
                lines[lines.count - 1] += comma
                width = TextWidth.columns(of: parts.last ?? "") + comma.bytes.count
            }
        }
        return lines
    }
}
