import TerminalUI

/// A terminal screen as an SVG picture for the README; it needs no special font.
package struct ScreenPicture {
    private let screen: VirtualScreen
    /// Machine-dependent names in the first row and their replacements.
    private let renaming: (from: String, to: String)

    private static let (cellWidth, cellHeight, margin) = (9.0, 20.0, 12.0)
    private static let (paper, ink) = ("#1c1c1c", "#e4e4e4")

    package init(_ screen: VirtualScreen, renaming from: String = "", to: String = "") {
        self.screen = screen
        renaming = (from, to)
    }

    /// The whole document.
    package var svg: String {
        let size = screen.size
        let width = Double(size.columns) * Self.cellWidth + 2 * Self.margin
        let height = Double(size.rows) * Self.cellHeight + 2 * Self.margin
        let rows = (0..<size.rows).map { row in runs(row).map { element($0, row: row) }.joined() }
        let font = "DejaVu Sans Mono, Noto Sans Mono CJK TC, Menlo, Consolas, monospace"
        return """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(Self.text(width))" height="\(Self.text(height))" \
            font-family="\(font)" font-size="14" xml:space="preserve">
            <rect width="100%" height="100%" rx="6" fill="\(Self.paper)"/>
            \(rows.filter { !$0.isEmpty }.joined(separator: "\n"))
            \(cursor)
            </svg>

            """
    }

    // MARK: - Runs

    /// Adjacent cells with the same style.
    private struct Run {
        var column: Int
        var columns = 0
        var text = ""
        var look: VirtualScreen.VisibleCell
    }

    private func runs(_ row: Int) -> [Run] {
        var runs: [Run] = []
        for column in 0..<screen.size.columns {
            let cell = screen.cell(column: column, row: row)
            var look = cell
            look.text = ""
            if runs.last?.look != look { runs.append(Run(column: column, look: look)) }
            runs[runs.count - 1].columns += 1
            runs[runs.count - 1].text += cell.text
        }
        return runs.map(renamed)
    }

    /// Right-aligned, as the header is.
    private func renamed(_ run: Run) -> Run {
        guard !renaming.from.isEmpty, run.text.contains(renaming.from) else { return run }
        var run = run
        let shift = renaming.from.count - renaming.to.count
        let padding = String(repeating: " ", count: max(0, shift))
        run.text = run.text.replacing(renaming.from, with: padding + renaming.to)
        return run
    }

    private func element(_ run: Run, row: Int) -> String {
        let x = Self.margin + Double(run.column) * Self.cellWidth
        let y = Self.margin + Double(row) * Self.cellHeight
        let width = Double(run.columns) * Self.cellWidth
        let ink = Self.color(run.look.foreground)
        var svg = ""
        if run.look.isReversed { svg += rectangle(x, y, width, Self.cellHeight, ink) }
        if run.look.isUnderlined { svg += rectangle(x, y + Self.cellHeight - 3, width, 1, ink) }
        let trimmed = run.text.drop { $0 == " " }
        guard !trimmed.isEmpty else { return svg }
        var text = String(trimmed)
        while text.last == " " { text.removeLast() }
        let lead = run.text.count - trimmed.count
        let cells = TextWidth.columns(of: text)
        let start = x + Double(lead) * Self.cellWidth
        let bold = run.look.isBold ? " font-weight=\"bold\"" : ""
        return svg + "<text x=\"\(Self.text(start))\" y=\"\(Self.text(y + 15))\""
            + " textLength=\"\(Self.text(Double(cells) * Self.cellWidth))\" lengthAdjust=\"spacingAndGlyphs\""
            + " fill=\"\(run.look.isReversed ? Self.paper : ink)\"\(bold)>\(Self.escaped(text))</text>"
    }

    private var cursor: String {
        guard screen.cursorIsVisible else { return "" }
        let x = Self.margin + Double(screen.cursor.column) * Self.cellWidth
        let y = Self.margin + Double(screen.cursor.row) * Self.cellHeight
        return "<rect x=\"\(Self.text(x))\" y=\"\(Self.text(y + 2))\" width=\"2\" height=\"16\" fill=\"#5fafff\"/>"
    }

    private func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ color: String) -> String {
        "<rect x=\"\(Self.text(x))\" y=\"\(Self.text(y))\" width=\"\(Self.text(width))\" height=\"\(Self.text(height))\""
            + " fill=\"\(color)\"/>"
    }

    /// The colours of the theme as xterm shows them.
    private static func color(_ index: Int?) -> String {
        switch index {
        case 243: "#767676"
        case 28, 2: "#00af00"
        case 130: "#d78700"
        case 160, 1: "#ff5f5f"
        case 63: "#8787ff"
        default: ink
        }
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }

    /// Without a zero fraction.
    private static func text(_ number: Double) -> String {
        number == number.rounded() ? String(Int(number)) : String(number)
    }
}
