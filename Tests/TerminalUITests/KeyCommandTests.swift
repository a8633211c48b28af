import TerminalUI
import Testing

struct KeyCommandTests {
    @Test(arguments: [
        ("ｖ", "v"), ("Ｖ", "v"), ("V", "v"), ("１", "1"), ("／", "/"), ("？", "?"), ("\u{3000}", " "), ("儲", "儲"),
        ("é", "é"),
    ])
    func fullWidthAndCapitalsCountAsTheirPlainLetters(typed: Character, meant: Character) {
        #expect(Key.character(typed).command == .character(meant))
    }

    @Test func otherKeysAreTheirOwnCommand() {
        #expect(Key.enter.command == .enter)
        #expect(Key.control("c").command == .control("c"))
    }

    @Test(arguments: [("1", 1), ("９", 9), ("0", nil), ("²", nil), ("x", nil)])
    func digitsOneToNine(typed: Character, digit: Int?) {
        #expect(Key.character(typed).digit == digit)
    }
}
