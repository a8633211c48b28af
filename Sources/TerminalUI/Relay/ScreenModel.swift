/// What another program has drawn on a terminal of its own: a small screen as a value, fed with its bytes.
///
/// It understands what interactive programs send (cursor moves, erasing, scrolling, wrapping, colours) and passes over the
/// rest: titles, links, clipboard writes and answers never reach anybody. Rows that scroll away are forgotten.
///
///     var screen = ScreenModel(size: Size(columns: 80, rows: 24))
///     screen.feed(bytes)
///     screen.rows[0].text          // "Paste code here if prompted >"
package struct ScreenModel: Sendable, Equatable {
    /// One cell: a character and how it looks, as the parameters of an SGR sequence.
    package struct Cell: Sendable, Equatable {
        package var text: Character = " "
        package var look = ""
        /// The right half of a wide character.
        package var isContinuation = false
    }

    package struct Row: Sendable, Equatable {
        package var cells: [Cell]
        /// The text went on in the next row because the line was full.
        package var wraps = false

        package var text: String { String(cells.filter { !$0.isContinuation }.map(\.text)) }
    }

    package private(set) var size: Size
    package private(set) var rows: [Row]
    package private(set) var cursor = Point(column: 0, row: 0)
    package private(set) var isCursorVisible = true

    private var look = ""
    private var saved = Point(column: 0, row: 0)
    /// The last column was written: the next character wraps first.
    private var isAtEnd = false
    private var parser = ControlParser()
    private var replies = ""

    /// What the program asked its terminal for, as the terminal answers it; empty from then on.
    package mutating func takeReplies() -> String {
        defer { replies = "" }
        return replies
    }

    package init(size: Size) {
        self.size = size
        rows = Array(repeating: Self.blank(size.columns), count: max(1, size.rows))
    }

    /// Takes bytes as the program wrote them; sequences may be torn anywhere.
    package mutating func feed(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            guard let token = parser.feed(byte) else { continue }
            apply(token)
        }
    }

    /// The window has another size; what is cut off is gone, as in a real one.
    package mutating func resize(to new: Size) {
        for index in rows.indices {
            let missing = new.columns - rows[index].cells.count
            if missing > 0 {
                rows[index].cells += Array(repeating: Cell(), count: missing)
            } else {
                rows[index].cells.removeLast(-missing)
            }
        }
        if new.rows < rows.count {
            rows.removeFirst(min(rows.count - new.rows, max(0, cursor.row - new.rows + 1)))
            rows.removeLast(max(0, rows.count - new.rows))
        }
        while rows.count < new.rows { rows.append(Self.blank(new.columns)) }
        size = new
        move(to: cursor)
    }

    private static func blank(_ columns: Int) -> Row {
        Row(cells: Array(repeating: Cell(), count: max(1, columns)))
    }

    // MARK: - Tokens

    private mutating func apply(_ token: ControlParser.Token) {
        switch token {
        case .character(let character): put(character)
        case .control(let byte): control(byte)
        case .sequence(let final, let parameters, let isPrivate): sequence(final, parameters, isPrivate)
        case .escape("7"): saved = cursor
        case .escape("8"): move(to: saved)
        case .escape("D"), .escape("E"): lineFeed()
        case .escape("M"): reverseLineFeed()
        case .escape("c"): eraseDisplay(2)
        case .escape: break
        }
    }

    private mutating func control(_ byte: UInt8) {
        switch byte {
        case 0x08: move(to: Point(column: cursor.column - 1, row: cursor.row))
        case 0x09: move(to: Point(column: (cursor.column / 8 + 1) * 8, row: cursor.row))
        case 0x0A...0x0C: lineFeed()
        case 0x0D: move(to: Point(column: 0, row: cursor.row))
        default: break
        }
    }

    private mutating func put(_ character: Character) {
        let width = TextWidth.columns(of: character)
        guard width > 0 else { return }
        if isAtEnd || cursor.column + width > size.columns {
            rows[cursor.row].wraps = true
            lineFeed()
            move(to: Point(column: 0, row: cursor.row))
        }
        for offset in 0..<min(width, size.columns - cursor.column) {
            rows[cursor.row].cells[cursor.column + offset] =
                Cell(text: offset == 0 ? character : " ", look: look, isContinuation: offset > 0)
        }
        let next = cursor.column + width
        cursor.column = min(next, size.columns - 1)
        isAtEnd = next >= size.columns
    }

    private mutating func lineFeed() {
        isAtEnd = false
        if cursor.row + 1 < rows.count {
            cursor.row += 1
        } else {
            scrollUp()
        }
    }

    private mutating func reverseLineFeed() {
        isAtEnd = false
        if cursor.row > 0 {
            cursor.row -= 1
        } else {
            scrollDown()
        }
    }

    private mutating func move(to point: Point) {
        isAtEnd = false
        cursor = Point(
            column: min(max(0, point.column), max(0, size.columns - 1)),
            row: min(max(0, point.row), rows.count - 1)
        )
    }

    // MARK: - Sequences

    private mutating func sequence(_ final: Character, _ parameters: [Int], _ isPrivate: Bool) {
        if isPrivate { return setMode(final, parameters) }
        let count = max(1, parameters.first ?? 1)
        let (column, row) = (cursor.column, cursor.row)
        switch final {
        case "A": move(to: Point(column: column, row: row - count))
        case "B", "e": move(to: Point(column: column, row: row + count))
        case "C", "a": move(to: Point(column: column + count, row: row))
        case "D": move(to: Point(column: column - count, row: row))
        case "E": move(to: Point(column: 0, row: row + count))
        case "F": move(to: Point(column: 0, row: row - count))
        case "G", "`": move(to: Point(column: count - 1, row: row))
        case "d": move(to: Point(column: column, row: count - 1))
        case "H", "f":
            move(to: Point(column: max(1, parameters.dropFirst().first ?? 1) - 1, row: count - 1))
        case "J": eraseDisplay(parameters.first ?? 0)
        case "K": eraseLine(parameters.first ?? 0)
        case "L": shiftRows(by: count)
        case "M": shiftRows(by: -count)
        case "P": shiftCells(by: -count)
        case "@": shiftCells(by: count)
        case "X": erase(row, column..<min(size.columns, column + count))
        case "S": for _ in 0..<min(count, rows.count) { scrollUp() }
        case "T": for _ in 0..<min(count, rows.count) { scrollDown() }
        case "m": setLook(parameters)
        case "s": saved = cursor
        case "u": move(to: saved)
        // Where is the cursor, are you well, what are you: some programs wait for the answer.
        case "n" where parameters.first == 6: replies += "\u{1B}[\(row + 1);\(column + 1)R"
        case "n" where parameters.first == 5: replies += "\u{1B}[0n"
        case "c": replies += "\u{1B}[?1;2c"
        default: break
        }
    }

    private mutating func setMode(_ final: Character, _ parameters: [Int]) {
        guard final == "h" || final == "l" else { return }
        for parameter in parameters {
            switch parameter {
            case 25: isCursorVisible = final == "h"
            case 47, 1047, 1049:
                // Its second screen and its first are one here: it begins empty, and what it leaves is gone.
                rows = Array(repeating: Self.blank(size.columns), count: rows.count)
                move(to: Point(column: 0, row: 0))
            default: break
            }
        }
    }

    /// Kept as it was given, reset apart, so that it looks the same on the person's terminal.
    private mutating func setLook(_ parameters: [Int]) {
        let parameters = parameters.isEmpty ? [0] : parameters
        let since = parameters.lastIndex(of: 0).map { parameters[($0 + 1)...] }
        let added = (since ?? parameters[...]).map(String.init).joined(separator: ";")
        let base = since == nil ? look : ""
        look = [base, added].filter { !$0.isEmpty }.joined(separator: ";")
        // A program that never resets would make it grow for ever.
        if look.utf8.count > 120 { look = added }
    }

    // MARK: - Erasing and shifting

    private mutating func eraseDisplay(_ mode: Int) {
        switch mode {
        case 0:
            eraseLine(0)
            for row in rows.indices.dropFirst(cursor.row + 1) { rows[row] = Self.blank(size.columns) }
        case 1:
            for row in 0..<cursor.row { rows[row] = Self.blank(size.columns) }
            eraseLine(1)
        default: rows = Array(repeating: Self.blank(size.columns), count: rows.count)
        }
    }

    private mutating func eraseLine(_ mode: Int) {
        switch mode {
        case 0: erase(cursor.row, cursor.column..<size.columns)
        case 1: erase(cursor.row, 0..<(cursor.column + 1))
        default: erase(cursor.row, 0..<size.columns)
        }
    }

    private mutating func erase(_ row: Int, _ columns: Range<Int>) {
        for column in columns.clamped(to: rows[row].cells.indices) { rows[row].cells[column] = Cell() }
        if columns.upperBound >= size.columns { rows[row].wraps = false }
    }

    private mutating func shiftRows(by count: Int) {
        for _ in 0..<min(abs(count), rows.count) {
            if count > 0 {
                rows.insert(Self.blank(size.columns), at: cursor.row)
                rows.removeLast()
            } else {
                rows.remove(at: cursor.row)
                rows.append(Self.blank(size.columns))
            }
        }
    }

    private mutating func shiftCells(by count: Int) {
        for _ in 0..<min(abs(count), size.columns) {
            if count > 0 {
                rows[cursor.row].cells.insert(Cell(), at: cursor.column)
                rows[cursor.row].cells.removeLast()
            } else {
                rows[cursor.row].cells.remove(at: cursor.column)
                rows[cursor.row].cells.append(Cell())
            }
        }
    }

    private mutating func scrollUp() {
        rows.removeFirst()
        rows.append(Self.blank(size.columns))
    }

    private mutating func scrollDown() {
        rows.removeLast()
        rows.insert(Self.blank(size.columns), at: 0)
    }
}
