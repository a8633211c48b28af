// Control characters and sequences: xterm's ctlseqs document, as far as interactive programs use it.
extension ScreenModel {
    mutating func apply(_ token: ControlParser.Token) {
        switch token {
        case .character(let character): put(character)
        case .control(let byte): control(byte)
        case .sequence(let final, let parameters, isPrivate: true): setMode(final, parameters)
        case .sequence(let final, let parameters, isPrivate: false): sequence(final, parameters)
        case .escape(let character): escape(character)
        case .designation(let place, let set):
            if place == UInt8(ascii: "(") { pen.sets[0] = set }
            if place == UInt8(ascii: ")") { pen.sets[1] = set }
        }
    }

    private mutating func control(_ byte: UInt8) {
        switch byte {
        case 0x08: move(to: Point(column: cursor.column - 1, row: cursor.row))
        case 0x09: move(to: Point(column: (cursor.column / 8 + 1) * 8, row: cursor.row))
        case 0x0A...0x0C: lineFeed()
        case 0x0D: move(to: Point(column: 0, row: cursor.row))
        case 0x0E: pen.place = 1
        case 0x0F: pen.place = 0
        default: break
        }
    }

    private mutating func escape(_ character: Character) {
        switch character {
        case "7": saved = Place(cursor: cursor, pen: pen)
        case "8": restoreCursor()
        case "D": lineFeed()
        case "E":
            lineFeed()
            move(to: Point(column: 0, row: cursor.row))
        case "M": reverseLineFeed()
        case "c": reset()
        default: break
        }
    }

    private mutating func restoreCursor() {
        pen = saved.pen
        move(to: saved.cursor)
    }

    private mutating func reset() {
        showScreen(second: false)
        eraseDisplay(2)
        (pen, wrapsLines, isCursorVisible) = (Pen(), true, true)
        saved = Place()
        region = 0..<rows.count
        move(to: Point(column: 0, row: 0))
    }

    private mutating func sequence(_ final: Character, _ parameters: [Int]) {
        let count = max(1, parameters.first ?? 1)
        let (column, row) = (cursor.column, cursor.row)
        switch final {
        case "A": move(to: Point(column: column, row: rowAbove(count)))
        case "B": move(to: Point(column: column, row: rowBelow(count)))
        case "e": move(to: Point(column: column, row: row + count))
        case "C", "a": move(to: Point(column: column + count, row: row))
        case "D": move(to: Point(column: column - count, row: row))
        case "E": move(to: Point(column: 0, row: rowBelow(count)))
        case "F": move(to: Point(column: 0, row: rowAbove(count)))
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
        case "b": putAgain(count)
        case "m": setLook(parameters)
        case "r": setRegion(parameters)
        case "s": saved = Place(cursor: cursor, pen: pen)
        case "u": restoreCursor()
        default: answer(final, parameters)
        }
    }

    /// Answers queries for cursor position, status and terminal type, because some programs wait for them.
    private mutating func answer(_ final: Character, _ parameters: [Int]) {
        switch (final, parameters.first ?? 0) {
        case ("n", 6): replies += "\u{1B}[\(cursor.row + 1);\(cursor.column + 1)R"
        case ("n", 5): replies += "\u{1B}[0n"
        case ("c", _): replies += "\u{1B}[?1;2c"
        default: break
        }
    }

    /// The scroll region stops a cursor that moves from inside it.
    private func rowAbove(_ count: Int) -> Int {
        max(cursor.row - count, cursor.row >= region.lowerBound ? region.lowerBound : 0)
    }

    private func rowBelow(_ count: Int) -> Int {
        min(cursor.row + count, cursor.row < region.upperBound ? region.upperBound - 1 : rows.count - 1)
    }

    private mutating func setRegion(_ parameters: [Int]) {
        let first = max(1, parameters.first ?? 1) - 1
        let given = parameters.dropFirst().first ?? 0
        let end = min(given == 0 ? rows.count : given, rows.count)
        guard first + 1 < end else { return }
        region = first..<end
        move(to: Point(column: 0, row: 0))
    }

    private mutating func setMode(_ final: Character, _ parameters: [Int]) {
        guard final == "h" || final == "l" else { return }
        for parameter in parameters {
            switch parameter {
            case 7: wrapsLines = final == "h"
            case 25: isCursorVisible = final == "h"
            case 47, 1047: showScreen(second: final == "h")
            case 1048: if final == "h" { saved = Place(cursor: cursor, pen: pen) } else { restoreCursor() }
            case 1049:
                if final == "h" { saved = Place(cursor: cursor, pen: pen) }
                showScreen(second: final == "h")
                if final == "l" { restoreCursor() }
            default: break
            }
        }
    }

    /// The alternate screen starts empty, and its content is lost on leaving.
    private mutating func showScreen(second: Bool) {
        guard second == (firstScreen == nil) else { return }
        if let first = firstScreen {
            rememberAll()
            rows = first
            firstScreen = nil
        } else {
            firstScreen = rows
            rows = Array(repeating: Self.blank(size.columns), count: rows.count)
        }
    }

    /// Stored as received, so that it looks the same on the user's terminal; a reset clears it.
    private mutating func setLook(_ parameters: [Int]) {
        let parameters = parameters.isEmpty ? [0] : parameters
        let since = parameters.lastIndex(of: 0).map { parameters[($0 + 1)...] }
        let added = (since ?? parameters[...]).map(String.init).joined(separator: ";")
        let base = since == nil ? pen.look : ""
        pen.look = [base, added].filter { !$0.isEmpty }.joined(separator: ";")
        // A program that never resets would make it grow without limit.
        if pen.look.utf8.count > 120 { pen.look = added }
    }
}

/// The characters of DEC's special graphics set.
enum LineDrawing {
    private static let characters: [Character: Character] = [
        "`": "◆", "a": "▒", "f": "°", "g": "±", "j": "┘", "k": "┐", "l": "┌", "m": "└", "n": "┼", "o": "⎺", "p": "⎻",
        "q": "─", "r": "⎼", "s": "⎽", "t": "├", "u": "┤", "v": "┴", "w": "┬", "x": "│", "y": "≤", "z": "≥", "{": "π",
        "|": "≠", "}": "£", "~": "·",
    ]

    static func character(_ letter: Character) -> Character { characters[letter] ?? letter }
}
