import TerminalUI
import Testing

/// A wide program on a narrow terminal.
@Suite struct RelayLayoutTests {
    private func layout(
        _ text: String,
        wide: Size = Size(columns: 400, rows: 24),
        columns: Int = 40,
        rows: Int = 14
    ) -> RelayLayout {
        var screen = ScreenModel(size: wide)
        screen.feed(Array(text.replacing("\n", with: "\r\n").utf8))
        return RelayLayout(screen, hidden: [:], size: Size(columns: columns, rows: rows))
    }

    private func text(_ layout: RelayLayout) -> [String] {
        layout.lines.map { line in
            var text = String(line.cells.filter { !$0.isContinuation }.map(\.text))
            while text.last == " " { text.removeLast() }
            return text
        }
    }

    @Test func whatFitsStaysWhereItIs() {
        let shown = layout("  Welcome\n\n    indented\nPaste code > ")
        #expect(text(shown) == ["  Welcome", "", "    indented", "Paste code >"])
        #expect(shown.cursor == Point(column: 13, row: 3))
    }

    @Test func aBoxOverTheWholeWidthIsMadeNarrower() {
        let rule = String(repeating: "─", count: 398)
        let inside = "│ Hello" + String(repeating: " ", count: 392) + "│"
        let shown = layout("╭\(rule)╮\n\(inside)\n╰\(rule)╯\n")
        let narrow = String(repeating: "─", count: 38)
        #expect(text(shown) == ["╭\(narrow)╮", "│ Hello" + String(repeating: " ", count: 32) + "│", "╰\(narrow)╯", ""])
    }

    @Test func whatWasCentredLosesItsMargin() {
        let margin = String(repeating: " ", count: 190)
        #expect(
            text(layout("\(margin)+------+\n\(margin)|  OK  |\n\(margin)+------+")) == [
                "                                +------+", "                                |  OK  |",
                "                                +------+",
            ]
        )
    }

    @Test func aLongLineIsBrokenAtWordsAndALongWordAnywhere() {
        let shown = layout("one two three four five six seven eight nine\n" + String(repeating: "u", count: 90))
        #expect(
            text(shown) == [
                "one two three four five six seven eight", "nine", String(repeating: "u", count: 40),
                String(repeating: "u", count: 40), String(repeating: "u", count: 10),
            ]
        )
        #expect(shown.lines.map(\.continues) == [false, false, true, true, false])
        #expect(shown.cursor == Point(column: 10, row: 4))
    }

    @Test func anAddressKeepsEveryCharacter() {
        let address = "https://claude.ai/oauth/authorize?a=b--c__d==e&state=" + String(repeating: "-_", count: 150)
        let shown = layout("Go to:\n\n" + address + "\n\nPaste code > ")
        let joined = text(shown).joined()
        #expect(joined.contains(address))
        #expect(text(shown).last == "Paste code >")
    }

    @Test func whatHasTooManyRowsLosesEmptyOnesAndThenTheTop() {
        let shown = layout((1...6).map { "row \($0)\n\n\n" }.joined() + "> ", rows: 8)
        #expect(text(shown) == ["row 1", "", "row 2", "row 3", "row 4", "row 5", "row 6", ">"])
        let long = layout((1...20).map { "row \($0)\n" }.joined() + "> ", rows: 5)
        #expect(text(long) == ["row 17", "row 18", "row 19", "row 20", ">"])
        #expect(long.cursor == Point(column: 2, row: 4))
    }

    @Test func theCursorIsFoundInWhatWasBroken() {
        let shown = layout(String(repeating: "u", count: 100) + "\u{1B}[1;51H")
        #expect(shown.cursor == Point(column: 10, row: 1))
        let margin = layout(String(repeating: " ", count: 100) + "name: \n")
        #expect(text(margin)[0].hasSuffix("name:"))
    }

    @Test func wideCharactersAreNotCut() {
        let shown = layout(String(repeating: "漢", count: 30), columns: 39)
        #expect(text(shown) == [String(repeating: "漢", count: 19), String(repeating: "漢", count: 11)])
    }

    @Test func nothingTrapsOnAnySize() {
        var random = SplitMix(seed: 4)
        for columns in [1, 2, 3, 40, 400, 500] {
            for rows in [1, 2, 24] {
                var screen = ScreenModel(size: Size(columns: 400, rows: 24))
                for _ in 0..<3000 {
                    let byte = UInt8.random(in: 0...255, using: &random)
                    screen.feed(byte % 9 == 0 ? [0x1B, 0x5B, byte] : [byte])
                }
                let shown = RelayLayout(screen, hidden: [3: [1, 2]], size: Size(columns: columns, rows: rows))
                #expect(
                    shown.lines.count <= rows && shown.lines.allSatisfy { $0.cells.count <= columns || columns == 1 }
                )
                #expect((0..<max(1, rows)).contains(shown.cursor.row) && (0..<columns).contains(shown.cursor.column))
            }
        }
    }
}
