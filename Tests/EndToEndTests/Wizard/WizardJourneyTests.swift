import TerminalUI
import TestSupport
import Testing

/// The most common ways through the wizard, from the first page to the last.
@Suite("Wizard: journeys")
struct WizardJourneyTests {
    @Test("rules 10, 13: an API key takes six Enters and one paste from Welcome to Done")
    func anAPIKeyTakesSixEntersAndOnePaste() throws {
        let session = try WizardSession(.fresh())
        try session.wait(for: .welcome)
        try session.enter(.method)
        try session.enter(.credential)
        try session.paste(Fake.apiKey)
        try session.wait(for: "ends wxyz")
        try session.enter(.model)
        try session.enter(.cache)
        try session.enter(.review)
        try session.enter(.done)
        session.press(.enter)
        #expect(try session.waitForExit() == 0)
        session.expectTerminalAsBefore()
        #expect(try session.home.secret(of: "anthropic:default") == Fake.apiKey)
        #expect(try session.home.kind(of: "anthropic:default") == "api_key")
        try session.expectSecretsOnlyInTheStore()
    }

    @Test("rule 7: what was done stays on the normal screen, without the secret")
    func whatWasDoneStaysOnTheNormalScreen() throws {
        let session = try WizardSession(.fresh())
        try session.walk(to: .done)
        session.press(.enter)
        #expect(try session.waitForExit() == 0)
        let text = session.lines.joined(separator: "\n")
        #expect(text.contains("Agent main should answer. Not checked."))
        #expect(text.contains("auth-profiles.json") && text.contains("openclaw.json"))
        #expect(text.contains("openclaw models status") && text.contains("openclaw undo"))
        #expect(text.contains("none needed: the files are new") && text.contains("removes both files"))
        session.expectTerminalAsBefore()
    }

    /// Eight spaces before and after each line, as copied from a box or an indented terminal.
    @Test("rule 17: a token in three wrapped, padded lines is stored byte for byte", arguments: [true, false])
    func aWrappedTokenIsStoredByteForByte(marked: Bool) throws {
        let session = try WizardSession(.fresh(), ["onboard", "--auth-choice", "setup-token"])
        try session.wait(for: .credential)
        let token = Fake.token
        let lines = [token.prefix(40), token.dropFirst(40).prefix(40), token.dropFirst(80)]
        let padded = lines.map { "        \($0)        " }.joined(separator: "\n")
        try session.paste(padded, marked: marked)
        try session.wait(for: "108 characters   ends mnop")
        // Without paste marks a busy machine may deliver it in parts, which adds line breaks.
        if marked { try session.wait(for: "2 line breaks") }
        try session.enter(.model)
        try session.enter(.cache)
        try session.enter(.review)
        try session.enter(.done)
        session.press(.enter)
        #expect(try session.waitForExit() == 0)
        session.expectTerminalAsBefore()
        #expect(try session.home.secret(of: "anthropic:default") == token)
        #expect(try session.home.kind(of: "anthropic:default") == "token")
        try session.expectSecretsOnlyInTheStore()
    }

    @Test("rule 12: a setup-token in the API key's box is taken as what it is")
    func theOtherKindIsTakenAsWhatItIs() throws {
        let session = try WizardSession(.fresh(), ["onboard", "--auth-choice", "apiKey"])
        try session.wait(for: .credential)
        try session.paste(Fake.token)
        try session.wait(for: "This is a setup-token, not an API key.")
        try session.enter(.model)
        try session.enter(.cache)
        try session.enter(.review)
        try session.enter(.done)
        session.press(.enter)
        #expect(try session.waitForExit() == 0)
        #expect(try session.home.kind(of: "anthropic:default") == "token")
    }

    @Test("rule 15: Enters in flight do not apply")
    func entersInFlightDoNotApply() throws {
        let session = try WizardSession(.fresh())
        try session.walk(to: .cache)
        session.terminal.send(bytes: "\r\r\r\r")
        try session.wait(for: .review)
        session.terminal.settle()
        #expect(session.terminal.screen.contains(WizardSession.Page.review.rawValue))
        session.press(.control("c"), .control("c"))
        #expect(try session.waitForExit() == 130)
        try session.expectNothingWritten()
    }

    @Test("rules 34, 35: the same walk works at 40x15")
    func theWalkWorksOnAPhone() throws {
        let session = try WizardSession(.fresh(), size: .init(columns: 40, rows: 15))
        try session.walk(to: .done)
        session.press(.enter)
        #expect(try session.waitForExit() == 0)
        session.expectTerminalAsBefore()
        #expect(try session.home.secret(of: "anthropic:default") == Fake.apiKey)
    }

    @Test func undoOnTheLastPageTakesEverythingBack() throws {
        let session = try WizardSession(.existing())
        try session.wait(for: .welcome)
        try session.enter(.existing)
        session.press(.down)
        try session.enter(.method)
        try session.enter(.credential)
        try session.paste(Fake.apiKey)
        try session.enter(.model)
        try session.enter(.cache)
        try session.enter(.review)
        try session.enter(.done)
        session.press(.character("u"))
        try session.wait(for: "Undo it")
        session.press(.character("y"))
        try session.wait(for: "Undone.")
        session.press(.enter)
        #expect(try session.waitForExit() == 0)
        #expect(try session.home.read(session.home.config) == TestHome.handWrittenConfig)
        #expect(try session.home.read(session.home.store) == TestHome.handWrittenStore)
        session.expectTerminalAsBefore()
    }
}
