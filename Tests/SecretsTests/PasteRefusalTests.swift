import Secrets
import Testing

@Suite struct PasteRefusalTests {
    @Test(arguments: ["", " ", "\n\n", "\t\u{200B}\u{FEFF}", "\u{1B}[200~\u{1B}[201~", "│  │", "\"\""])
    func nothingIsNothing(text: String) {
        #expect([.refused(.nothing), .refused(.noCredential)].contains(read(text).outcome))
    }

    @Test(arguments: [
        "sk-ant-…abcd", "sk-ant-api03-...", "sk-ant-oat01-***", "sk-ant-api03-R2D...igAA", "sk-or-...50ec",
        "sk-or-…50ec",
        "••••••••••", "●●●●●●●●", "************", "...", "sk-a…wxyz", "<token>", "<your-key>", "$ANTHROPIC_API_KEY",
        "export CLAUDE_CODE_OAUTH_TOKEN=<token>", "ANTHROPIC_API_KEY=${ANTHROPIC_API_KEY}", "your-api-key-here",
        "xxxxxxxx",
        "sk-ant-oat01-", "sk-ant-api03-<key>", "sk-ant-oat01-TTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTT…",
    ])
    func aPreviewOrAPlaceholderIsAlwaysRefused(text: String) {
        #expect(read(text).outcome == .refused(.placeholder))
        #expect(read("  \"\(text)\"\n").outcome == .refused(.placeholder))
    }

    @Test func otherClaudeSecretsAreNamed() {
        let rest = String(repeating: "A", count: 80)
        #expect(read("sk-ant-admin01-" + rest).outcome == .refused(.adminKey))
        #expect(read("sk-ant-ort01-" + rest).outcome == .refused(.refreshToken))
        #expect(read("sk-ant-sid01-" + rest).outcome == .refused(.sessionKey))
    }

    @Test(arguments: [
        "code#state", "AbCdEf0123456789_-AbCdEf#zYxWv9876",
    ])
    func aLoginCodeIsNotAToken(text: String) {
        #expect(read(text).outcome == .refused(.loginCode))
        #expect(read("Paste this: \(text)").outcome == .refused(.loginCode))
    }

    @Test(arguments: [
        ("sk-or-v1-", "OpenRouter"), ("sk-proj-", "OpenAI"), ("gsk_", "Groq"), ("AIza", "Google"), ("xai-", "xAI"),
        ("ghp_", "GitHub"), ("github_pat_", "GitHub"),
    ])
    func otherProvidersAreNamed(prefix: String, vendor: String) {
        let key = prefix + String(repeating: "a", count: 36)
        #expect(read(key).outcome == .refused(.otherVendor(vendor)))
        #expect(read("export KEY='\(key)';").outcome == .refused(.otherVendor(vendor)))
    }

    @Test(arguments: [14, 50, 79])
    func aShortSetupTokenIsRefusedWithItsCount(count: Int) {
        let expected: RefusalReason = count <= 15 ? .placeholder : .tooShort(count: count)
        #expect(read(Fake.token(count: count)).outcome == .refused(expected))
    }

    @Test func charactersNoKeyHasAreRefusedWithTheirPlace() {
        #expect(read("ｓｋ－ａｎｔ").outcome == .refused(.nonLatin(position: 1, fullWidth: true)))
        #expect(read("sk-аnt-oat01-AAAA").outcome == .refused(.nonLatin(position: 4, fullWidth: false)))
        let inside = String(Fake.token.prefix(50))
        #expect(
            read(inside + "é" + inside.dropFirst(13)).outcome == .refused(.nonLatin(position: 51, fullWidth: false))
        )
        #expect(read(inside + "Ａ").outcome == .refused(.nonLatin(position: 51, fullWidth: true)))
    }

    @Test(arguments: ["hello world", "Store this token securely.", "git status\nls -la\n", "{ \"a\": 1 }"])
    func proseHoldsNoCredential(text: String) {
        #expect(read(text).outcome == .refused(.noCredential))
    }

    @Test func moreThanTheLimitIsSaidNotCut() {
        let text = String(repeating: "x ", count: 40_000) + Fake.token
        #expect(read(text).outcome == .refused(.tooLong(count: 80_108, limit: 65_536)))
        let justFits = String(repeating: " ", count: 65_536 - 108) + Fake.token
        #expect(read(justFits).outcome == Fake.whole(Fake.token))
        #expect(read(String(repeating: "k", count: 20 * 1024)).outcome.secret?.count == 20 * 1024)
    }
}

@Suite struct PasteCombinationTests {
    private func combine(_ existing: String?, _ pasted: String) -> (PastedSecret, PasteReader.Combination) {
        let result = PasteReader.combine(existing: existing.map { Secret($0) }, pasted: Secret(pasted))
        return (result.paste.outcome, result.how)
    }

    @Test func aWholePasteReplaces() {
        #expect(combine(Fake.otherToken, Fake.token) == (Fake.whole(Fake.token), .replaced))
        #expect(combine(String(Fake.token.prefix(92)), Fake.token) == (Fake.whole(Fake.token), .replaced))
        #expect(combine(nil, Fake.token) == (Fake.whole(Fake.token), .replaced))
    }

    @Test func theRestContinuesWhatWasCutOff() {
        for cut in [40, 80, 100, 107] {
            let rest = String(Fake.token.dropFirst(cut))
            #expect(combine(String(Fake.token.prefix(cut)), rest) == (Fake.whole(Fake.token), .continued))
            #expect(combine(String(Fake.token.prefix(cut)), "  \(rest)\r\n") == (Fake.whole(Fake.token), .continued))
        }
        let key = String(Fake.key.prefix(80))
        #expect(combine(key, String(Fake.key.dropFirst(80))) == (.apiKey(Secret(Fake.key)), .continued))
    }

    @Test func theSamePastedAgainCountsOnce() {
        #expect(combine(Fake.token, Fake.token) == (Fake.whole(Fake.token), .sameAgain))
        #expect(combine(Fake.token, Fake.token + "\n") == (Fake.whole(Fake.token), .sameAgain))
    }

    @Test func aRefusedPasteIsRefusedWhateverStoodThere() {
        #expect(combine(Fake.token, "code#state") == (.refused(.loginCode), .replaced))
        #expect(combine(String(Fake.token.prefix(92)), "••••").0 == .refused(.placeholder))
        #expect(combine(Fake.token, "hello world").0 == .refused(.noCredential))
    }
}
