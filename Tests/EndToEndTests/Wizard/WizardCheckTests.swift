import Foundation
import TerminalUI
import TestSupport
import Testing

/// The credential check with the real program, a real `curl`, and a local server as the provider.
@Suite("Wizard: checks")
struct WizardCheckTests {
    private static let message = #"{"type":"message","role":"assistant","content":[{"type":"text","text":"Hi"}]}"#
    private static let refusal =
        #"{"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"}}"#

    private func session(_ server: StubServer, adding text: String = "") throws -> WizardSession {
        let home = try TestHome.fresh()
        let provider = "anthropic: { baseUrl: 'http://127.0.0.1:\(server.port)', models: [] }"
        try home.write("{ models: { providers: { \(provider) } } }\n", to: home.config)
        return try WizardSession(home, asksProvider: true)
    }

    private func toReview(_ session: WizardSession) throws {
        try session.walk(to: .credential)
        try session.paste(Fake.apiKey)
        try session.wait(for: "goes on; http://127.0.0.1")
        try session.enter(.model)
        try session.enter(.cache)
        try session.enter(.review)
    }

    @Test("rule 13: a credential that answers is verified on Review, applied, and remembered without its secret")
    func aCredentialThatAnswersIsVerified() throws {
        let server = try StubServer { _ in .json(status: 200, Self.message) }
        let session = try session(server)
        try toReview(session)
        try session.wait(for: "\u{2713} verified")
        session.showThatEnterIsNotHeld()
        session.press(.enter)
        try session.wait(for: "Agent main can answer.")
        try session.wait(for: "answered in")
        session.press(.enter)
        #expect(try session.waitForExit() == 0)
        session.expectTerminalAsBefore()
        try session.expectSecretsOnlyInTheStore()
        #expect(server.requests.count == 1)
        let record = try session.home.read(session.home.setup + "/verified.json")
        #expect(record.contains("anthropic:default") && record.contains("verified"))
    }

    @Test("a credential that is refused is stored only by the row that says so")
    func aRefusedCredentialIsStoredOnlyByChoice() throws {
        let server = try StubServer { _ in .json(status: 401, Self.refusal) }
        let session = try session(server)
        try toReview(session)
        try session.wait(for: "Back to the credential")
        session.press(.down, .down)
        try session.wait { $0.line($0.cursor.row).contains("Save unverified") }
        session.press(.enter)
        try session.wait(for: "The new credential: refused (401).")
        try session.wait(for: "(401)")
        session.press(.enter)
        #expect(try session.waitForExit() == 0)
        try session.expectSecretsOnlyInTheStore()
    }

    @Test("rule 45: a provider that does not answer blocks no key, and leaving ends the question")
    func aHangingProviderBlocksNothing() throws {
        let server = try StubServer { _ in .hang([]) }
        let session = try session(server)
        try toReview(session)
        try session.wait(for: "checking, ")
        session.press(.down)
        try session.wait { $0.line($0.cursor.row).contains("Save without the check") }
        session.press(.character("d"))
        try session.wait(for: "What changes, secrets redacted")
        session.press(.escape)
        try session.wait(for: .review)
        session.press(.control("c"))
        try session.leaveIfAsked()
        #expect(try session.waitForExit() == 130)
        session.expectTerminalAsBefore()
        try session.expectNothingWritten()
    }

    @Test("rule 33: line by line, with a provider that answers") func lineByLine() throws {
        let server = try StubServer { _ in .json(status: 200, Self.message) }
        let home = try TestHome.fresh()
        let provider = "anthropic: { baseUrl: 'http://127.0.0.1:\(server.port)', models: [] }"
        try home.write("{ models: { providers: { \(provider) } } }\n", to: home.config)
        let session = try WizardSession(
            home,
            ["onboard", "--accessible"],
            size: Size(columns: 80, rows: 70),
            asksProvider: true
        )
        try session.wait(for: "Enter for 1:")
        session.press(.enter)
        try session.wait(for: "Anthropic API key")
        session.press(.enter)
        try session.wait(for: "Paste, then Enter:")
        session.terminal.paste(Fake.apiKey)
        try session.wait(for: "Enter goes on")
        session.press(.enter)
        try session.wait(for: "Which model?")
        session.press(.enter)
        try session.wait(for: "Checking with http://127.0.0.1")
        try session.wait(for: "Verified: http://127.0.0.1:")
        session.press(.enter)
        try session.wait(for: "Leave, write nothing")
        for character in "apply" { session.press(.character(character)) }
        session.press(.enter)
        try session.wait(for: "Agent main can answer.")
        session.press(.enter)
        #expect(try session.waitForExit() == 0)
        session.expectTerminalAsBefore()
    }
}
