import TerminalUI
import Testing

struct TextWidthTests {
    @Test(arguments: [
        ("abc", 3), ("", 0), ("儲存", 4), ("ｖ１", 4), ("✓ ›", 3), ("e\u{301}", 1),
        ("👩‍💻", 2), ("👍🏽", 2), ("각", 2), ("\u{1112}\u{1161}\u{11AB}", 2), ("👨‍👩‍👧‍👦.", 3), ("…", 1), ("⚙\u{FE0F}", 1), ("ශ්‍රී", 2),
    ])
    func cellsAreThoseOfTheLibraryThatMovesTheCursor(text: String, columns: Int) {
        #expect(TextWidth.columns(of: text) == columns)
    }

    @Test(
        "what would not show is measured and drawn as it is spelled",
        arguments: [
            ("a\u{1B}[0m", #"a\u{1b}[0m"#), ("\u{200B}\u{202E}x", #"\u{200b}\u{202e}x"#), ("\u{FE0F}", #"\u{fe0f}"#),
            ("\t\n", #"\t\n"#), ("\u{115F}\u{3164}", #"\u{115f}\u{3164}"#),
        ]
    )
    func whatWouldNotShowIsSpelled(text: String, spelled: String) {
        #expect(TextWidth.columns(of: text) == spelled.utf8.count)
        #expect(cells(text).joined() == spelled)
    }

    @Test func combiningMarksStayWithTheirBase() {
        #expect(cells("e\u{301}x") == ["e\u{301}", "x"])
    }

    @Test func aCombiningMarkWithoutBaseIsDropped() {
        #expect(cells("\u{301}x") == ["x"])
    }

    @Test func joinedEmojiAreReducedToTheFirst() {
        #expect(cells("👩‍💻👍🏽!") == ["👩", "👍", "!"])
    }

    @Test func typedControlAndDirectionCharactersAreDropped() {
        #expect(TextWidth.drawable("a\u{1B}]0;x\u{7}\u{9B}b\u{202E}c\u{2028}\u{AD}") == "a]0;xbc")
    }

    @Test func aCellHoldsAtMostThreeMarks() {
        let stacked = "a" + String(repeating: "\u{301}", count: 40)
        #expect(cells(stacked) == ["a\u{301}\u{301}\u{301}"])
    }

    private func cells(_ text: String) -> [String] {
        var cells: [String] = []
        TextWidth.forEachGlyph(in: text) { glyph, _ in
            cells.append(glyph.text)
            return true
        }
        return cells
    }
}
