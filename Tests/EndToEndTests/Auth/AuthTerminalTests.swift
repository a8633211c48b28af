import TerminalUI
import TestSupport
import Testing

/// The masked field, the preview and its question on a real terminal.
@Suite("models auth on a terminal")
struct AuthTerminalTests {
    private func session(_ home: TestHome, _ arguments: String..., columns: Int = 80) throws -> WizardSession {
        try WizardSession(
            home,
            ["models", "auth"] + arguments,
            size: Size(columns: columns, rows: columns == 80 ? 24 : 15)
        )
    }

    @Test(arguments: [80, 40]) func aPastedTokenIsCountedNeverShownAndStoredAfterYes(columns: Int) throws {
        let home = try TestHome.fresh()
        let session = try session(home, "paste-token", "--provider", "anthropic", columns: columns)
        try session.wait(for: "Paste your setup-token")
        session.terminal.paste(Fake.token)
        try session.wait(for: "108 characters, ends mnop")
        session.press(.enter)
        try session.wait(for: "Do it? y/N")
        #expect(!home.exists(home.store))
        session.terminal.send(bytes: "y")
        #expect(try session.waitForExit() == 0)
        #expect(try home.secret(of: "anthropic:manual") == Fake.token)
        session.expectTerminalAsBefore()
        try session.expectSecretsOnlyInTheStore()
    }

    @Test func aWrappedPasteWithoutMarksIsOneAnswer() throws {
        let home = try TestHome.fresh()
        let session = try session(home, "paste-token", "--yes")
        try session.wait(for: "Esc leaves")
        session.terminal.paste(Fake.token.prefix(60) + "\r" + Fake.token.dropFirst(60), marked: false)
        try session.wait(for: "108 characters")
        session.press(.enter)
        #expect(try session.waitForExit() == 0)
        #expect(try home.secret(of: "anthropic:manual") == Fake.token)
        session.expectTerminalAsBefore()
    }

    @Test(arguments: [Key.enter, .character("n"), .escape, .control("c")])
    func anyOtherAnswerWritesNothing(key: Key) throws {
        let session = try session(.withProfiles(), "logout", "old")
        try session.wait(for: "Do it? y/N")
        session.press(key)
        let code = try session.waitForExit()
        #expect(code == (key == .escape || key == .control("c") ? 130 : 0))
        #expect(session.terminal.screen.text.contains("Nothing was changed."))
        session.expectTerminalAsBefore()
        try session.expectNothingWritten()
    }

    @Test func yesAndEnterInOneBurstAreAnAnswer() throws {
        let session = try session(.withProfiles(), "logout", "old")
        try session.wait(for: "Do it? y/N")
        session.terminal.send(bytes: "y\r")
        #expect(try session.waitForExit() == 0)
        #expect(session.terminal.screen.text.contains("Removed"))
        session.expectTerminalAsBefore()
    }

    @Test func theEndOfAPieceIsNotShownAndTheRestOfATokenAloneIsNoAnswer() throws {
        let home = try TestHome.fresh()
        let session = try session(home, "paste-token", "--yes")
        try session.wait(for: "Esc leaves")
        session.terminal.paste(String(Fake.token.suffix(48)))
        try session.wait(for: "48 characters")
        session.press(.enter)
        try session.wait(for: "does not begin like a setup-token")
        #expect(!session.terminal.screen.text.contains("Enter again"))
        session.press(.control("u"))
        session.terminal.paste(String(Fake.token.prefix(92)))
        try session.wait(for: "92 characters")
        #expect(!session.terminal.screen.text.contains("92 characters, ends"))
        session.terminal.paste(String(Fake.token.suffix(16)))
        try session.wait(for: "108 characters, ends mnop")
        session.press(.enter)
        #expect(try session.waitForExit() == 0)
        #expect(try home.secret(of: "anthropic:manual") == Fake.token)
    }

    @Test func whatCannotBeUsedIsRefusedInTheFieldAndTheFieldWaits() throws {
        let home = try TestHome.fresh()
        let session = try session(home, "paste-token", "--yes")
        try session.wait(for: "Esc leaves")
        session.press(.enter)
        try session.wait(for: "Nothing pasted yet.")
        session.terminal.paste("sk-ant-oat01-short")
        try session.wait(for: "Cut off: 18 characters")
        session.terminal.paste(String(Fake.token.prefix(92)))
        try session.wait(for: "92 characters")
        session.press(.enter)
        try session.wait(for: "Looks cut off: 92 characters")
        session.terminal.paste(Fake.token)
        try session.wait(for: "108 characters")
        session.press(.enter)
        #expect(try session.waitForExit() == 0)
        session.expectTerminalAsBefore()
    }

    @Test(arguments: [Key.escape, .control("c")]) func leavingTheFieldStoresNothing(key: Key) throws {
        let session = try session(.fresh(), "add")
        try session.wait(for: "Esc leaves")
        session.terminal.paste(Fake.apiKey)
        try session.wait(for: "ends wxyz")
        session.press(key)
        #expect(try session.waitForExit() == 130)
        session.expectTerminalAsBefore()
        try session.expectNothingWritten()
    }

    @Test func theDefaultProfileCanBeReplacedInstead() throws {
        let home = try TestHome.withProfiles()
        let session = try session(home, "paste-token")
        try session.wait(for: "Esc leaves")
        session.terminal.paste(Fake.token)
        try session.wait(for: "ends mnop")
        session.press(.enter)
        try session.wait(for: "r replaces the secret")
        session.terminal.send(bytes: "r")
        try session.wait(for: "Do it? y/N")
        session.terminal.send(bytes: "y")
        #expect(try session.waitForExit() == 0)
        #expect(try home.secret(of: "anthropic:default") == Fake.token)
        #expect(try home.profiles() == ["anthropic:default", "anthropic:old"])
    }

    @Test func aSignalPutsTheTerminalBack() throws {
        let session = try session(.fresh(), "add")
        try session.wait(for: "Esc leaves")
        session.terminal.signal(15)
        #expect(try session.waitForExit() == 143)
        session.expectTerminalAsBefore()
        try session.expectNothingWritten()
    }
}
