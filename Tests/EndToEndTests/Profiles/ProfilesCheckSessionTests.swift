import Foundation
import TerminalUI
import TestSupport
import Testing

/// Checks from the profiles screen with the real program, a real `curl`, and a local server as the provider.
@Suite("Profiles: checks")
struct ProfilesCheckSessionTests {
    /// A token in a cooldown, and a key.
    private static func store() -> String {
        let until = Int64(Date().timeIntervalSince1970 * 1000) + 1_800_000
        return """
            {
              "version": 1,
              "profiles": {
                "anthropic:default": { "type": "token", "provider": "anthropic", "token": "\(Fake.token)" },
                "anthropic:work": { "type": "api_key", "provider": "anthropic", "key": "\(Fake.otherKey)" }
              },
              "usageStats": {
                "anthropic:default": { "errorCount": 3, "cooldownUntil": \(until), "lastUsed": 1770000000000 }
              }
            }

            """
    }

    private func session(
        size: Size = Size(columns: 80, rows: 24),
        _ answer: @escaping @Sendable (String) -> StubServer.Answer = LiveHome.judging
    ) throws -> (live: LiveHome, session: WizardSession) {
        let live = try LiveHome(store: Self.store(), answer)
        let session = try WizardSession(live.home, ["models", "auth"], size: size, asksProvider: true)
        try session.wait { $0.contains("main should answer.") && $0.line($0.cursor.row).contains("work") }
        return (live, session)
    }

    /// Marks a row and requests its check.
    private func askToCheck(_ name: String, _ session: WizardSession) throws {
        try mark(name, session)
        session.press(.character("v"))
        try session.wait { $0.contains("Check \(name)") && $0.contains("Asks http://127.0.0.1") }
    }

    private func mark(_ name: String, _ session: WizardSession) throws {
        session.press(name == "work" ? .home : .end)
        try session.wait { $0.line($0.cursor.row).contains(name) }
    }

    private func leave(_ session: WizardSession) throws {
        session.press(.character("q"))
        #expect(try session.waitForExit() == 0)
        session.expectTerminalAsBefore()
        try session.expectSecretsOnlyInTheStore()
    }

    @Test(
        "rule 24: a resting profile that answers loses its cooldown, and the outcome is kept",
        arguments: [Size(columns: 80, rows: 24), Size(columns: 40, rows: 15)]
    )
    func checkedAndCleared(size: Size) throws {
        let (live, session) = try session(size: size)
        try askToCheck("default", session)
        // The usage policy is shown before a token is sent; the frame may not be complete yet.
        try session.wait { $0.lines.joined().contains("2026-11-22") }
        #expect(live.server.requests.isEmpty)
        session.press(.character("y"))
        try session.wait {
            $0.text.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains("its cooldown is cleared.")
        }
        #expect(!(try live.home.read(live.home.store)).contains("cooldownUntil"))
        #expect(live.server.requests.count == 1)
        let record = try live.home.read(live.home.setup + "/verified.json")
        #expect(record.contains("anthropic:default") && record.contains("\"verified\": true"))
        try leave(session)
    }

    @Test("a credential that is refused changes no file of the gateway, and says why") func refused() throws {
        let (live, session) = try session()
        let before = try live.home.read(live.home.store)
        try askToCheck("work", session)
        session.press(.character("y"))
        try session.wait { $0.contains("refused this credential (401)") && $0.contains("just now, ") }
        #expect(try live.home.read(live.home.store) == before)
        #expect(try live.home.read(live.home.setup + "/verified.json").contains("rejected"))
        try leave(session)
    }

    @Test("rule 45: a provider that does not answer blocks no key; Esc and leaving end the question")
    func aHangingProviderBlocksNothing() throws {
        let (live, session) = try session { _ in .hang([]) }
        try askToCheck("default", session)
        session.press(.character("y"))
        try session.wait { $0.contains("Checking default with http://127.0.0.1:") }
        try mark("work", session)
        try mark("default", session)
        session.press(.escape)
        try session.wait(for: "Stopped checking default.")
        try askToCheck("work", session)
        session.press(.character("y"))
        try session.wait { $0.contains("Checking work with http://127.0.0.1:") && $0.contains(", 1 s") }
        session.press(.control("c"))
        #expect(try session.waitForExit() == 130)
        session.expectTerminalAsBefore()
        try session.expectNothingWritten()
        #expect(live.server.requests.count == 2)
    }

    @Test("a new secret takes the old one's place once it has answered, and no secret is shown") func replaced() throws
    {
        let (live, session) = try session()
        try mark("work", session)
        session.press(.character("r"))
        try session.wait(for: "Paste your credential")
        session.terminal.paste(Fake.apiKey, marked: true)
        try session.wait(for: "ends wxyz")
        session.press(.enter)
        try session.wait(for: "Check it first")
        session.press(.character("y"))
        try session.wait { $0.contains("refused this credential (401)") && $0.contains("keep the old secret") }
        #expect(try live.home.secret(of: "anthropic:work") == Fake.otherKey, "the old one is not discarded")
        session.press(.escape)
        try session.wait(for: "main should answer.")
        try mark("default", session)
        session.press(.character("r"))
        try session.wait(for: "Paste your credential")
        session.terminal.paste(Fake.otherToken, marked: true)
        try session.wait(for: "ends stuv")
        session.press(.enter)
        try session.wait { $0.contains("Check it first") && $0.contains("2026-11-22") }
        session.press(.character("y"))
        try session.wait(for: "Replaced the secret of default, verified.")
        #expect(try live.home.secret(of: "anthropic:default") == Fake.otherToken)
        let record = try live.home.read(live.home.setup + "/verified.json")
        #expect(record.contains("anthropic:default"))
        try leave(session)
    }
}
