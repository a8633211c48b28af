import TerminalUI
import TestSupport
import Testing

/// Whatever `claude` prints around its token, on terminals of any size: the token is stored completely and never shown.
@Suite("models auth setup-token: layouts", .timeLimit(.minutes(3)))
struct SetupTokenLayoutTests {
    static let layouts = [
        "%", "%.", "%, keep it", "% (valid for one year)", "%;", "\"%\"", "{\"token\":\"%\"}",
        "export CLAUDE_CODE_OAUTH_TOKEN=%", "export CLAUDE_CODE_OAUTH_TOKEN=\"%\"", "`%`", "(%)", "Your token: %",
        "│ % │",
    ]
    static let sizes = [
        Size(columns: 40, rows: 15), Size(columns: 80, rows: 24), Size(columns: 100, rows: 24),
        Size(columns: 200, rows: 50),
    ]

    @Test(arguments: layouts, sizes)
    func theTokenIsStoredWholeAndNothingIsShown(layout: String, size: Size) throws {
        let line = layout.replacing("%", with: "'\"$TOKEN\"'")
        let relay = try RelayHome(claude: "printf '%s\\r\\n' '\(line)'; read -r _")
        let session = try relay.start(size: size)
        try session.wait(for: "*************")
        session.press(.enter)
        #expect(try session.waitForExit() == 0)
        session.expectTerminalAsBefore()
        #expect(try relay.home.secret(of: "anthropic:manual") == Fake.token)
    }

    /// A program that assumes that every terminal has 80 columns.
    @Test(arguments: layouts, [Size(columns: 40, rows: 15), Size(columns: 80, rows: 24)])
    func oneThatBreaksItsLinesItselfIsNeverStoredByHalf(layout: String, size: Size) throws {
        let line = layout.replacing("%", with: "'\"$TOKEN\"'")
        let relay = try RelayHome(claude: "printf '%s\\r\\n' '\(line)' | fold -w 80; read -r _")
        let session = try relay.start(size: size)
        try session.wait(for: "*************")
        session.press(.enter)
        let code = try session.waitForExit()
        session.expectTerminalAsBefore()
        if code == 0 {
            #expect(try relay.home.secret(of: "anthropic:manual") == Fake.token)
        } else {
            #expect(code == 1 && !relay.home.exists(relay.home.store))
        }
    }

    private static let odd = "printf '%s\\r\\n' \"${TOKEN:0:92}\"; read -r _"

    @Test func anotherLengthIsNotStoredWhereNobodyIsAsked() throws {
        let relay = try RelayHome(claude: Self.odd)
        let session = try relay.start()
        try session.wait(for: "****")
        session.press(.enter)
        #expect(try session.waitForExit() == 1)
        #expect(session.terminal.screen.contains("92 characters, ends ZZZZ"))
        session.expectTerminalAsBefore()
        #expect(!relay.home.exists(relay.home.store))
    }

    @Test(arguments: [Key.enter, .character("s"), .control("c")])
    func anotherLengthIsStoredOnlyWhenAPersonSaysSo(answer: Key) throws {
        let relay = try RelayHome(claude: Self.odd)
        let session = try relay.start(asks: true)
        try session.wait(for: "****")
        session.press(.enter)
        try session.wait(for: "s stores it all the same")
        session.press(answer)
        if answer == .character("s") {
            try session.wait(for: "Do it? y/N")
            session.terminal.send(bytes: "y")
        }
        let code = try session.waitForExit()
        #expect(code == (answer == .enter ? 1 : answer == .character("s") ? 0 : 130))
        #expect(relay.home.exists(relay.home.store) == (code == 0))
        session.expectTerminalAsBefore()
    }

    @Test func twoTokensAreNotChosenFrom() throws {
        let other = "sk-ant-oat01-$(printf 'Z%.0s' {1..95})"
        let relay = try RelayHome(claude: "printf '%s\\r\\n\\r\\n' \"$TOKEN\" \"\(other)\"")
        let session = try relay.start()
        #expect(try session.waitForExit() == 1)
        #expect(session.terminal.screen.contains("2 different tokens"))
        session.expectTerminalAsBefore()
    }

    @Test func aLongAddressIsOneLineToTheTerminal() throws {
        let address = "https://claude.ai/oauth/authorize?" + String(repeating: "state=0123456789-__&", count: 16)
        let relay = try RelayHome(claude: "printf 'Go to:\\r\\n%s\\r\\nPaste code > ' '\(address)'; read -r _")
        let session = try relay.start(size: Size(columns: 60, rows: 20))
        try session.wait(for: "Paste code >")
        #expect(session.terminal.wrote(address), "its rows are written without a break")
        session.press(.control("c"), .control("c"))
        #expect(try session.waitForExit() == 130)
    }
}
