import Foundation
import TestSupport
import Testing

/// `models list`: the gateway's members, and the source of each model.
@Suite("Model list", .timeLimit(.minutes(2))) struct ModelsListTests {
    private static let offer = """
        {"data":[{"type":"model","id":"claude-next-9","display_name":"Claude Next 9"},
        {"type":"model","id":"claude-opus-4-6","display_name":"Claude Opus 4.6"},{"type":"model","id":"a b"}],
        "has_more":false}
        """

    private func models(_ run: Run) throws -> [[String: Any]] {
        try #require(try run.document()["models"] as? [[String: Any]])
    }

    @Test func withoutRefreshNothingIsSent() throws {
        let live = try LiveHome(store: LiveHome.store, LiveHome.judging)
        let run = try live.home.run(["models", "list", "--json"])
        #expect(run.status == 0, "\(run.text)")
        let models = try models(run)
        #expect(models.compactMap { $0["key"] as? String } == ["anthropic/claude-opus-4-6"])
        #expect(models.first?["tags"] as? [String] == ["default"])
        #expect(models.first?["available"] as? Bool == true && models.first?["builtIn"] as? Bool == true)
        #expect(live.server.requests.isEmpty)
        #expect(try live.home.run(["models", "list", "--plain"]).outputText == "anthropic/claude-opus-4-6\n")
    }

    @Test func whatTheProviderOffersIsMarkedAndKept() throws {
        let live = try LiveHome(store: LiveHome.store) { _ in .json(status: 200, Self.offer) }
        let run = try live.home.run(["models", "list", "--refresh", "--json"])
        #expect(run.status == 0, "\(run.text)")
        let rows = try models(run)
        let fresh = try #require(rows.first { $0["key"] as? String == "anthropic/claude-next-9" })
        #expect(fresh["live"] as? Bool == true && fresh["builtIn"] as? Bool == false)
        #expect(fresh["name"] as? String == "Claude Next 9")
        #expect(rows.contains { $0["live"] as? Bool == false && $0["builtIn"] as? Bool == true })
        #expect(try #require(live.server.requests.first).hasPrefix("GET /v1/models?limit=1000 HTTP/1.1\r\n"))
        #expect(try live.home.picture().entries["state/setup/models.json"]?.mode == 0o600)
        let later = try live.home.run(["models", "list", "--all"])
        #expect(later.outputText.contains("anthropic/claude-next-9") && later.outputText.contains("live"))
        #expect(live.server.requests.count == 1)
    }

    @Test func offlineTheBuiltInModelsAreShownAndThatIsSaid() throws {
        let live = try LiveHome(store: LiveHome.store) { _ in .raw([]) }
        let run = try live.home.run(["models", "list", "--refresh"])
        #expect(run.status == 0)
        #expect(run.errorText.contains("broke off"))
        #expect(run.errorText.contains("Only the built-in models are shown."))
        #expect(run.outputText.contains("anthropic/claude-opus-4-6"))
        #expect(!live.home.exists(live.home.setup + "/models.json"))
    }
}
