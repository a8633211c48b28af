import Foundation
import TestSupport
import Testing

/// `models list`: the gateway's members, and the source of each model.
@Suite("Model list", .timeLimit(.minutes(30))) struct ModelsListTests {
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
        #expect(try live.home.picture().entries["state/setup/models-anthropic.json"]?.mode == 0o600)
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
        #expect(!live.home.exists(live.home.setup + "/models-anthropic.json"))
    }

    @Test("the kept list counts at once for lists, parameters and --model; a broken one is named and no more")
    func theKeptListIsUsedAtOnceOrNamed() throws {
        let offer = """
            {"data":[{"type":"model","id":"claude-next-9","display_name":"Claude Next 9",
            "max_input_tokens":2000000,"max_tokens":64000}],"has_more":false}
            """
        let live = try LiveHome(store: LiveHome.store) { _ in .json(status: 200, offer) }
        #expect(try live.home.run(["models", "list", "--refresh"]).status == 0)
        let (kept, key) = (live.home.setup + "/models-anthropic.json", "anthropic/claude-next-9")
        let row = try #require(
            try models(try live.home.run(["models", "list", "--all", "--json"])).first {
                $0["key"] as? String == key
            }
        )
        #expect(row["contextWindow"] as? Int == 2_000_000 && row["maxTokens"] as? Int == 64_000)
        let parameter = #"agents.defaults.models["\#(key)"].params.maxTokens"#
        let refused = try live.home.run(["config", "set", parameter, "64001"])
        #expect(refused.status == 1 && refused.errorText.contains("must be at most 64000"), "\(refused.text)")
        #expect(try live.home.run(["config", "set", parameter, "64000", "--dry-run"]).status == 0)

        let text = try String(contentsOfFile: kept, encoding: .utf8)
        let (absurd, large) = (text.replacing("64000", with: "-1"), text + String(repeating: " ", count: 1 << 20))
        for broken in ["{", absurd, large] {
            try live.home.write(broken, to: kept)
            let run = try live.home.run(["models", "list", "--all", "--json"])
            #expect(run.status == 0 && run.errorText.contains("setup/models-anthropic.json is not used: "))
            #expect(run.errorText.split(separator: "\n").count == 1, "\(run.errorText)")
            #expect(try models(run).allSatisfy { $0["key"] as? String != key })
            let status = try live.home.run(["models", "status", "--json"])
            #expect(!status.errorText.contains("models-anthropic"), "what needs no model list says nothing of it")
        }
        #expect(try live.home.run(["models", "list", "--refresh"]).outputText.contains(key))
        #expect(try live.home.run(["models", "list"]).errorText.isEmpty, "asking again mends it")
    }

    @Test func aModelOfTodaySaysFromWhichReleaseOn() throws {
        let home = try TestHome.fresh()
        let run = try home.run(["models", "list", "--all", "--json"])
        let opus = try #require(try models(run).first { $0["key"] as? String == "anthropic/claude-opus-5-5" })
        #expect(opus["since"] as? String == "2026.10.1" && opus["missing"] as? Bool == true)
        #expect((opus["tags"] as? [String])?.isEmpty == true)
        #expect(try home.run(["models", "list", "--all"]).outputText.contains("built-in, from 2026.10.1"))
    }
}
