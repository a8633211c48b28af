import TerminalUI
import TestSupport
import Testing

/// Without a terminal no command waits for a person.
@Suite("No terminal, no prompt")
struct NoTerminalTests {
    @Test(arguments: [["onboard"], ["onboard", "--auth-choice", "setup-token"], ["onboard", "--json"]])
    func onboardingWithoutATerminalNamesTheFlags(arguments: [String]) throws {
        let home = try TestHome.fresh()
        let before = try home.picture()
        let run = try home.run(arguments, input: "y\ny\ny\n")
        #expect(run.status == 1)
        for flag in ["--non-interactive", "--anthropic-api-key", "--token"] {
            #expect(run.text.contains(flag), "\(flag) is not named in: \(run.text)")
        }
        #expect(try home.picture() == before)
    }

    @Test(arguments: [["onboard", "--no-input"], ["onboard", "--json"]])
    func aTerminalIsNotUsedWhenThatIsNotWanted(arguments: [String]) throws {
        let session = try WizardSession(.fresh(), arguments)
        #expect(try session.waitForExit() == 1)
        #expect(!session.terminal.wrote("\u{1B}[?1049h"))
        try session.expectNothingWritten()
    }

    @Test func standardInputMustNotBeATerminalWhenASecretComesFromIt() throws {
        let session = try WizardSession(.fresh(), ["onboard", "--anthropic-api-key", "-"])
        #expect(try session.waitForExit() == 1)
        #expect(session.terminal.screen.text.contains("terminal"))
        try session.expectNothingWritten()
    }

    @Test func theRiskMustBeAcceptedInTheGatewaysWords() throws {
        let run = try TestHome.fresh().run(["onboard", "--non-interactive"])
        #expect(run.status == 1)
        #expect(run.errorText.contains("Non-interactive onboarding requires explicit risk acknowledgement."))
        #expect(run.errorText.contains("Re-run with: openclaw onboard --non-interactive --accept-risk ..."))
    }

    @Test func aMissingKeyIsNamedInTheGatewaysWords() throws {
        let run = try TestHome.fresh().run(["onboard", "--non-interactive", "--accept-risk", "--auth-choice", "apiKey"])
        #expect(run.status == 1)
        #expect(
            run.errorText.contains(
                "Missing --anthropic-api-key (or ANTHROPIC_API_KEY in env, or existing anthropic API-key profile)."
            )
        )
    }
}
