import Foundation
import TerminalUI
import TestSupport
import Testing

/// The model page of the real program with the list that `models list --refresh` kept.
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
        try session.wait { $0.contains("Which model?") && $0.contains("Live list of 20") }
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
        try session.wait { $0.contains("Which model?") && $0.contains("Built-in list;") }
        session.press(.control("c"))
        try session.leaveIfAsked()
        #expect(try session.waitForExit() == 130)
    }
}
