import TerminalUI
import TestSupport
import Testing

/// The command line shown on the provider's page, with and without a terminal.
@Suite("The page's own line")
struct PageLineTests {
    /// As on the page; the shell expands the variable.
    static let line = #"openclaw onboard --anthropic-api-key "$ANTHROPIC_API_KEY""#

    private func shell(_ home: TestHome) -> [String] {
        ["/bin/sh", "-c", "openclaw() { exec \"$0\" \"$@\"; }; " + Self.line]
    }

    @Test func theLineStoresTheCredentialAloneWithoutATerminal() throws {
        let home = try TestHome.fresh(adding: ["ANTHROPIC_API_KEY": Fake.apiKey])
        let run = try home.run([], behind: shell(home))
        #expect(run.status == 0, "\(run.text)")
        try expectCredentialAlone(home)
        #expect(run.text.contains("openclaw onboard") && run.text.contains("model and cache"))
        #expect(Fake.piece(in: run.text) == nil)
    }

    @Test func theLineStoresTheCredentialAloneOnATerminal() throws {
        let home = try TestHome.fresh(adding: ["ANTHROPIC_API_KEY": Fake.apiKey])
        let session = try WizardSession(home, [], behind: shell(home))
        #expect(try session.waitForExit() == 0)
        #expect(!session.terminal.wrote("\u{1B}[?1049h"), "it opened a screen")
        try expectCredentialAlone(home)
        session.expectTerminalAsBefore()
    }

    private func expectCredentialAlone(_ home: TestHome) throws {
        #expect(try home.secret(of: "anthropic:default") == Fake.apiKey)
        let config = try home.read(home.config)
        #expect(config.contains("anthropic:default"))
        for word in ["gateway", "primary", "models"] { #expect(!config.contains(word), "\(word) was set too") }
        try home.expectSecretsOnlyInTheStore()
    }

    @Test(arguments: ["", " ", "\n"]) func anEmptyValueFails(value: String) throws {
        let home = try TestHome.fresh(adding: ["ANTHROPIC_API_KEY": value])
        let before = try home.picture()
        let run = try home.run([], behind: shell(home))
        #expect(run.status == 1)
        #expect(run.errorText.contains("empty"), "\(run.errorText)")
        #expect(run.errorText.contains("Next:"))
        #expect(try home.picture() == before)
    }

    @Test("a secret on the command line is stored, with one line that says how to keep it out of there")
    func theLineRecommendsABetterWay() throws {
        let home = try TestHome.fresh()
        let run = try home.run(["onboard", "--anthropic-api-key", Fake.apiKey])
        #expect(run.status == 0)
        #expect(run.errorText.contains("--anthropic-api-key -"))
        #expect(Fake.piece(in: run.text) == nil)
    }
}
