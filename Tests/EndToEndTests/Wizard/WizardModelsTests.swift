import Foundation
import TerminalUI
import TestSupport
import Testing

/// The model page of the real program with a list cached by `models list --refresh`.
@Suite("Wizard: live models")
struct WizardModelsTests {
    private static let offer = """
        {"data":[{"type":"model","id":"claude-next-9","display_name":"Claude Next 9"},
        {"type":"model","id":"claude-opus-4-6","display_name":"Claude Opus 4.6"}],"has_more":false}
        """

    @Test("the kept list is merged into the page, which asks nobody, also without a network") func theKeptListIsMerged()
        throws
    {
        let live = try LiveHome(store: LiveHome.store) { _ in .json(status: 200, Self.offer) }
        #expect(try live.home.run(["models", "list", "--refresh"]).status == 0)
        live.server.stop()
        let session = try WizardSession(live.home, ["onboard", "--auth-choice", "skip"], asksProvider: true)
        try session.wait { $0.contains("Which model?") && $0.contains("asked 20") }
        try session.wait { $0.contains("live, not built in") && $0.contains("claude-next-9") }
        #expect(session.lines.contains { $0.contains("claude-haiku-4-5") && $0.contains("built-in") })
        for character in "next" { session.press(.character(character)) }
        try session.wait { $0.line($0.cursor.row).contains("next") && !$0.contains("claude-haiku-4-5") }
        session.press(.enter)
        try session.wait(for: .cache)
        #expect(live.server.requests.count == 1)
        session.press(.control("c"))
        try session.leaveIfAsked()
        #expect(try session.waitForExit() == 130)
        try session.expectNothingWritten()
    }

    @Test("where nobody asked yet, the page says that its list is built in") func theBuiltInListSaysSo() throws {
        let session = try WizardSession(try TestHome.fresh(), ["onboard", "--auth-choice", "skip"])
        try session.wait { $0.contains("Which model?") && $0.contains("Built-in list; Anthropic was not asked.") }
        session.press(.control("c"))
        try session.leaveIfAsked()
        #expect(try session.waitForExit() == 130)
    }

    private func atTheRow(_ live: LiveHome) throws -> WizardSession {
        let session = try WizardSession(live.home, ["onboard", "--auth-choice", "skip"], asksProvider: true)
        try session.wait(for: .model)
        session.press(.end)
        try session.wait {
            $0.line($0.cursor.row).contains("Ask Anthropic for the live list") && $0.contains("Asks http://127.0.0.1")
                && $0.contains("2026-11-22")
        }
        return session
    }

    @Test("the row that asks brings the live list, and keeps it for the next time") func theRowAsks() throws {
        let live = try LiveHome(store: LiveHome.store) { _ in .json(status: 200, Self.offer) }
        let session = try atTheRow(live)
        #expect(live.server.requests.isEmpty)
        session.press(.enter)
        try session.wait { $0.contains("This is what http://127.0.0.1:") }
        session.press(.home)
        try session.wait(for: "claude-next-9")
        #expect(try #require(live.server.requests.first).hasPrefix("GET /v1/models?limit=1000 HTTP/1.1\r\n"))
        #expect(try live.home.picture().entries["state/setup/models-anthropic.json"]?.mode == 0o600)
        session.press(.control("c"))
        try session.leaveIfAsked()
        #expect(try session.waitForExit() == 130)
        session.expectTerminalAsBefore()
        try session.expectSecretsOnlyInTheStore()
    }

    @Test("rule 45: a provider that does not answer blocks no key of the page") func aHangingProviderBlocksNothing()
        throws
    {
        let live = try LiveHome(store: LiveHome.store) { _ in .hang([]) }
        let session = try atTheRow(live)
        session.press(.enter)
        try session.wait(for: "asking,")
        session.press(.home)
        try session.wait { $0.line($0.cursor.row).contains("claude-opus-4-6") }
        session.press(.control("c"))
        try session.leaveIfAsked()
        #expect(try session.waitForExit() == 130)
        session.expectTerminalAsBefore()
        try session.expectNothingWritten()
    }
}
