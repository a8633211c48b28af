import TerminalUI
import Testing

struct TextWidthTests {
    @Test(arguments: [
        ("abc", 3), ("", 0), ("儲存", 4), ("ｖ１", 4), ("✓ ›", 3), ("e\u{301}", 1), ("a\u{1B}[0m", 4),
        ("\u{200B}\u{202E}x", 1),
        ("👩‍💻", 2), ("👍🏽", 2), ("각", 2), ("\u{1112}\u{1161}\u{11AB}", 2), ("👨‍👩‍👧‍👦.", 3), ("\u{FE0F}", 0), ("…", 1),
        ("\t\n", 0),
        ("ශ්‍රී", 2),
    ])
    func cellsAreThoseOfTheLibraryThatMovesTheCursor(text: String, columns: Int) {
        #expect(TextWidth.columns(of: text) == columns)
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

    @Test func controlAndDirectionCharactersAreDropped() {
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
