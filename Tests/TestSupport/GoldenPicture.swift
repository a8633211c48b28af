import TerminalUI

/// A recorded screen as a picture: the text and the roles of a golden file, drawn as a terminal with 256 colours shows
/// them.
package struct GoldenPicture {
    private let rows: [Substring]
    private let roles: [Substring]
    private let size: Size
    private let cursor: Point?

    /// - Parameter golden: the text of a golden file; nil if it is not a screen with roles.
    package init?(_ golden: String) {
        let lines = golden.split(separator: "\n", omittingEmptySubsequences: false)
        guard let rule = lines.firstIndex(where: { $0.count >= 20 && $0.allSatisfy { $0 == "-" } }) else { return nil }
        guard lines.count >= 2 * rule + 1 else { return nil }
        size = Size(columns: lines[rule].count, rows: rule)
        rows = Array(lines[..<rule])
        roles = Array(lines[(rule + 1)...(2 * rule)])
        let place = lines.last { $0.hasPrefix("cursor ") }?.dropFirst(7).split(separator: ",").compactMap { Int($0) }
        cursor = place.flatMap { $0.count == 2 ? Point(column: $0[0], row: $0[1]) : nil }
    }

    /// The whole document.
    package var svg: String {
        let screen = VirtualScreen(size: size)
        for (index, row) in rows.enumerated() { screen.feed(drawn(row, roles[index], at: index).utf8) }
        if let cursor { screen.feed("\u{1B}[\(cursor.row + 1);\(cursor.column + 1)H".utf8) }
        return ScreenPicture(screen).svg
    }

    /// A row as the bytes that draw it, cell by cell: a role can start in the middle of blanks.
    private func drawn(_ row: Substring, _ roles: Substring, at index: Int) -> String {
        let letters = Array(roles)
        var (text, column) = ("\u{1B}[\(index + 1);1H", 0)
        var characters = row.makeIterator()
        while column < size.columns {
            let character = characters.next() ?? " "
            let letter = column < letters.count ? letters[column] : "."
            text += "\u{1B}[0\(Self.look(letter))m" + String(character)
            column += max(1, TextWidth.columns(of: character))
        }
        return text + "\u{1B}[0m"
    }

    /// The attributes of a role, as `SGR` parameters (ECMA-48).
    private static func look(_ letter: Character) -> String {
        switch letter {
        case "t", "k", "m": ";1"
        case "a": ";1;38;5;63"
        case "M": ";7"
        case "f", "x": ";4"
        case "u", "n": ";38;5;243"
        case "o", "+": ";38;5;28"
        case "O": ";1;38;5;28"
        case "w": ";1;38;5;130"
        case "e": ";1;38;5;160"
        case "-": ";38;5;160"
        default: ""
        }
    }
}
