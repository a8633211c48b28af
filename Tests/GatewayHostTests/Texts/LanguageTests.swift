import GatewayHost
import Testing

/// The selection of the language, and the completeness of its texts.
@Suite struct LanguageTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var environment: [String: String]
        var language: Language
        var testDescription: String { environment.map { "\($0)=\($1)" }.sorted().joined(separator: " ") }

        init(_ environment: [String: String], _ language: Language) {
            self.environment = environment
            self.language = language
        }
    }

    private static let cases = [
        Case([:], .english),
        Case(["LANG": "zh_TW.UTF-8"], .traditionalChinese),
        Case(["LANG": "zh_HK.utf8"], .traditionalChinese),
        Case(["LANG": "zh_MO.UTF-8"], .traditionalChinese),
        Case(["LANG": "zh_Hant.UTF-8"], .traditionalChinese),
        Case(["LANG": "zh_Hant_HK.UTF-8@radical"], .traditionalChinese),
        Case(["LC_ALL": "zh_TW.UTF-8", "LANG": "en_US.UTF-8"], .traditionalChinese),
        Case(["LC_MESSAGES": "zh_TW.UTF-8", "LANG": "en_US.UTF-8"], .traditionalChinese),
        Case(["LC_ALL": "en_US.UTF-8", "LANG": "zh_TW.UTF-8"], .english),
        Case(["LC_ALL": "C.UTF-8", "LANG": "zh_TW.UTF-8"], .english),
        Case(["LANG": "zh_CN.UTF-8"], .english),
        Case(["LANG": "zh_SG.UTF-8"], .english),
        Case(["LANG": "zh.UTF-8"], .english),
        Case(["LANG": "zh_TW.Big5"], .english),
        Case(["LANG": "zh_TW"], .english),
        Case(["LC_CTYPE": "C", "LANG": "zh_TW.UTF-8"], .english),
        Case(["LC_ALL": "C", "OPENCLAW_LANG": "zh_TW"], .english),
        Case(["OPENCLAW_LANG": "zh-TW"], .traditionalChinese),
        Case(["OPENCLAW_LANG": "zh_TW", "LANG": "en_US.UTF-8"], .traditionalChinese),
        Case(["OPENCLAW_LANG": "en", "LANG": "zh_TW.UTF-8"], .english),
        Case(["OPENCLAW_LANG": "", "LANG": "zh_TW.UTF-8"], .traditionalChinese),
        Case(["OPENCLAW_LANG": "tlh", "LANG": "zh_TW.UTF-8"], .english),
    ]

    @Test("rule 37: the language comes from the variable's name, and needs UTF-8", arguments: cases)
    func theVariableNamesTheLanguage(choice: Case) {
        #expect(Language(environment: choice.environment) == choice.language)
    }

    @Test("every text is there in every language, with the same placeholders", arguments: Language.allCases)
    func everyTextIsThere(language: Language) {
        let (english, texts) = (Texts.english, Texts.of(language))
        #expect(Set(texts.keys) == Set(english.keys), "\(Set(texts.keys).symmetricDifference(english.keys).sorted())")
        for key in english.keys {
            #expect(placeholders(texts(key)) == placeholders(english(key)), "\(key)")
        }
    }

    /// Texts that stay English: the gateway's own errors, commands, URLs and values.
    @Test("a text is only left in English where it is a command, an address or the gateway's own")
    func whatIsTranslatedIsTranslated() {
        let (english, texts) = (Texts.english, Texts.of(.traditionalChinese))
        let gateway = [
            "error.agent", "error.apiKeyMissing", "error.authChoice", "error.model", "error.risk", "error.setup",
            "error.token", "version", "config.notFound", "error.gateway", "error.nodeManager", "error.probeOrPlain",
            "profile.",
        ]
        for key in english.keys where texts(key) == english(key) && texts(key).contains(/[a-z]+ [a-z]+/) {
            let isCommand =
                texts(key).contains("openclaw ") || texts(key).contains("claude ") || texts(key).contains("sudo ")
                || texts(key).hasPrefix("ls ")
            #expect(isCommand || gateway.contains { key.hasPrefix($0) }, "\(key) is not translated")
        }
    }

    @Test func theGatewaysOwnErrorsAreNotTranslated() {
        for key in ["error.agent", "error.apiKeyMissing", "error.risk", "error.token.prefix", "error.tokenMissing"] {
            #expect(Texts.of(.traditionalChinese)(key) == Texts.english(key))
        }
    }

    private func placeholders(_ text: String) -> Set<String> {
        Set(text.matches(of: /\{[A-Za-z]+\}/).map { String($0.0) })
    }
}
