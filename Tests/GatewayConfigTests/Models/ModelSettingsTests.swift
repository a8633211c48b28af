import JSON5
import Testing

@testable import GatewayConfig

@Suite struct ModelSettingsTests {
    private func settings(_ defaults: Value, list: Value = [], agent: AgentID? = nil) -> ModelSettings {
        ModelSettings(["agents": ["defaults": defaults, "list": list]], agent: agent)
    }

    @Test func nothingConfiguredMeansTheGatewaysDefault() {
        let settings = ModelSettings([:])
        #expect(settings.primary == nil)
        #expect(settings.resolvedPrimary == .gatewayDefault)
        #expect(settings.fallbacks.isEmpty)
        #expect(settings.allowed.isEmpty)
        #expect(settings.isAllowed(ModelReference(provider: "x", model: "y")))
    }

    @Test(arguments: [
        ("anthropic/claude-haiku-4-5", "anthropic/claude-haiku-4-5", false),
        ("Anthropic/opus-4.6", "anthropic/claude-opus-4-6", false),
        ("Fast", "anthropic/claude-haiku-4-5", false),
        ("claude-sonnet-4-5", "anthropic/claude-sonnet-4-5", true),
        // The short form is not expanded here: the gateway takes it as an id.
        ("opus-4.6", "anthropic/opus-4.6", true),
        ("  ", "anthropic/claude-opus-4-6", false),
        ("x/", "anthropic/claude-opus-4-6", false),
    ])
    func primaryIsResolvedLikeTheGateway(raw: String, key: String, lacksProvider: Bool) {
        let settings = settings([
            "model": ["primary": .string(raw)], "models": ["anthropic/claude-haiku-4-5": ["alias": "fast"]],
        ])
        #expect(settings.resolvedPrimary.key == key)
        #expect(settings.lacksProvider == lacksProvider)
    }

    @Test func agentsOwnModelReplacesTheDefaultOne() {
        let defaults: Value = ["model": ["primary": "a/1", "fallbacks": ["a/2"]]]
        let list: Value = [["id": "x", "model": "b/1"], ["id": "y", "model": ["fallbacks": []]], ["id": "z"]]
        let x = settings(defaults, list: list, agent: AgentID("x"))
        #expect(x.resolvedPrimary.key == "b/1")
        #expect(x.primarySource == .agent)
        #expect(x.fallbacks == ["a/2"])
        #expect(x.fallbacksSource == .defaults)
        let y = settings(defaults, list: list, agent: AgentID("y"))
        #expect(y.resolvedPrimary.key == "a/1")
        #expect(y.fallbacks.isEmpty)
        #expect(y.fallbacksSource == .agent)
        #expect(settings(defaults, list: list, agent: AgentID("z")).primarySource == .defaults)
    }

    @Test func keysOfTheModelsMapAreAnAllowlist() {
        let settings = settings([
            "model": ["primary": "a/1"], "models": ["b/1": ["alias": " B "], "c/1": ["alias": ""]],
        ])
        #expect(settings.allowed == ["b/1", "c/1"])
        #expect(settings.aliases == [.init(name: "B", key: "b/1")])
        #expect(settings.isAllowed(ModelReference(provider: "b", model: "1")))
        #expect(settings.isAllowed(ModelReference(provider: "a", model: "1")))
        #expect(!settings.isAllowed(ModelReference(provider: "d", model: "1")))
        #expect(settings.reference("b")?.key == "b/1")
        #expect(settings.reference("opus-4.6") == .gatewayDefault)
    }

    @Test func imageModelHasItsOwnSettings() {
        let settings = settings(["imageModel": ["primary": "a/i", "fallbacks": ["a/j"]]])
        #expect(settings.imagePrimary == "a/i")
        #expect(settings.imageFallbacks == ["a/j"])
    }
}
