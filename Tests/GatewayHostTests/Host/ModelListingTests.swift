import GatewayConfig
import GatewayHost
import JSON5
import Testing

/// K13: models that the config defines are listed as the gateway has them, not as missing.
@Suite struct ModelListingTests {
    private static let config = """
        { agents: { defaults: { model: { primary: "litellm/gpt-4o-mini", fallbacks: ["litellm/plain", "gone/x"] } } },
          models: { providers: { litellm: { baseUrl: "http://127.0.0.1:4000", apiKey: "x", models: [
            { id: "gpt-4o-mini", name: "Mini", input: ["text", "image"], contextWindow: 128000 }, { id: "plain" },
            { id: "only-with-all" },
          ] } } } }
        """

    private func rows(all: Bool = false, local: Bool = false) -> [ModelListing.Row] {
        let host = StatusHost(["openclaw.json": Self.config])
        return ModelListing(host.snapshot, host.live, live: nil, all: all, provider: nil, localOnly: local).rows
    }

    @Test func aDefinedModelHasWhatTheConfigSays() throws {
        let mini = try #require(rows().first)
        #expect(mini.name == "Mini" && mini.input == "text+image" && mini.contextWindow == 128_000)
        #expect(!mini.tags.contains("missing") && mini.isLocal == true)
        #expect(rows()[1].input == "text" && rows()[1].contextWindow == 200_000)
        #expect(rows()[2].tags.contains("missing"), "what nothing defines stays missing")
    }

    @Test func allOfThemAreListedOnRequest() {
        #expect(!rows().contains { $0.reference.model == "only-with-all" })
        #expect(rows(all: true).contains { $0.reference.model == "only-with-all" })
        #expect(rows(local: true).map(\.reference.model) == ["gpt-4o-mini", "plain"])
    }
}
