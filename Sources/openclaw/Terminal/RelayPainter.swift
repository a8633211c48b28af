internal import TerminalUI

/// Encodes a relayed screen for the terminal: sends only rows that changed since the last frame.
struct RelayPainter {
    /// The text sent last for each row.
    private var drawn: [TerminalText] = []

    /// The bytes of one frame; the cursor position comes last.
    mutating func paint(_ layout: RelayLayout, in room: Size, footer: String, showsCursor: Bool) -> TerminalText {
        var rows: [TerminalText] = layout.lines.prefix(room.rows).map(Self.text)
        rows += Array(repeating: "", count: room.rows - rows.count)
        rows.append("\u{1B}[7m\(footer)")
        var output: TerminalText = "\u{1B}[?25l"
        var index = 0
        while index < rows.count {
            let end = Self.end(of: index, in: layout)
            if drawn.count != rows.count || drawn[index..<end] != rows[index..<end] {
                output += Self.lines(rows[index..<end], from: index)
            }
            index = end
        }
        drawn = rows
        output += "\u{1B}[\(layout.cursor.row + 1);\(layout.cursor.column + 1)H"
        return showsCursor ? output + "\u{1B}[?25h" : output
    }

    /// The end of the rows that belong to one logical line: a URL that spans several rows can be copied as one line if
    /// the terminal wraps it itself.
    private static func end(of index: Int, in layout: RelayLayout) -> Int {
        var end = index + 1
        while end - 1 < layout.lines.count, layout.lines[end - 1].continues, end < layout.lines.count { end += 1 }
        return end
    }

    /// Erases first, because after a full row the cursor still is on the last cell.
    private static func lines(_ rows: ArraySlice<TerminalText>, from first: Int) -> TerminalText {
        var output: TerminalText = ""
        for index in rows.indices.reversed() { output += "\u{1B}[\(index + 1);1H\u{1B}[0m\u{1B}[2K" }
        return output + Array(rows).joined() + "\u{1B}[0m"
    }

    private static func text(_ line: RelayLayout.Line) -> TerminalText {
        var text: TerminalText = ""
        var look = ""
        for cell in line.cells where !cell.isContinuation {
            if cell.look != look {
                text += "\u{1B}[0m" + (cell.look.isEmpty ? "" : .look(cell.look))
                look = cell.look
            }
            text += "\(String(cell.text))"
        }
        return look.isEmpty ? text : text + "\u{1B}[0m"
    }
}
