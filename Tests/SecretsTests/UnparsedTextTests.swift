import Secrets
import Testing

/// A text with a mistake in it: names are shown, values that look secret are not.
@Suite struct UnparsedTextTests {
    @Test(arguments: [
        (
            "gateway: { port: 18789, bind: \"loopback\" auth: { mode: \"token\" },",
            "gateway: { port: 18789, bind: \"loopback\" auth: { mode: \"token\" },"
        ),
        ("auth: { password: \"hunter2\", port: 1", "auth: { password: ‹redacted›, port: 1"),
        ("auth: { \"password\": 'hunter2' port: 1", "auth: { \"password\": ‹redacted› ‹redacted›: ‹redacted›"),
        ("password \"hunter2\"", "password ‹redacted›"),
        ("password: \"hunter2, port: 1", "password ‹redacted›"),
        ("\"password: \"hunter2\"", "\"password ‹redacted›"),
        ("password:\n  \"hunter2\",\n  port: 1", "password:\n  ‹redacted›,\n  port: 1"),
        ("tokens: 1, botToken: \"a b c\"", "tokens: 1, botToken: ‹redacted›"),
        ("secret: { a: \"x\", b: [\"y\"] }, c: \"z\"", "secret: { a: ‹redacted›, b: [‹redacted›] }, c: \"z\""),
        ("env: { MY_THING: \"x\", port: 1 }", "env: { MY_THING: ‹redacted›, port: 1 }"),
        ("token: \"${TOKEN}\"", "token: \"${TOKEN}\""),
        ("password: null, mode: \"token\"", "password: null, mode: \"token\""),
        ("model: \"anthropic/claude-opus-4-6\"", "model: \"anthropic/claude-opus-4-6\""),
        // A CRLF is one line break, also behind a string without its second quote.
        ("a: 1,\r\npassword: \"hunter2\"\r\nb: 2", "a: 1,\npassword: ‹redacted›\nb: 2"),
        ("a: \"x\r\nb: 2", "a: \"x\nb: 2"),
        ("x: \"sk-ant-api03-AAAAAAAAAAAAAAAAAAAAAAAA\"", "x: \"‹redacted›\""),
    ])
    func shows(text: String, shown: String) {
        #expect(UnparsedText(text.utf8).text == shown)
    }

    @Test func aPlaceIsFoundBehindWhatIsHidden() {
        let text = "a: 1,\npassword: \"hunter2\" port: 1"
        let shown = UnparsedText(text.utf8, marking: [0, 6, text.utf8.count])
        #expect(shown.place(of: 0).map { [$0.line, $0.column] } == [0, 0])
        #expect(shown.place(of: 6).map { [$0.line, $0.column] } == [1, 0])
        #expect(shown.place(of: text.utf8.count)?.line == 1)
    }

    /// Wherever a text is cut or gets one character more, the value of a secret's key is not shown.
    @Test func noMistakeShowsASecret() {
        let text = "{ auth: { mode: \"token\", token: \"hunter2-hunter2\", port: 1 }, 'password': 'hunter2' }\n"
        for cut in text.indices {
            for wedge in ["\"", "'", "{", "}", ",", ":", "\n", "\\", "x", "[", "]", "//"] {
                // A mistake inside a key's name makes it another key, and one inside the value another value.
                let start = text.distance(from: text.startIndex, to: cut)
                guard !Self.inner.contains(where: { $0.contains(start) }) else { continue }
                let shown = UnparsedText((text[..<cut] + wedge + text[cut...]).utf8).text
                #expect(!shown.contains("hunter2"), "\(wedge) at \(start): \(shown)")
            }
        }
    }

    /// The names and values of the secrets, and the space between them: there a mistake changes what is said.
    private static let inner = [24..<49, 62..<84]
}
