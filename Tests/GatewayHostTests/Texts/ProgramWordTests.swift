import GatewayHost
import TestSupport
import Testing

/// The word in front of the commands of this program.
@Suite("The word for this program") struct ProgramWordTests {
    private static let marked = "MARK"

    /// Texts that are not ours to run although they look so, with the reason.
    private static let named: [String: String] = [
        "store.state.order.next": "the gateway's program does it",
        "wizard.header.title": "the title of a screen", "wizard.history.header": "the title of a screen",
    ]

    @Test("a text gets the word when it is asked for", arguments: Language.allCases)
    func aTextHasTheWord(language: Language) {
        let texts = Texts.of(language)
        #expect(texts("error.unknownCommand.next") == "openclaw --help")
        let named = texts.naming { "'/opt/a b/openclaw-setup'" }
        #expect(named("error.unknownCommand.next") == "'/opt/a b/openclaw-setup' --help")
        #expect(named.command("undo") == "'/opt/a b/openclaw-setup' undo")
        #expect(named.inEnglish("undo.preview.next").hasSuffix("Do it: '/opt/a b/openclaw-setup' undo --yes"))
    }

    @Test func aValueWithBracesIsNotFilledAgain() {
        let texts = Texts.english.naming { "/opt/{id}/openclaw" }
        #expect(texts("undo.preview.nextOf", ["id": "{openclaw}"]).contains("/opt/{id}/openclaw undo {openclaw} --yes"))
    }

    @Test("a command of ours begins with the word, in every language", arguments: Language.allCases)
    func noCommandOfOursIsPlain(language: Language) {
        let texts = Texts.of(language).naming { Self.marked }
        for key in texts.keys where Self.named[key] == nil {
            for words in words(behind: "openclaw", in: texts(key)) {
                #expect(!OwnCommands.begin(words), "\(key): \(words.prefix(4).joined(separator: " "))")
            }
        }
        #expect(Self.named.keys.allSatisfy { texts.has($0) })
    }

    @Test("the word stands only in front of what is ours, in every language", arguments: Language.allCases)
    func theWordLeadsToACommand(language: Language) {
        let texts = Texts.of(language).naming { Self.marked }
        var count = 0
        for key in texts.keys {
            for words in words(behind: Self.marked, in: texts(key)) {
                count += 1
                // What an apply was: the name of a command of ours.
                let isNamed = words.first == "{command}"
                #expect(isNamed || OwnCommands.begin(words), "\(key): \(words.prefix(4).joined(separator: " "))")
            }
        }
        #expect(count > 200)
    }

    @Test("the same commands stand in every language") func languagesAgree() {
        let languages = Language.allCases.map { Texts.of($0).naming { Self.marked } }
        for key in Texts.english.keys {
            let counts = languages.map { words(behind: Self.marked, in: $0(key)).count }
            #expect(Set(counts).count == 1, "\(key)")
        }
    }

    /// What follows each standing of a program's name in a text, word by word.
    private func words(behind name: String, in text: String) -> [[Substring]] {
        text.ranges(of: name).compactMap { range in
            let before = text[..<range.lowerBound].last
            let rest = text[range.upperBound...]
            guard before.map({ !$0.isASCII || !$0.isLetter && !"/.{-".contains($0) }) ?? true,
                let space = rest.first, " \u{A0}".contains(space)
            else { return nil }
            return rest.dropFirst().prefix(80).split(whereSeparator: \.isWhitespace)
        }
    }
}
