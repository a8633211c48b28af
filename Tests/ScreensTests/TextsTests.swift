import GatewayHost
import TerminalUI
import Testing

@testable import Screens

/// The texts of the screens: their variants and widths.
@Suite struct TextsTests {
    @Test("rule 38: texts are ASCII; a no-break space only holds a command together")
    func textsAreASCII() {
        for key in Texts.english.keys where key.hasPrefix("wizard.") {
            let text = Texts.english(key)
            #expect(text.allSatisfy { $0.isASCII || $0 == "\u{A0}" }, "\(key): \(text)")
        }
    }

    @Test("rule 31: what says that nothing can be drawn names --accessible", arguments: Language.allCases)
    func whatCannotBeDrawnNamesTheOtherWay(language: Language) {
        for key in ["wizard.tooSmall", "terminal.accessible"] {
            #expect(Texts.of(language)(key).contains("--accessible"), "\(key)")
        }
    }

    @Test func everyShortFormHasALongOneAndTheSamePlaceholders() {
        let texts = Texts.english
        for key in texts.keys where key.hasPrefix("wizard.") && key.hasSuffix(".narrow") {
            let long = String(key.dropLast(".narrow".count))
            #expect(texts.has(long), "\(key) stands alone")
            let names = texts(long).matches(of: /\{[a-z]+\}/).map { String($0.0) }
            let short = texts(key).matches(of: /\{[a-z]+\}/).map { String($0.0) }
            // The number of agents is passed along with their names.
            let given = names.contains("{agents}") ? names + ["{count}"] : names
            #expect(Set(short).isSubset(of: Set(given)), "\(key) has placeholders of its own")
        }
    }

    @Test func everySpokenFormHasAnotherAndTheSamePlaceholders() {
        let texts = Texts.english
        for key in texts.keys where key.hasSuffix(".spoken") {
            let long = String(key.dropLast(".spoken".count))
            #expect(texts.has(long), "\(key) stands alone")
            #expect(Set(placeholders(texts(key))).isSubset(of: Set(placeholders(texts(long)))), "\(key)")
        }
    }

    private func placeholders(_ text: String) -> [String] { text.matches(of: /\{[A-Za-z]+\}/).map { String($0.0) } }

    @Test("rule 40: names of steps fit the rail", arguments: Language.allCases)
    func stepNamesFitTheRail(language: Language) {
        for step in StepID.allCases {
            let name = Texts.of(language)("wizard." + step.nameKey)
            #expect(TextWidth.columns(of: name) <= FrameLayout.railColumns - 3)
        }
    }

    @Test("rule 38: Chinese texts hold no character that some terminals draw wider than others")
    func chineseTextsAreOfOneWidth() {
        let texts = Texts.of(.traditionalChinese)
        for key in texts.keys {
            let doubtful = texts(key).filter { !$0.isASCII && TextWidth.columns(of: $0) != 2 && $0 != "\u{A0}" }
            #expect(doubtful.isEmpty, "\(key): \(doubtful)")
        }
    }

    @Test(
        "rule 39: the fixed words",
        arguments: [
            ("wizard.review.apply", "套用"), ("wizard.keys.undo", "復原"), ("wizard.review.paidBy", "付費方"),
            ("wizard.review.notChecked", "未驗證"), ("wizard.credential.wellFormed", "格式正確"), ("told.saved", "已儲存"),
            ("status.cooling", "冷卻中"), ("status.off", "停用"),
        ]
    )
    func theFixedWords(key: String, word: String) {
        #expect(Texts.of(.traditionalChinese)(key).contains(word))
    }
}
