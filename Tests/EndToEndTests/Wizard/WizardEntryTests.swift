import TerminalUI
import TestSupport
import Testing

/// The pages at which the command line can start the wizard.
@Suite("Wizard: entry points")
struct WizardEntryTests {
    struct Entry: Sendable, CustomTestStringConvertible {
        var choice: String
        var page: WizardSession.Page
        var testDescription: String { choice }
    }

    static let entries = [
        Entry(choice: "setup-token", page: .credential), Entry(choice: "token", page: .credential),
        Entry(choice: "apiKey", page: .credential), Entry(choice: "skip", page: .model),
    ]

    @Test("--auth-choice opens the page it means; back leads to the pages before", arguments: entries)
    func authChoiceOpensItsPage(entry: Entry) throws {
        let session = try WizardSession(.fresh(), ["onboard", "--auth-choice", entry.choice])
        try session.wait(for: entry.page)
        session.press(.escape)
        try session.wait(for: .method)
        session.press(.escape)
        try session.wait(for: .welcome)
        session.press(.control("c"))
        try session.leaveIfAsked()
        #expect(try session.waitForExit() == 130)
        session.expectTerminalAsBefore()
        try session.expectNothingWritten()
    }

    @Test func skippingTheCredentialStoresNone() throws {
        let session = try WizardSession(.fresh(), ["onboard", "--auth-choice", "skip"])
        try session.wait(for: .model)
        try session.enter(.cache)
        try session.enter(.review)
        session.showThatEnterIsNotHeld()
        session.press(.enter)
        try session.wait(for: "still has no credential")
        // The marked row is the way to one.
        session.press(.down)
        try session.wait { $0.line($0.cursor.row).contains("Leave") }
        session.press(.enter)
        #expect(try session.waitForExit() == 0)
        #expect(!session.home.exists(session.home.store))
        #expect(try session.home.read(session.home.config).contains("claude-opus-4-6"))
    }

    @Test func anUnknownAgentIsRefusedBeforeAScreenOpens() throws {
        let session = try WizardSession(.fresh(), ["onboard", "--agent", "nobody-by-that-name"])
        #expect(try session.waitForExit() == 1)
        #expect(session.terminal.screen.text.contains("Unknown agent id \"nobody-by-that-name\""))
        #expect(!session.terminal.wrote("\u{1B}[?1049h"))
        try session.expectNothingWritten()
    }

    @Test("rule 11: a key in the environment is the first row, and is copied only when it is taken")
    func aKeyInTheEnvironmentIsOffered() throws {
        let session = try WizardSession(.fresh(adding: ["ANTHROPIC_API_KEY": Fake.apiKey]))
        try session.walk(to: .method)
        try session.wait(for: "Use ANTHROPIC_API_KEY, ends wxyz")
        try session.enter(.model)
        try session.enter(.cache)
        try session.enter(.review)
        try session.enter(.done)
        session.press(.enter)
        #expect(try session.waitForExit() == 0)
        session.expectTerminalAsBefore()
        #expect(try session.home.secret(of: "anthropic:default") == Fake.apiKey)
    }

    @Test("rule 28: with several agents the wizard asks for which; the others stay as they are")
    func severalAgentsAreAskedFor() throws {
        let home = try TestHome.fresh()
        try home.write("{ agents: { list: [{ id: 'main', default: true }, { id: 'ops' }] } }\n", to: home.config)
        let session = try WizardSession(home)
        try session.wait(for: .welcome)
        session.press(.enter)
        try session.wait(for: "For which agent?")
        session.press(.character(" "), .down, .character(" "))
        try session.enter(.method)
        try session.enter(.credential)
        try session.paste(Fake.apiKey)
        try session.enter(.model)
        try session.enter(.cache)
        try session.enter(.review)
        try session.enter(.done)
        session.press(.enter)
        #expect(try session.waitForExit() == 0)
        #expect(!home.exists(home.store))
        #expect(try home.read(home.state + "/agents/ops/agent/auth-profiles.json").contains(Fake.apiKey))
    }
}
