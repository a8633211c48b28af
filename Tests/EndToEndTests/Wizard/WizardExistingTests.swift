import TerminalUI
import TestSupport
import Testing

/// The wizard on a host with a stored credential.
@Suite("Wizard: existing credential")
struct WizardExistingTests {
    private func existing() throws -> WizardSession {
        let session = try WizardSession(.existing())
        try session.wait(for: .welcome)
        try session.enter(.existing)
        return session
    }

    private func finish(_ session: WizardSession) throws {
        try session.enter(.done)
        session.press(.enter)
        #expect(try session.waitForExit() == 0)
        session.expectTerminalAsBefore()
        try session.expectSecretsOnlyInTheStore()
    }

    @Test func keepingChangesNothing() throws {
        let session = try existing()
        session.press(.enter)
        try session.wait(for: "Nothing to change.")
        session.press(.enter)
        _ = try session.waitForExit()
        session.expectTerminalAsBefore()
        try session.expectNothingWritten()
    }

    @Test func replacingKeepsTheNameAndEverythingElse() throws {
        let session = try existing()
        session.press(.down)
        try session.enter(.method)
        try session.enter(.credential)
        try session.paste(Fake.apiKey)
        try session.enter(.model)
        try session.enter(.cache)
        try session.enter(.review)
        try finish(session)
        let home = session.home
        #expect(try home.profiles() == ["anthropic:default"])
        #expect(try home.secret(of: "anthropic:default") == Fake.apiKey)
        #expect(try home.read(home.store).contains("\"note\": \"mine\""))
        #expect(try home.read(home.config).hasPrefix("// kept by hand\n{\n  gateway: { mode: 'local'"))
        #expect(try home.read(home.config).contains("${GATEWAY_TOKEN}"))
    }

    @Test("rules 20, 21: a token beside a key gets a name of its own, and Review says who paid and who will pay")
    func addingStoresBeside() throws {
        let session = try existing()
        session.press(.down, .down)
        try session.enter(.method)
        try session.enter(.credential)
        try session.paste(Fake.token)
        try session.enter(.model)
        try session.enter(.cache)
        try session.enter(.review)
        try session.wait { $0.contains("Paid by") }
        #expect(session.terminal.screen.contains("API credits -> your Claude plan"))
        try finish(session)
        #expect(try session.home.profiles() == ["anthropic:default", "anthropic:token"])
        #expect(try session.home.secret(of: "anthropic:default") == Fake.otherKey)
        #expect(try session.home.secret(of: "anthropic:token") == Fake.token)
    }

    @Test func changingOnlySettingsLeavesTheStoreAlone() throws {
        let session = try existing()
        let store = session.before.entries["state/agents/main/agent/auth-profiles.json"]
        session.press(.down, .down, .down)
        try session.enter(.model)
        try session.enter(.cache)
        session.press(.down, .down)
        try session.enter(.review)
        try finish(session)
        #expect(try session.home.picture().entries["state/agents/main/agent/auth-profiles.json"] == store)
        #expect(try session.home.read(session.home.config).contains(#/cacheRetention["']?: ["']long["']/#))
    }

    @Test func leavingFromThePageWritesNothing() throws {
        let session = try existing()
        session.press(.character("l"), .enter)
        #expect(try session.waitForExit() == 130)
        session.expectTerminalAsBefore()
        try session.expectNothingWritten()
    }
}
