/// One line of a child program's screen while it is laid out for a narrower terminal.
struct DrawnLine {
    /// A cell with its original position.
    struct Place {
        var cell: ScreenModel.Cell
        var row: Int
        var column: Int

        var isBlank: Bool { cell.text == " " && cell.look.isEmpty && !cell.isContinuation }

        /// Whether it only continues the cell to its left (blanks or a rule), so that it can be removed without losing
        /// text.
        ///
        /// - Parameter inText: in text, a hyphen or an underscore may be part of a URL; elsewhere it is a rule.
        func goesOn(from other: Place, inText: Bool) -> Bool {
            guard cell == other.cell, !cell.isContinuation else { return false }
            return cell.text == " " || Self.rules.contains(cell.text) || !inText && Self.plainRules.contains(cell.text)
        }

        private static let rules: Set<Character> = Set("─━═╌╍┄┅┈┉▔▁▀▄█░▒▓")
        private static let plainRules: Set<Character> = Set("-_=~")
    }

    /// Its first row on the child's screen.
    let row: Int
    var cells: [Place]

    /// Removes trailing blanks, but none before the cursor.
    mutating func trim(upTo cursor: Point) {
        while let last = cells.last, last.isBlank, last.row != cursor.row || last.column >= cursor.column {
            cells.removeLast()
        }
    }

    // MARK: - Narrowing

    /// Removes spacing columns from all lines of a block alike, until the lines fit or no spacing is left.
    static func fit(_ lines: inout ArraySlice<DrawnLine>, columns: Int) {
        let width = lines.map(\.cells.count).max() ?? 0
        guard width > columns else { return }
        let spare = spareColumns(of: lines, width: width)
        let gone = surplus(spare, excess: width - columns)
        for index in lines.indices {
            lines[index].cells = lines[index].cells.enumerated().filter { !gone[$0.offset] }.map(\.element)
            lines[index].fitAlone(columns: columns)
        }
    }

    /// Removes spacing from a single line whose gaps overlap with text of other lines.
    private mutating func fitAlone(columns: Int) {
        guard cells.count > columns else { return }
        let alone = [self]
        let spare = Self.spareColumns(of: alone[...], width: cells.count)
        // A rule can always be shortened; a sentence that has to be wrapped anyway keeps its gaps.
        guard !isText || spare.count(where: { $0 }) >= cells.count - columns else { return }
        let gone = Self.surplus(spare, excess: cells.count - columns)
        cells = cells.enumerated().filter { !gone[$0.offset] }.map(\.element)
    }

    private var isText: Bool { cells.contains { $0.cell.text.isLetter || $0.cell.text.isNumber } }

    /// Columns in which every line only continues the cell to its left.
    private static func spareColumns(of lines: ArraySlice<DrawnLine>, width: Int) -> [Bool] {
        var spare = [Bool](repeating: true, count: width)
        for line in lines {
            let isText = line.isText
            for column in line.cells.indices where spare[column] {
                let place = line.cells[column]
                spare[column] =
                    column == 0 ? place.isBlank : place.goesOn(from: line.cells[column - 1], inText: isText)
            }
        }
        return spare
    }

    /// The spare columns to remove, from the longest runs first, until enough are removed or none is left.
    private static func surplus(_ spare: [Bool], excess: Int) -> [Bool] {
        var runs: [Range<Int>] = []
        for column in spare.indices where spare[column] {
            if let last = runs.last, last.upperBound == column {
                runs[runs.count - 1] = last.lowerBound..<(column + 1)
            } else {
                runs.append(column..<(column + 1))
            }
        }
        // The length to which all runs are cut: the greatest one that removes enough.
        var (kept, tooMuch) = (0, (runs.map(\.count).max() ?? 0) + 1)
        while kept + 1 < tooMuch {
            let middle = (kept + tooMuch) / 2
            let cut = runs.reduce(0) { $0 + max(0, $1.count - middle) }
            if cut >= excess { kept = middle } else { tooMuch = middle }
        }
        var gone = [Bool](repeating: false, count: spare.count)
        var left = excess
        for run in runs {
            for column in run.dropFirst(kept) where left > 0 {
                gone[column] = true
                left -= 1
            }
        }
        return gone
    }

    // MARK: - Wrapping

    /// The rows of the wrapped line.
    func broken(columns: Int) -> [RelayLayout.Line] {
        pieces(columns: columns).map { piece in
            var line = RelayLayout.Line(cells: cells[piece.range].map(\.cell))
            line.continues = piece.continues
            return line
        }
    }

    private struct Piece {
        var range: Range<Int>
        var continues: Bool
    }

    private func pieces(columns: Int) -> [Piece] {
        var pieces: [Piece] = []
        var start = 0
        while cells.count - start > columns {
            var end = start + columns
            if cells[end].cell.isContinuation { end -= 1 }
            guard end > start else { break }
            let blank = cells[start...end].lastIndex { $0.cell.text == " " && !$0.cell.isContinuation }
            let word = blank.flatMap { blank in cells[start..<blank].contains { $0.cell.text != " " } ? blank : nil }
            if let word {
                pieces.append(Piece(range: start..<word, continues: false))
                start = word
                while start < cells.count, cells[start].isBlank { start += 1 }
            } else {
                pieces.append(Piece(range: start..<end, continues: end == start + columns))
                start = end
            }
        }
        if start < cells.count || pieces.isEmpty { pieces.append(Piece(range: start..<cells.count, continues: false)) }
        return pieces
    }

    /// The cursor position within its rows; nil if it is in another line.
    func place(of cursor: Point, in rows: [RelayLayout.Line], columns: Int) -> Point? {
        let last = cells.last?.row ?? row
        guard (row...max(row, last)).contains(cursor.row) else { return nil }
        for (index, piece) in pieces(columns: columns).enumerated() {
            let found = cells[piece.range].firstIndex { $0.row == cursor.row && $0.column >= cursor.column }
            if let found { return Point(column: found - piece.range.lowerBound, row: index) }
        }
        let behind = cells.last.map { max(0, cursor.column - $0.column - 1) } ?? cursor.column
        let end = rows.last?.cells.count ?? 0
        return Point(column: min(max(0, columns - 1), end + behind), row: max(0, rows.count - 1))
    }
}
