import CVTerm
package import TerminalUI

extension VirtualScreen {
    /// The styles of one row, a letter per cell.
    ///
    /// `.` plain, `b` bold, `R` reverse, `u` underlined, `g` green or 28, `G` the same in bold, `a` bold 63, `r` red or 160, `E` bold red, `o` bold 130,
    /// `m` 243, `?` anything the theme does not use, such as a background colour.
    package func looks(_ row: Int) -> String {
        String((0..<size.columns).map { Self.letter(for: cell(column: $0, row: row)) })
    }

    /// The styles of the first occurrence of this text; nil if there is none.
    package func looks(of text: String) -> String? {
        for row in 0..<size.rows {
            let cells = (0..<size.columns).map { cell(column: $0, row: row) }
            for start in cells.indices where cells[start...].map(\.text).joined().hasPrefix(text) {
                var seen = ""
                return String(
                    cells[start...].prefix { cell in
                        defer { seen += cell.text }
                        return seen.count < text.count
                    }.map(Self.letter)
                )
            }
        }
        return nil
    }

    private static func letter(for cell: VisibleCell) -> Character {
        if cell.background != nil || cell.isItalic || cell.isBlinking { return "?" }
        if cell.isReversed { return cell.foreground == nil ? "R" : "?" }
        if cell.isUnderlined { return cell.foreground == nil ? "u" : "?" }
        switch (cell.foreground, cell.isBold) {
        case (nil, false): return "."
        case (nil, true): return "b"
        case (2, false), (28, false): return "g"
        case (2, true), (28, true): return "G"
        case (63, true): return "a"
        case (1, false), (160, false): return "r"
        case (1, true), (160, true): return "E"
        case (130, true): return "o"
        case (243, false): return "m"
        default: return "?"
        }
    }
}

// MARK: - Keys

extension VirtualScreen {
    /// The bytes that a terminal sends for a key, in the mode the program has set; nil for a paste.
    package func bytes(for key: Key) -> [UInt8]? {
        switch key {
        case .character(let character):
            for scalar in character.unicodeScalars { vterm_keyboard_unichar(terminal, scalar.value, VTERM_MOD_NONE) }
        case .control(let letter):
            // As one byte, because libvterm would use the newer encoding for some of them.
            return letter.asciiValue.map { [$0 & 0x1F] }
        case .function(let number):
            vterm_keyboard_key(terminal, VTermKey(UInt32(256 + number)), VTERM_MOD_NONE)
        case .backTab: vterm_keyboard_key(terminal, VTERM_KEY_TAB, VTERM_MOD_SHIFT)
        case .paste: return nil
        default:
            guard let code = Self.codes.first(where: { $0.key == key })?.code else { return nil }
            vterm_keyboard_key(terminal, code, VTERM_MOD_NONE)
        }
        return takeOutput()
    }

    /// The bytes that a terminal sends for a paste: with paste marks if the program enabled them, line ends as Enter.
    package func bytes(forPasting text: String) -> [UInt8] {
        vterm_keyboard_start_paste(terminal)
        let start = takeOutput()
        vterm_keyboard_end_paste(terminal)
        return start + text.utf8.map { $0 == 0x0A ? 0x0D : $0 } + takeOutput()
    }

    /// The terminal's answers to queries of the program.
    func takeOutput() -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [CChar](repeating: 0, count: 256)
        while case let count = vterm_output_read(terminal, &buffer, buffer.count), count > 0 {
            bytes += buffer.prefix(count).map { UInt8(bitPattern: $0) }
        }
        return bytes
    }

    private static let codes: [(key: Key, code: VTermKey)] = [
        (.enter, VTERM_KEY_ENTER), (.escape, VTERM_KEY_ESCAPE), (.tab, VTERM_KEY_TAB),
        (.backspace, VTERM_KEY_BACKSPACE), (.delete, VTERM_KEY_DEL), (.up, VTERM_KEY_UP), (.down, VTERM_KEY_DOWN),
        (.left, VTERM_KEY_LEFT), (.right, VTERM_KEY_RIGHT), (.home, VTERM_KEY_HOME), (.end, VTERM_KEY_END),
        (.pageUp, VTERM_KEY_PAGEUP), (.pageDown, VTERM_KEY_PAGEDOWN),
    ]
}
