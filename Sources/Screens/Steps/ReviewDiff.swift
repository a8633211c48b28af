internal import GatewayHost
internal import Secrets
internal import TerminalUI

/// What will be written, secrets redacted, in the room that Review leaves on a broad screen.
struct ReviewDiff {
    private let words: Words
    private let marks: Marks
    /// Whether a key shows the whole files at the moment.
    private let offersWhole: Bool

    /// Blank rows above the head, and the head with the blank row below it.
    private static let gap = 2
    private static let headRows = 2
    /// With fewer rows of text than this there is nothing to be seen in it.
    private static let fewest = 3

    init(_ words: Words, _ marks: Marks, offersWhole: Bool) {
        self.words = words
        self.marks = marks
        self.offersWhole = offersWhole
    }

    static func height(_ blocks: [Block], columns: Int, marks: Marks) -> Int {
        gap + headRows + lines(blocks, columns: columns, marks: marks).count
    }

    private static func lines(_ blocks: [Block], columns: Int, marks: Marks) -> [BodyLine] {
        BodyLayout(columns: columns, marks: marks).place(blocks, rows: .max).flatMap(\.lines)
    }

    func draw(_ blocks: [Block], on canvas: inout Canvas, in area: Rect) {
        let page = area.inset(top: Self.gap)
        let body = page.inset(top: Self.headRows)
        guard body.rows >= Self.fewest else { return }
        canvas.put(words("review.diff"), at: page.origin, style: .title, limit: page.columns)
        let whole = offersWhole ? words("review.diff.whole") : ""
        let end = Point(column: page.endColumn - 1 - TextWidth.columns(of: whole), row: page.origin.row)
        canvas.put(whole, at: end, style: .muted, limit: page.columns)
        let lines = Self.lines(blocks, columns: area.columns, marks: marks)
        let hidden = max(0, lines.count - body.rows)
        for (row, line) in lines.prefix(hidden > 0 ? body.rows - 1 : body.rows).enumerated() {
            line.draw(on: &canvas, in: body, row: row)
        }
        guard hidden > 0 else { return }
        let place = Point(column: body.origin.column + FrameLayout.textEdge, row: body.endRow - 1)
        canvas.put(words("review.diff.more", count: hidden + 1), at: place, style: .muted, limit: body.columns)
    }
}

extension DiffLine {
    /// The line as a whole.
    func blocks(isUnicode: Bool) -> [Block] {
        let line = Block.exact(plain(isUnicode: isUnicode), style)
        return kind == .file ? [.gap, line] : [line]
    }

    /// The line in the preview, where only changes stand out: of a file there is only its name, because the list of
    /// files is above it.
    func previewBlocks(isUnicode: Bool) -> [Block] {
        switch kind {
        case .file: [.gap, .exact(text.lastComponent, .muted)]
        case .context, .gap: [.exact(plain(isUnicode: isUnicode), .muted)]
        case .added, .removed: blocks(isUnicode: isUnicode)
        }
    }

    /// The text with the mark of its kind.
    private func plain(isUnicode: Bool) -> String { plain(marked, isUnicode) }

    /// A text of the line in the characters of the terminal.
    func plain(_ text: String, _ isUnicode: Bool) -> String {
        isUnicode ? text : text.replacing("\u{2039}", with: "<").replacing("\u{203A}", with: ">")
    }

    /// The mark of its kind.
    var sign: String { String(marked.prefix(marked.count - text.count)) }

    var style: Style {
        switch kind {
        case .file: .title
        case .context: .text
        case .added: .added
        case .removed: .removed
        case .gap: .muted
        }
    }
}
