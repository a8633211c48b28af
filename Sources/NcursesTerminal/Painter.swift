import CNcurses
import TerminalUI

/// Brings canvases into an ncurses window, only where they differ from the one before.
struct Painter {
    private let looks: [Style: Theme.Look]
    private let unicode: Bool
    /// What the window shows; nil when it has to be painted anew.
    private var shown: Canvas?
    /// Reused; always ends with a NUL, because waddnwstr looks one character beyond its count.
    private var buffer: [wchar_t] = []

    init(theme: Theme, unicode: Bool) {
        looks = Dictionary(uniqueKeysWithValues: Style.allCases.map { ($0, theme.look(of: $0)) })
        self.unicode = unicode
    }

    /// Forgets what is shown, so that the next canvas is painted whole.
    mutating func forget() {
        shown = nil
    }

    /// Writes the difference into the window; the caller refreshes it.
    mutating func paint(_ canvas: Canvas, on window: UnsafeMutablePointer<WINDOW>) {
        if shown?.size != canvas.size {
            werase(window)
            shown = Canvas(size: canvas.size)
        }
        let columns = canvas.size.columns
        for row in 0..<canvas.size.rows where columns > 0 {
            let start = row * columns
            if let changed = change(in: start..<(start + columns), to: canvas) {
                paint(canvas.cells, changed, row: row, rowStart: start, on: window)
            }
        }
        shown = canvas
    }

    /// The cells of a row from the first to the last that differ, beginning with a whole character.
    private func change(in row: Range<Int>, to canvas: Canvas) -> Range<Int>? {
        guard let old = shown?.cells else { return row }
        let new = canvas.cells
        guard var first = row.first(where: { old[$0] != new[$0] }) else { return nil }
        var end = row.upperBound
        while old[end - 1] == new[end - 1] { end -= 1 }
        while first > row.lowerBound, new[first].text.isEmpty || old[first].text.isEmpty { first -= 1 }
        return first..<end
    }

    private mutating func paint(
        _ cells: [Cell],
        _ range: Range<Int>,
        row: Int,
        rowStart: Int,
        on window: UnsafeMutablePointer<WINDOW>
    ) {
        wmove(window, Int32(row), Int32(range.lowerBound - rowStart))
        var index = range.lowerBound
        while index < range.upperBound {
            let style = cells[index].style
            buffer.removeAll(keepingCapacity: true)
            while index < range.upperBound, cells[index].style == style {
                append(cells[index], width: Self.width(of: index, in: cells))
                index += 1
            }
            let count = buffer.count
            buffer.append(0)
            let look = looks[style] ?? Theme.Look(attributes: NC_NORMAL)
            nc_set_style(window, look.attributes, Int32(look.color))
            waddnwstr(window, buffer, Int32(count))
        }
    }

    private static func width(of index: Int, in cells: [Cell]) -> Int {
        index + 1 < cells.count && cells[index + 1].text.isEmpty ? 2 : 1
    }

    /// Adds a cell's scalars. What the terminal cannot show, or the C library measures differently, becomes `?`.
    private mutating func append(_ cell: Cell, width: Int) {
        let text = cell.text.utf8
        if text.count == 1, let byte = text.first { return buffer.append(wchar_t(byte)) }
        guard let base = cell.text.unicodeScalars.first else { return }
        guard unicode, nc_width(wchar_t(base.value)) == width else {
            return buffer.append(contentsOf: repeatElement(0x3F, count: width))
        }
        for scalar in cell.text.unicodeScalars { buffer.append(wchar_t(scalar.value)) }
    }
}
