/// A terminal emulator as a value: the screen of a child program, fed with its output.
///
/// It supports what interactive programs use (cursor movement, erasing, scrolling, wrapping, colours, the alternate
/// screen) and ignores the rest: titles, links and clipboard writes have no effect. Rows that scroll off are kept until
/// they have been scanned for tokens, then dropped.
///
///     var screen = ScreenModel(size: Size(columns: 80, rows: 24))
///     screen.feed(bytes)
///     screen.rows[0].text          // "Paste code here if prompted >"
package struct ScreenModel: Sendable, Equatable {
    /// One cell: a character and its style, as SGR parameters.
    package struct Cell: Sendable, Equatable {
        package var text: Character = " "
        package var look = ""
        /// The right half of a wide character.
        package var isContinuation = false
    }

    package struct Row: Sendable, Equatable {
        package var cells: [Cell]
        /// The text continues in the next row because this one was full.
        package var wraps = false

        package var text: String { String(cells.filter { !$0.isContinuation }.map(\.text)) }
    }

    package private(set) var size: Size
    package internal(set) var rows: [Row]
    /// Rows that scrolled off the top since `forgetGone`, oldest first.
    package private(set) var gone: [Row] = []
    package internal(set) var cursor = Point(column: 0, row: 0)
    package internal(set) var isCursorVisible = true

    /// The style of the next character.
    struct Pen: Sendable, Equatable {
        var look = ""
        /// The character sets in both slots, and the active slot: `0` is line drawing.
        var sets: [UInt8] = [UInt8(ascii: "B"), UInt8(ascii: "B")]
        var place = 0

        var drawsLines: Bool { sets[place] == UInt8(ascii: "0") }
    }

    /// A saved cursor state.
    struct Place: Sendable, Equatable {
        var cursor = Point(column: 0, row: 0)
        var pen = Pen()
    }

    var pen = Pen()
    var saved = Place()
    /// The scroll region.
    var region: Range<Int>
    /// The rows of the main screen while the alternate screen is active.
    var firstScreen: [Row]?
    /// Whether a full line continues in the next one; otherwise its last cell is overwritten.
    var wrapsLines = true
    /// The last column was written: the next character wraps first.
    var isAtEnd = false
    /// The last character, which a program can ask to repeat.
    private var latest: Character?
    private var parser = ControlParser()
    var replies = ""

    /// Removes and returns the terminal's answers to the program's queries.
    package mutating func takeReplies() -> String {
        defer { replies = "" }
        return replies
    }

    /// Drops the rows that scrolled off, after they were scanned.
    package mutating func forgetGone() { gone = [] }

    package init(size: Size) {
        self.size = size
        rows = Array(repeating: Self.blank(size.columns), count: max(1, size.rows))
        region = 0..<max(1, size.rows)
    }

    /// Handles output of the program; sequences may be split anywhere.
    package mutating func feed(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            guard let token = parser.feed(byte) else { continue }
            apply(token)
        }
    }

    /// Changes the size; content that is cut off is lost, as in a real terminal.
    package mutating func resize(to new: Size) {
        rows = rows.map { Self.resized($0, new.columns) }
        let isLonger = max(0, rows.count - max(1, new.rows))
        let above = min(isLonger, max(0, cursor.row - new.rows + 1))
        for row in rows.prefix(above) { remember(row) }
        rows.removeFirst(above)
        rows.removeLast(isLonger - above)
        while rows.count < new.rows { rows.append(Self.blank(new.columns)) }
        firstScreen = firstScreen.map { first in
            let kept = first.prefix(rows.count).map { Self.resized($0, new.columns) }
            return kept + Array(repeating: Self.blank(new.columns), count: rows.count - kept.count)
        }
        size = new
        region = 0..<rows.count
        move(to: Point(column: cursor.column, row: cursor.row - above))
    }

    private static func resized(_ row: Row, _ columns: Int) -> Row {
        var row = row
        let missing = max(1, columns) - row.cells.count
        if missing > 0 {
            row.cells += Array(repeating: Cell(), count: missing)
        } else {
            row.cells.removeLast(-missing)
        }
        return row
    }

    static func blank(_ columns: Int) -> Row {
        Row(cells: Array(repeating: Cell(), count: max(1, columns)))
    }

    // MARK: - Characters

    mutating func put(_ given: Character) {
        let character = pen.drawsLines ? LineDrawing.character(given) : given
        let width = TextWidth.columns(of: character)
        guard width > 0 else { return }
        latest = given
        if wrapsLines, isAtEnd || cursor.column + width > size.columns {
            rows[cursor.row].wraps = true
            lineFeed()
            move(to: Point(column: 0, row: cursor.row))
        }
        let first = min(cursor.column, max(0, size.columns - width))
        clearHalves(in: first..<min(size.columns, first + width))
        for offset in 0..<min(width, size.columns - first) {
            rows[cursor.row].cells[first + offset] =
                Cell(text: offset == 0 ? character : " ", look: pen.look, isContinuation: offset > 0)
        }
        let next = first + width
        cursor.column = min(next, size.columns - 1)
        isAtEnd = wrapsLines && next >= size.columns
    }

    /// Half of a wide character cannot remain alone.
    private mutating func clearHalves(in columns: Range<Int>) {
        let row = cursor.row
        if columns.lowerBound > 0, rows[row].cells[columns.lowerBound].isContinuation {
            rows[row].cells[columns.lowerBound - 1] = Cell()
        }
        if columns.upperBound < size.columns, rows[row].cells[columns.upperBound].isContinuation {
            rows[row].cells[columns.upperBound] = Cell()
        }
    }

    /// Repeats the last character.
    mutating func putAgain(_ count: Int) {
        guard let latest else { return }
        for _ in 0..<min(count, size.columns * rows.count) { put(latest) }
    }

    mutating func lineFeed() {
        isAtEnd = false
        if cursor.row + 1 == region.upperBound {
            scrollUp()
        } else if cursor.row + 1 < rows.count {
            cursor.row += 1
        }
    }

    mutating func reverseLineFeed() {
        isAtEnd = false
        if cursor.row == region.lowerBound {
            scrollDown()
        } else if cursor.row > 0 {
            cursor.row -= 1
        }
    }

    mutating func move(to point: Point) {
        isAtEnd = false
        cursor = Point(
            column: min(max(0, point.column), max(0, size.columns - 1)),
            row: min(max(0, point.row), rows.count - 1)
        )
    }

    /// Keeps a row that leaves the screen until it has been scanned; empty rows are dropped.
    mutating func remember(_ row: Row) {
        guard let last = row.cells.lastIndex(where: { $0.text != " " }) else { return }
        // A wrapped row keeps its width, because the continuation follows its last cell.
        gone.append(row.wraps ? row : Row(cells: Array(row.cells[...last])))
    }

    /// The same for all rows at once; later rows do not continue them.
    mutating func rememberAll() {
        for row in rows { remember(row) }
        if !gone.isEmpty { gone.append(Row(cells: [])) }
    }
}
