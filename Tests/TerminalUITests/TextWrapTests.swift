import TerminalUI
import Testing

struct TextWrapTests {
    @Test(
        "rule 35: text breaks between words, commands and paths never",
        arguments: [
            ("Nothing is written until you choose Apply.", 20, ["Nothing is written", "until you", "choose Apply."]),
            ("", 10, [""]), ("one\n\ntwo", 10, ["one", "", "two"]), ("anything", 0, []),
            (
                "on any computer run claude\u{A0}setup-token there", 24,
                ["on any computer run", "claude setup-token there"]
            ),
            ("    claude\u{A0}setup-token", 30, ["    claude setup-token"]),
            (
                "see ~/.openclaw/agents/main/agent/auth-profiles.json now", 30,
                ["see", "~/<..>/auth-profiles.json now"]
            ),
            (
                "a last word that is long stays alone, unquestionably", 19,
                ["a last word that is", "long stays alone,", "unquestionably"]
            ),
            ("已儲存，格式正確。完成", 8, ["已儲存，", "格式正", "確。完成"]),
            ("abcdefghij", 4, ["abcd", "efgh", "ij"]), ("a  b", 10, ["a b"]),
        ]
    )
    func linesBreakBetweenWords(text: String, columns: Int, lines: [String]) {
        #expect(TextWrap.lines(text, columns: columns) == lines)
    }

    @Test func noLineIsWiderThanAskedFor() {
        let text =
            "A key 儲存 in ~/.openclaw/.env or https://console.anthropic.com/settings/keys, claude\u{A0}setup-token 👩‍💻 x"
        for columns in 1...80 {
            for line in TextWrap.lines(text, columns: columns) {
                #expect(TextWidth.columns(of: line) <= max(2, columns), "\(columns): \(line)")
            }
        }
    }

    /// Plain ASCII has a fast path, which a text with an accented letter of the same width does not use.
    @Test(arguments: [1, 2, 7, 12, 20, 39, 80]) func plainTextBreaksWhereOtherTextDoes(columns: Int) {
        let texts = [
            "The gateway's agents run commands and change files as root.", "   indented  by three,  with gaps   ", "",
            " ",
            "one extraordinarily-long-word-that-fits-nowhere at the end", "a b c d e f g h i j", "    e",
            "/a/path/of/several/parts/that/is/cut and more text after it", "e",
            "line one\nline two is here\n\nline four",
        ]
        for text in texts {
            let other = TextWrap.lines(text.replacing("e", with: "\u{E9}"), columns: columns)
            #expect(
                TextWrap.lines(text, columns: columns) == other.map { $0.replacing("\u{E9}", with: "e") },
                "\(text)"
            )
        }
    }
}

struct ShorteningTests {
    static let store = "~/.openclaw/agents/main/agent/auth-profiles.json"

    @Test(
        "rule 35: paths lose their middle folders",
        arguments: [
            (store, 80, store),
            (store, 47, "~/.openclaw/<..>/main/agent/auth-profiles.json"),
            (store, 41, "~/.openclaw/<..>/agent/auth-profiles.json"),
            (store, 36, "~/.openclaw/<..>/auth-profiles.json"),
            (store, 26, "~/<..>/auth-profiles.json"),
            (store, 23, "<..>/auth-profiles.json"),
            (store, 12, "auth-profi.."),
            ("/etc/x", 5, "x"),
        ]
    )
    func pathsLoseTheirMiddleFolders(path: String, columns: Int, short: String) {
        #expect(Shortening.path(path, columns: columns) == short)
    }

    @Test(
        "rule 35: addresses lose their scheme",
        arguments: [
            ("https://console.anthropic.com/settings/keys", 50, "https://console.anthropic.com/settings/keys"),
            ("https://console.anthropic.com/settings/keys", 36, "console.anthropic.com/settings/keys"),
            ("https://console.anthropic.com/settings/keys", 31, "console.anthropic.com/<..>/keys"),
            ("https://console.anthropic.com/settings/keys", 20, "console.anthropic.."),
        ]
    )
    func urlsLoseTheirScheme(url: String, columns: Int, short: String) {
        #expect(Shortening.url(url, columns: columns) == short)
    }

    @Test(arguments: [
        ("abcdef", 6, "abcdef"), ("abcdef", 5, "abc.."), ("儲存儲存", 7, "儲存.."), ("abc", 2, ".."), ("abc", 0, ""),
    ])
    func otherTextLosesItsEnd(text: String, columns: Int, short: String) {
        #expect(Shortening.end(text, columns: columns) == short)
    }

    @Test func nothingIsWiderThanAskedFor() {
        for text in [Self.store, "https://a.example/b/c/d/e", "/", "//", "a/b", "~/", "儲/存/儲存", "plain words"] {
            for columns in 0...60 {
                #expect(TextWidth.columns(of: Shortening.fit(text, columns: columns)) <= columns)
            }
        }
    }
}
