import CVTerm
package import TerminalUI

/// The screen of a terminal in memory, by libvterm: bytes go in, cells can be read.
///
/// A class, because libvterm keeps its state behind a pointer. Not thread-safe.
package final class VirtualScreen {
    /// One cell as it is displayed.
    package struct VisibleCell: Equatable {
        package var text: String
        package var isBold: Bool
        package var isUnderlined: Bool
        package var isReversed: Bool
        package var isItalic: Bool
        package var isBlinking: Bool
        /// Palette index; nil is the terminal's default.
        package var foreground: Int?
        /// Palette index; nil is the terminal's default.
        package var background: Int?
    }

    let terminal: OpaquePointer
    private let properties: UnsafeMutablePointer<vt_properties>

    package init(size: Size) {
        terminal = vterm_new(Int32(size.rows), Int32(size.columns))
        properties = .allocate(capacity: 1)
        properties.initialize(to: vt_properties())
        properties.pointee.cursor_visible = 1
        vt_watch(terminal, properties)
    }

    deinit {
        vterm_free(terminal)
        properties.deallocate()
    }

    /// Processes output of a program.
    package func feed(_ bytes: some Collection<UInt8>) {
        Array(bytes).withUnsafeBytes { buffer in
            let characters = buffer.assumingMemoryBound(to: CChar.self)
            vterm_input_write(terminal, characters.baseAddress, characters.count)
        }
    }

    package func resize(_ size: Size) {
        vterm_set_size(terminal, Int32(size.rows), Int32(size.columns))
    }

    package var size: Size {
        var (rows, columns): (Int32, Int32) = (0, 0)
        vterm_get_size(terminal, &rows, &columns)
        return Size(columns: Int(columns), rows: Int(rows))
    }

    // MARK: - Content

    /// The rows as text, without trailing blanks.
    package var lines: [String] { (0..<size.rows).map(line) }
    /// All rows, joined by line feeds.
    package var text: String { lines.joined(separator: "\n") }

    package func line(_ row: Int) -> String {
        var line = (0..<size.columns).map { cell(column: $0, row: row).text }.joined()
        while line.last == " " { line.removeLast() }
        return line
    }

    /// Whether one of the rows contains the text.
    package func contains(_ text: String) -> Bool { row(containing: text) != nil }

    /// The first row with this text.
    package func row(containing text: String) -> Int? { (0..<size.rows).first { line($0).contains(text) } }

    /// The cell at a position; its text is empty in the second half of a wide character.
    package func cell(column: Int, row: Int) -> VisibleCell {
        let cell = vt_cell_at(terminal, Int32(row), Int32(column))
        return VisibleCell(
            text: Self.text(of: cell),
            isBold: cell.bold != 0,
            isUnderlined: cell.underline != 0,
            isReversed: cell.reverse != 0,
            isItalic: cell.italic != 0,
            isBlinking: cell.blink != 0,
            foreground: cell.foreground < 0 ? nil : Int(cell.foreground),
            background: cell.background < 0 ? nil : Int(cell.background)
        )
    }

    private static func text(of cell: vt_cell) -> String {
        let characters = withUnsafeBytes(of: cell.characters) { Array($0.bindMemory(to: UInt32.self)) }
        // libvterm marks the second half of a wide character with all bits set.
        guard characters[0] != UInt32.max else { return "" }
        let scalars = characters.prefix { $0 != 0 }.compactMap(Unicode.Scalar.init)
        return scalars.isEmpty ? " " : String(String.UnicodeScalarView(scalars))
    }

    // MARK: - Terminal state

    package var cursor: Point {
        var place = VTermPos()
        vterm_state_get_cursorpos(vterm_obtain_state(terminal), &place)
        return Point(column: Int(place.col), row: Int(place.row))
    }

    package var cursorIsVisible: Bool { properties.pointee.cursor_visible != 0 }
    package var isAlternate: Bool { properties.pointee.alternate != 0 }
    /// Whether the program enabled mouse reports.
    package var reportsMouse: Bool { properties.pointee.mouse != 0 }
    package var bells: Int { Int(properties.pointee.bells) }
    package var title: String {
        withUnsafeBytes(of: properties.pointee.title) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
