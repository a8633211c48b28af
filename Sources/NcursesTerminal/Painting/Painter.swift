import CNcurses
import TerminalUI

/// Paints canvases into an ncurses window, only where they differ from the previous one.
struct Painter {
    /// Indexed by the raw value of the style.
    private let looks: [Theme.Look]
    private let unicode: Bool
    /// The current content of the window; nil if it must be repainted.
    private var shown: Canvas?
    /// Reused; always ends with a NUL, because waddnwstr reads one character beyond its count.
    private var buffer: [wchar_t] = []

    init(theme: Theme, unicode: Bool) {
        looks = Style.allCases.map(theme.look)
        self.unicode = unicode
    }

    /// Makes the next canvas be painted as a whole.
    mutating func forget() {
        shown = nil
    }

    /// Writes the difference into the window; the caller refreshes it.
    mutating func paint(_ canvas: Canvas, on window: UnsafeMutablePointer<WINDOW>) {
        let old: Canvas
        if let shown, shown.size == canvas.size {
            old = shown
        } else {
            werase(window)
            old = Canvas(size: canvas.size)
        }
        for row in 0..<canvas.size.rows {
            guard let columns = canvas.changedColumns(row: row, since: old) else { continue }
            wmove(window, Int32(row), Int32(columns.lowerBound))
            paint(canvas, row: row, columns, on: window)
        }
        shown = canvas
    }

    /// Writes a part of a row at the window's cursor, with one call per run of a style.
    private mutating func paint(
        _ canvas: Canvas,
        row: Int,
        _ columns: Range<Int>,
        on window: UnsafeMutablePointer<WINDOW>
    ) {
        var column = columns.lowerBound
        var gap = InkGap(canvas, row: row, looks: looks)
        while column < columns.upperBound {
            let style = gap.style(at: column)
            buffer.removeAll(keepingCapacity: true)
            while column < columns.upperBound, gap.style(at: column) == style {
                let cell = canvas[column, row]
                if let byte = cell.glyph.ascii {
                    buffer.append(wchar_t(byte))
                } else {
                    let isWide = column + 1 < canvas.size.columns && canvas[column + 1, row].glyph.isSecondHalf
                    append(cell.glyph, width: isWide ? 2 : 1)
                }
                column += 1
            }
            let count = buffer.count
            buffer.append(0)
            let look = looks[style.rawValue]
            nc_set_style(window, look.attributes, Int32(look.color))
            waddnwstr(window, buffer, Int32(count))
        }
    }

    /// Appends a glyph's scalars; `?` if the terminal cannot show it or the C library measures it differently.
    private mutating func append(_ glyph: Glyph, width: Int) {
        let start = buffer.count
        glyph.forEachScalar { buffer.append(wchar_t(bitPattern: $0)) }
        guard start < buffer.count, !unicode || nc_width(buffer[start]) != width else { return }
        buffer.removeSubrange(start...)
        buffer.append(contentsOf: repeatElement(0x3F, count: width))
    }
}
