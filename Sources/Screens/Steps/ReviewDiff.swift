internal import Secrets
internal import TerminalUI

/// What will be written, secrets redacted, in the room that Review leaves on a broad screen.
struct ReviewDiff {
    private let words: Words
    private let marks: Marks

    /// Blank rows above the head, and the head with the blank row below it.
    private static let gap = 2
    private static let headRows = 2
    /// With fewer rows of text than this there is nothing to be seen in it.
    private static let fewest = 3

    init(_ words: Words, _ marks: Marks) {
        self.words = words
        self.marks = marks
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
        let whole = words("review.diff.whole")
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
    /// The line below its file's name, which tells no more than the list of files above it.
    func previewBlocks(isUnicode: Bool) -> [Block] {
        guard kind == .file else { return blocks(isUnicode: isUnicode).map { $0.muted(kind == .context) } }
        let name = text.split(separator: "/").last.map(String.init) ?? text
        return [.gap, .exact(name, .muted)]
    }
}

extension Block {
    fileprivate func muted(_ isMuted: Bool) -> Block {
        guard isMuted, case .exact(let text, _) = kind else { return self }
        return .exact(text, .muted)
    }
}
