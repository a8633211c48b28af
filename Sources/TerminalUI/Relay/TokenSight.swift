package import Secrets

/// Finds setup-tokens on another program's screen: joins what was wrapped, and says which cells must not be shown.
///
/// A token may be wrapped at the window's width, indented, framed, and drawn again and again. What was seen once stays
/// hidden wherever a piece of it turns up.
package struct TokenSight: Sendable {
    /// The token seen since the start: one of the usual length, else the longest; nil when there was none.
    package private(set) var token: Secret?

    /// What every token begins with, and the least that is worth hiding.
    private static let mark = Array("sk-ant-oat")
    /// Pieces of a known token from this length on are hidden.
    private static let shortestPiece = 8

    package init() {}

    /// Cells that hold a part of a token, by row; looks at the screen as it is now.
    package mutating func look(at screen: ScreenModel) -> [Int: Set<Int>] {
        var hidden: [Int: Set<Int>] = [:]
        for row in screen.rows.indices {
            for start in starts(in: screen.rows[row]) {
                let (text, cells) = run(from: start, row, screen)
                for (row, column) in cells { hidden[row, default: []].insert(column) }
                if isBetter(text.count) { token = Secret(String(text)) }
            }
        }
        hidePieces(on: screen, &hidden)
        return hidden
    }

    private func starts(in row: ScreenModel.Row) -> [Int] {
        let mark = Self.mark
        guard row.cells.count >= mark.count else { return [] }
        return (0...(row.cells.count - mark.count)).filter { start in
            mark.indices.allSatisfy { row.cells[start + $0].text == mark[$0] }
        }
    }

    /// While a program draws, half a token stands there, or one that runs into what was there before.
    private func isBetter(_ count: Int) -> Bool {
        guard let token, token.count != count else { return token == nil }
        return token.count != TokenLength.ofWholeToken && (count == TokenLength.ofWholeToken || count > token.count)
    }

    /// The token from here on, through rows that go on with it.
    ///
    /// A row that stands alone below half a token is taken for its rest, wherever the line was broken: hiding a word too
    /// much does no harm, showing the end of a token does.
    private func run(
        from start: Int,
        _ first: Int,
        _ screen: ScreenModel
    ) -> (text: [Character], cells: [(row: Int, column: Int)]) {
        var text: [Character] = []
        var cells: [(row: Int, column: Int)] = []
        var (row, column) = (first, start)
        while true {
            let end = take(from: column, screen.rows[row], &text) { cells.append((row, $0)) }
            let isWhole = text.count == TokenLength.ofWholeToken && !screen.rows[row].wraps
            guard !isWhole, row + 1 < screen.rows.count, endsRow(end, screen.rows[row]),
                let next = continuation(in: screen.rows[row + 1], near: column)
            else { return (text, cells) }
            (row, column) = (row + 1, next)
        }
    }

    /// Takes token characters; returns the column behind them.
    private func take(
        from start: Int,
        _ row: ScreenModel.Row,
        _ text: inout [Character],
        _ note: (Int) -> Void
    ) -> Int {
        var column = start
        while column < row.cells.count, Self.isTokenCharacter(row.cells[column].text) {
            text.append(row.cells[column].text)
            note(column)
            column += 1
        }
        return column
    }

    /// Whether nothing but blanks, or a frame, stands behind a column.
    private func endsRow(_ end: Int, _ row: ScreenModel.Row) -> Bool {
        row.cells[min(end, row.cells.count)...].allSatisfy { $0.text == " " || Self.isFrame($0.text) }
    }

    /// Where a token goes on in the next row: at its margin, with nothing but token characters up to a blank or a frame.
    private func continuation(in next: ScreenModel.Row, near column: Int) -> Int? {
        guard let first = next.cells.firstIndex(where: { $0.text != " " && !Self.isFrame($0.text) }),
            first <= column + 4, Self.isTokenCharacter(next.cells[first].text)
        else { return nil }
        let end = next.cells[first...].firstIndex { !Self.isTokenCharacter($0.text) } ?? next.cells.count
        let rest = next.cells[end...].filter { $0.text != " " && !Self.isFrame($0.text) }
        // Words of a sentence are no token: what follows must stand alone in its row.
        return rest.isEmpty ? first : nil
    }

    /// Runs that are a part of a token already known: a repaint may begin in its middle.
    private func hidePieces(on screen: ScreenModel, _ hidden: inout [Int: Set<Int>]) {
        guard let token else { return }
        let known = token.withUTF8 { Array(String(decoding: $0, as: UTF8.self)) }
        for (index, row) in screen.rows.enumerated() {
            var column = 0
            while column < row.cells.count {
                var piece: [Character] = []
                let end = take(from: column, row, &piece) { _ in }
                if piece.count >= Self.shortestPiece, Self.contains(known, piece) {
                    hidden[index, default: []].formUnion(column..<end)
                }
                column = max(end, column + 1)
            }
        }
    }

    private static func contains(_ text: [Character], _ piece: [Character]) -> Bool {
        guard text.count >= piece.count else { return false }
        return (0...(text.count - piece.count)).contains { text[$0..<($0 + piece.count)].elementsEqual(piece) }
    }

    private static func isTokenCharacter(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || character == "-" || character == "_")
    }

    /// Lines and corners of boxes.
    private static func isFrame(_ character: Character) -> Bool {
        guard let scalar = character.unicodeScalars.first else { return false }
        return (0x2500...0x259F).contains(scalar.value) || character == "|"
    }
}
