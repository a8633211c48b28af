import Secrets
import Testing

/// Fakes: a prefix and as many letters as the kind has.
enum Fake {
    static let token = "sk-ant-oat01-" + String(repeating: "T", count: 91) + "wxyz"
    static let otherToken = "sk-ant-oat01-" + String(repeating: "U", count: 95)
    static let key = "sk-ant-api03-" + String(repeating: "K", count: 95)

    static func token(count: Int) -> String {
        "sk-ant-oat01-" + String(repeating: "T", count: count - 13)
    }

    static func whole(_ text: String) -> PastedSecret { .setupToken(Secret(text), .whole) }
}

func read(_ text: String) -> Paste { PasteReader.read(Secret(text)) }

/// The token in lines of `width`, with a prefix and a suffix for each.
func wrapped(_ token: String, width: Int, begin: String = "", end: String = "\n") -> String {
    var rest = Substring(token)
    var text = ""
    while !rest.isEmpty {
        text += begin + rest.prefix(width) + end
        rest = rest.dropFirst(width)
    }
    return text
}

@Suite struct PasteReaderTests {
    @Test func aCleanTokenIsTakenAsItIs() {
        #expect(Fake.token.count == 108)
        #expect(read(Fake.token) == Paste(outcome: Fake.whole(Fake.token), removed: []))
        #expect(read(Fake.key) == Paste(outcome: .apiKey(Secret(Fake.key)), removed: []))
    }

    @Test(arguments: [
        ("\(Fake.token)\n", [Removal.lineBreaks(1)]),
        ("  \(Fake.token)\t\r\n", [.lineBreaks(1), .spaces(3)]),
        ("export CLAUDE_CODE_OAUTH_TOKEN=\(Fake.token)", [.assignment("export CLAUDE_CODE_OAUTH_TOKEN=")]),
        ("TOKEN = '\(Fake.token)';", [.assignment("TOKEN="), .quotes, .punctuation]),
        ("\"\(Fake.token)\"", [.quotes]),
        ("“\(Fake.token)”", [.quotes]),
        ("Bearer \(Fake.token)", [.bearer]),
        ("\u{FEFF}\(Fake.token)\u{200B}", [.invisible(2)]),
        ("\u{A0}\(Fake.token)", [.spaces(1), .invisible(1)]),
        ("\u{1B}[32m\(Fake.token)\u{1B}[0m", [.escapeSequences(2)]),
        ("\u{1B}]0;title\u{07}\(Fake.token)", [.escapeSequences(1)]),
        ("\u{1B}]8;;https://x\u{1B}\\\(Fake.token)\u{1B}]8;;\u{1B}\\", [.escapeSequences(2)]),
        ("│ \(Fake.token) │", [.spaces(2), .box(2)]),
        ("◆  \(Fake.token)", [.spaces(2), .box(1)]),
        ("\(Fake.token)\n\(Fake.token)", [.lineBreaks(1), .repeated]),
        ("\(Fake.token)\(Fake.token)", [.repeated]),
        ("Here it is: \(Fake.token)", [.surroundingText(9)]),
    ])
    func whatIsNotTheTokenIsTakenAwayAndTold(text: String, removed: [Removal]) {
        #expect(read(text) == Paste(outcome: Fake.whole(Fake.token), removed: removed))
    }

    @Test(arguments: [20, 27, 36, 40, 54, 60, 79, 80, 100, 107])
    func aWrappedTokenIsJoined(width: Int) {
        for end in ["\n", "\r\n", "\r", "   \n", "   \r\n", "\n\n"] {
            for begin in ["", "  ", "│ "] {
                let text = wrapped(Fake.token, width: width, begin: begin, end: end)
                #expect(read(text).outcome == Fake.whole(Fake.token), "\(width)")
            }
        }
    }

    @Test func threePaddedLinesAreToldAsBreaksAndSpaces() {
        let text = wrapped(Fake.token, width: 40, begin: "  ", end: "  \n")
        #expect(read(text).removed == [.lineBreaks(3), .spaces(12)])
    }

    @Test func wrappedLinesInABoxAreJoined() {
        let text = "┌────┐\n" + wrapped(Fake.token, width: 50, begin: "│ ", end: " │\n") + "└────┘\n"
        #expect(read(text).outcome == Fake.whole(Fake.token))
    }

    @Test func lineBreaksThatBecameSpacesAreJoined() {
        let text = wrapped(Fake.token, width: 79, end: "  ")
        #expect(read(text).outcome == Fake.whole(Fake.token))
        #expect(read(text + " Store this token securely.").outcome == Fake.whole(Fake.token))
    }

    @Test(arguments: [
        "Store this token securely.", "Done", "securely", "Copied.", "OK", "Store this token securely",
        "export CLAUDE_CODE_OAUTH_TOKEN=<token>",
    ])
    func trailingProseIsNotSwallowed(prose: String) {
        for gap in ["\n", "\n\n", "\r\n", " \n  "] {
            #expect(read(Fake.token + gap + prose).outcome == Fake.whole(Fake.token))
            let short = Fake.token(count: 92)
            #expect(read(short + gap + prose).outcome == .setupToken(Secret(short), .looksCutOff(count: 92)))
        }
        #expect(read(wrapped(Fake.token, width: 80) + prose).outcome == Fake.whole(Fake.token))
    }

    @Test func proseGluedToAWholeTokenIsCutOff() {
        let paste = read(Fake.token + "Store this token securely.")
        #expect(paste.outcome == Fake.whole(Fake.token))
        #expect(paste.removed == [.surroundingText(23)])
    }

    @Test func aLongerTokenIsNotCut() {
        #expect(read(Fake.token(count: 140)).outcome == Fake.whole(Fake.token(count: 140)))
    }

    @Test func theWholeScreenOfSetupTokenGivesTheToken() {
        let screen = """
            \u{1B}[1m✻ Welcome to Claude Code\u{1B}[0m
            ╭──────────────────────────────╮
            │ ✓ Long-lived authentication token created successfully! │
            ╰──────────────────────────────╯

            Your OAuth token (valid for 1 year):

            \(wrapped(Fake.token, width: 80))
            Store this token securely. You won't be able to see it again.

            Use this token by setting: export CLAUDE_CODE_OAUTH_TOKEN=<token>
            """
        #expect(read(screen).outcome == Fake.whole(Fake.token))
        #expect(read(screen.replacing("\n", with: "\r\n")).outcome == Fake.whole(Fake.token))
        #expect(read(screen.replacing("<token>", with: "sk-ant-oat01-...")).outcome == Fake.whole(Fake.token))
    }

    @Test func twoDifferentOnesAreLeftToThePerson() {
        let paste = read("old \(Fake.token)\nnew \(Fake.otherToken)\nkey \(Fake.key)")
        #expect(
            paste.outcome
                == .several([
                    Candidate(kind: .usable(.setupToken), secret: Secret(Fake.token)),
                    Candidate(kind: .usable(.setupToken), secret: Secret(Fake.otherToken)),
                    Candidate(kind: .usable(.apiKey), secret: Secret(Fake.key)),
                ])
        )
    }

    @Test func aHalfPasteBeforeTheWholeOneIsTheSameToken() {
        let paste = read(String(Fake.token.prefix(85)) + Fake.token)
        #expect(paste.outcome == Fake.whole(Fake.token))
        #expect(paste.removed == [.repeated])
    }

    @Test func otherKeysInAnEnvFileAreIgnored() {
        let text = "OPENAI_API_KEY=sk-proj-\(String(repeating: "o", count: 40))\nANTHROPIC_API_KEY=\(Fake.key)\n"
        #expect(read(text).outcome == .apiKey(Secret(Fake.key)))
    }

    @Test(arguments: [80, 90, 107])
    func aTokenOfEightyToOneHundredSevenLooksCutOff(count: Int) {
        #expect(
            read(Fake.token(count: count)).outcome
                == .setupToken(Secret(Fake.token(count: count)), .looksCutOff(count: count))
        )
    }

    @Test func anUnknownKeyIsKept() {
        #expect(read("my-proxy-key-42").outcome == .unknownKind(Secret("my-proxy-key-42")))
        #expect(read("KEY=my+proxy/key==").outcome == .unknownKind(Secret("my+proxy/key==")))
        #expect(read("sk-ant-other01-\(String(repeating: "Q", count: 40))").outcome.secret?.count == 55)
        let long = "Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4" + "MTIzNDU2Nzg5MGFiY2RlZmdoaWprbG0"
        #expect(read(wrapped(long, width: 32)).outcome == .unknownKind(Secret(long)))
        #expect(read(long + long).outcome == .unknownKind(Secret(long)))
        #expect(read(long + "\n" + long).outcome == .unknownKind(Secret(long)))
    }
}
