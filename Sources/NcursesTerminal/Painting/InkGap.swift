import TerminalUI

/// Gives blanks between two runs of the same colour that colour: it is invisible, and saves two colour changes.
///
/// The result depends only on the whole row, so a row is painted the same whichever part of it changed.
struct InkGap {
    private let canvas: Canvas
    private let row: Int
    private let looks: [Theme.Look]
    /// Cache: the last gap and its style.
    private var known: (columns: Range<Int>, style: Style) = (0..<0, .text)

    init(_ canvas: Canvas, row: Int, looks: [Theme.Look]) {
        self.canvas = canvas
        self.row = row
        self.looks = looks
    }

    /// The style to paint a cell with.
    mutating func style(at column: Int) -> Style {
        let cell = canvas[column, row]
        guard isInkless(cell) else { return cell.style }
        if !known.columns.contains(column) { known = gap(around: column) }
        return known.style
    }

    private func gap(around column: Int) -> (Range<Int>, Style) {
        let own = canvas[column, row].style
        var start = column
        while start > 0, canvas[start - 1, row].style == own, isInkless(canvas[start - 1, row]) { start -= 1 }
        var end = column + 1
        while end < canvas.size.columns, canvas[end, row].style == own, isInkless(canvas[end, row]) { end += 1 }
        let (before, after) = (canvas[start - 1, row].style, canvas[end, row].style)
        let joins = start > 0 && end < canvas.size.columns && before == after && isOnlyInk(before)
        return (start..<end, joins ? before : own)
    }

    /// A blank of which only the background is visible.
    private func isInkless(_ cell: Cell) -> Bool { cell.glyph.ascii == 0x20 && isOnlyInk(cell.style) }

    /// Whether the style changes only the text colour.
    private func isOnlyInk(_ style: Style) -> Bool { looks[style.rawValue].attributes == Theme.plain }
}
