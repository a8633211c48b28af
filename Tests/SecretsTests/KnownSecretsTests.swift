import Secrets
import Testing

/// Secrets with a known beginning never get to a screen, a pipe or a document, whatever they are called there.
@Suite("Known secrets in text") struct KnownSecretsTests {
    private static let tail = String(repeating: "Q", count: 40)
    private static let secrets = [
        "sk-ant-api03-" + tail, "sk-ant-oat01-" + tail, "SK-ANT-OAT01-" + tail, "sk-ant-oat01-" + tail.lowercased(),
        "sk-proj-" + tail, "ghp_" + tail, "xoxb-" + tail, "AIza" + tail, "gsk_" + tail,
    ]

    @Test(
        arguments: secrets,
        ["%", "anthropic:%", "models.%.alias", "\"%\": 1", "a % b", "/srv/%/x", "é%é", "\u{1B}[2J %"]
    )
    func theyAreReplaced(secret: String, frame: String) {
        let shown = VisibleText.of(
            frame.split(separator: "%", omittingEmptySubsequences: false).joined(separator: secret)
        )
        #expect(!shown.contains("QQQQ") && !shown.contains("qqqq") && shown.contains("‹redacted›"), "\(shown)")
        #expect(!shown.unicodeScalars.contains("\u{1B}"))
    }

    /// Skipping whole words must not skip the beginning of one.
    @Test(arguments: [" ", "a", "ab.", "sk-ant-.", "0123456789012345678901."])
    func theyAreFoundAtEveryOffset(filler: String) {
        for length in 0..<60 {
            let before = String(repeating: filler, count: length)
            for separator in [" ", "\"", ":", "é"] {
                let text = before + separator + Self.secrets[0] + separator + before
                #expect(VisibleText.of(text) == before + separator + "‹redacted›" + separator + before)
            }
        }
    }

    @Test func aRunThatIsTooShortByOneCharacterStays() {
        let short = "sk-ant-api03-" + String(repeating: "Q", count: 10)
        #expect(VisibleText.of(short) == short)
        #expect(VisibleText.of("x " + short + "Q") == "x ‹redacted›")
        #expect(VisibleText.of(short + "Q.") == "‹redacted›.")
    }

    @Test func aDocumentStaysOne() {
        let bytes = Array(#"{"anthropic:\#(Self.secrets[0])": ["\#(Self.secrets[1])", "work"]}"#.utf8)
        let shown = String(decoding: VisibleText.of(bytes, spelling: .json, keeping: .lineBreaks), as: UTF8.self)
        #expect(shown == #"{"anthropic:‹redacted›": ["‹redacted›", "work"]}"#)
    }

    @Test(arguments: [
        "sk-ant-oat01-", "it must start with sk-ant-oat01- or sk-ant-api03-", "claude-opus-4-6-20260205",
        "xai-grok-4-fast-non-reasoning", "llama-v3p1-405b-instruct", "anthropic:550e8400-e29b-41d4-a716-446655440000",
        "/home/user/0123456789abcdef0123456789abcdef", "JohnDoeLaptop2026WorkAccount",
    ])
    func whatHasNoKnownBeginningStays(text: String) {
        #expect(VisibleText.of(text) == text)
    }
}
