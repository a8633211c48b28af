import JSON5
import Secrets
import Testing

/// Invisible and terminal-controlling characters are escaped; nothing else is changed.
@Suite("Foreign text") struct VisibleTextTests {
    /// A character of each kind, and its escape in text and in JSON.
    static let kinds: [(hidden: String, words: String, json: String)] = [
        ("\u{1B}[2J", #"\u{1b}[2J"#, #"\u001b[2J"#), ("\0", #"\u{0}"#, #"\u0000"#), ("\u{7}", #"\u{7}"#, #"\u0007"#),
        ("\u{8}\u{7F}", #"\u{8}\u{7f}"#, #"\u0008\u007f"#), ("\r", #"\r"#, #"\u000d"#),
        ("\u{9B}31m", #"\u{9b}31m"#, #"\u009b31m"#), ("\u{85}", #"\u{85}"#, #"\u0085"#),
        ("\u{AD}", #"\u{ad}"#, #"\u00ad"#), ("\u{34F}", #"\u{34f}"#, #"\u034f"#), ("\u{61C}", #"\u{61c}"#, #"\u061c"#),
        ("\u{115F}\u{1160}", #"\u{115f}\u{1160}"#, #"\u115f\u1160"#), ("\u{17B4}", #"\u{17b4}"#, #"\u17b4"#),
        ("\u{180E}", #"\u{180e}"#, #"\u180e"#), ("\u{200B}", #"\u{200b}"#, #"\u200b"#),
        ("\u{200C}\u{200D}", #"\u{200c}\u{200d}"#, #"\u200c\u200d"#),
        ("\u{200E}\u{200F}", #"\u{200e}\u{200f}"#, #"\u200e\u200f"#),
        ("\u{2028}\u{2029}", #"\u{2028}\u{2029}"#, #"\u2028\u2029"#), ("\u{202E}", #"\u{202e}"#, #"\u202e"#),
        ("\u{2060}", #"\u{2060}"#, #"\u2060"#), ("\u{2066}\u{2069}", #"\u{2066}\u{2069}"#, #"\u2066\u2069"#),
        ("\u{3164}", #"\u{3164}"#, #"\u3164"#), ("\u{FE0F}", #"\u{fe0f}"#, #"\ufe0f"#),
        ("\u{FEFF}", #"\u{feff}"#, #"\ufeff"#), ("\u{FFA0}", #"\u{ffa0}"#, #"\uffa0"#),
        ("\u{FFF9}", #"\u{fff9}"#, #"\ufff9"#), ("\u{1D173}", #"\u{1d173}"#, #"\ud834\udd73"#),
        ("\u{E0041}", #"\u{e0041}"#, #"\udb40\udc41"#), ("\u{E0100}", #"\u{e0100}"#, #"\udb40\udd00"#),
    ]

    @Test(arguments: kinds) func isSpelledOut(hidden: String, words: String, json: String) {
        #expect(VisibleText.of("a" + hidden + "b") == "a" + words + "b")
        #expect(!VisibleText.isVisible(hidden) && VisibleText.isVisible(words))
        let quoted = VisibleText.of(Array("\"\(hidden)\"".utf8), spelling: .json, keeping: .lineBreaks)
        #expect(String(decoding: quoted, as: UTF8.self) == "\"\(json)\"")
    }

    @Test func aForeignLineBreakIsTold() {
        #expect(VisibleText.of("one\nError: two\tthree\r\n") == #"one\nError: two\tthree\r\n"#)
        #expect(VisibleText.of("one\n\ttwo\u{B}", keeping: [.lineBreaks, .tabs]) == "one\n\ttwo\\u{b}")
    }

    @Test(
        "names and sentences that people write stay as they are",
        arguments: [
            "", "work", "claude-opus-4-6", "{ \"a\": [1, 2] }", "C:\\Users\\jo", "儲存設定檔，完成。", "Ünïcode é e\u{301}",
            "한국어",
            "ไทย", "العربية", "עברית", "हिन्दी", "ශ්‍රී", "a\u{A0}b", "　", "🦞", "👩‍💻", "👨‍👩‍👧‍👦", "👩🏽‍🚀", "🏳️‍🌈", "⚙️", "1️⃣", "🇹🇼",
        ]
    )
    func staysAsItIs(text: String) {
        #expect(VisibleText.of(text) == text && VisibleText.isVisible(text))
        #expect(Array(VisibleText.of(text).utf8) == Array(text.utf8))
    }

    @Test(
        "a joiner or a selector that joins nothing is spelled",
        arguments: [
            ("a\u{200D}b", #"a\u{200d}b"#), ("\u{200D}🚀", "\\u{200d}🚀"), ("🧑\u{200D}", "🧑\\u{200d}"),
            ("🧑\u{200D}x", "🧑\\u{200d}x"), ("x\u{FE0F}", #"x\u{fe0f}"#), ("1\u{FE0F}2", #"1\u{fe0f}2"#),
            ("⚙\u{FE0F}\u{FE0F}", "⚙\u{FE0F}\\u{fe0f}"),
        ]
    )
    func aLoneJoinerIsSpelled(text: String, spelled: String) {
        #expect(VisibleText.of(text) == spelled)
    }

    // MARK: - Laws

    /// This program's table agrees with the standard library's Unicode properties.
    @Test func theTableIsUnicodes() {
        let different = (UInt32(0)...0x10FFFF).compactMap(Unicode.Scalar.init).filter { scalar in
            let properties = scalar.properties
            let isHidden =
                switch properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator: true
                default: properties.isDefaultIgnorableCodePoint
                }
            return isHidden != VisibleText.isHidden(scalar)
        }
        #expect(different.isEmpty, "\(different.map { String($0.value, radix: 16) })")
    }

    @Test func whatWasSpelledOnceIsNotSpelledAgain() {
        var generator = Numbers(state: 7)
        for _ in 0..<3000 {
            let text = Self.text(&generator)
            let shown = VisibleText.of(text)
            #expect(VisibleText.of(shown) == shown && VisibleText.isVisible(shown))
            #expect(VisibleText.isVisible(text) == (shown == text))
        }
    }

    @Test("a document of JSON is the same document, and all of it can be looked at")
    func aDocumentStaysTheSame() throws {
        var generator = Numbers(state: 11)
        for _ in 0..<2000 {
            let value = Value.object([Self.text(&generator): .array([.string(Self.text(&generator)), .null])])
            let bytes = VisibleText.of(value.jsonBytes(), spelling: .json, keeping: .lineBreaks)
            #expect(try Document(parsing: bytes, dialect: .json).root == value)
            #expect(
                String(decoding: bytes, as: UTF8.self).split(separator: "\n").allSatisfy {
                    VisibleText.isVisible(String($0))
                }
            )
        }
    }

    @Test("each place in a text is looked at, whatever stands before it", arguments: [[], VisibleText.Kept.lineBreaks])
    func eachPlaceIsLookedAt(kept: VisibleText.Kept) {
        for before in 0..<20 {
            for hidden in ["\u{1F}", "\u{7F}", "\u{80}", "\u{9}", "\u{0}", "\u{202E}"] {
                let text = String(repeating: "é~ ", count: before) + hidden + String(repeating: "x", count: 9)
                #expect(!VisibleText.of(text, keeping: kept).contains(hidden), "\(before)")
            }
        }
    }

    @Test func bytesThatAreNoTextAreSpelledAsWhatStandsForThem() {
        let broken: [UInt8] = [0x61, 0x9B, 0xFF, 0xC0, 0x80, 0xED, 0xA0, 0x80, 0xE2, 0x80]
        let shown = VisibleText.of(broken, spelling: .plain, keeping: [])
        #expect(String(decoding: shown, as: UTF8.self) == "a" + String(repeating: #"\u{fffd}"#, count: 9))
    }

    /// A short text, usually with a hidden character.
    private static func text(_ generator: inout Numbers) -> String {
        let pieces = [
            "a", "儲", "🧑", "\u{FE0F}", "\u{200D}", "\n", "\t", "\u{1B}", "\u{202E}", "\"", "\\", "é", "plain text",
        ]
        var text = ""
        for _ in 0..<generator.next(below: 12) { text += pieces[generator.next(below: pieces.count)] }
        return text
    }

    private struct Numbers {
        var state: UInt64

        mutating func next(below limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
    }
}
