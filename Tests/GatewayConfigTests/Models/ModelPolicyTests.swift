import GatewayConfig
import JSON5
import Testing

/// Which models later releases allow, and which program answers them.
@Suite struct ModelPolicyTests {
    private let opus = ModelReference("anthropic/claude-opus-4-8")
    private let haiku = ModelReference("anthropic/claude-haiku-4-5")

    private func settings(_ defaults: Value, agent: Value = [:], isLater: Bool = false) -> ModelSettings {
        let config: Value = ["agents": ["defaults": defaults, "entries": ["ops": agent]]]
        var later = LaterReading()
        later.goesByModelPolicy = isLater
        let format = ConfigFormat.builtIn.reading(later)
        return ModelSettings(config, format, agent: AgentID("ops"))
    }

    @Test(arguments: [
        (["anthropic/claude-opus-4-8"], true, false), (["anthropic/*"], true, true), (["openai/*"], false, false),
        ([], true, true),
    ])
    func aPolicyNamesModelsOrAllOfAProvider(allow: [String], opusToo: Bool, haikuToo: Bool) throws {
        let policy: Value = ["modelPolicy": ["allow": .array(allow.map { .string($0) })]]
        let settings = settings(policy, isLater: true)
        #expect(settings.isAllowed(try #require(opus)) == opusToo)
        #expect(settings.isAllowed(try #require(haiku)) == haikuToo)
        #expect(settings.restriction == allow)
    }

    @Test func anAgentsOwnPolicyReplacesTheSharedOne() throws {
        let shared: Value = ["modelPolicy": ["allow": ["openai/*"]]]
        let own: Value = ["modelPolicy": ["allow": ["anthropic/*"]]]
        #expect(settings(shared, agent: own).isAllowed(try #require(opus)))
        #expect(settings(shared, agent: ["modelPolicy": ["allow": []]]).policy == nil)
    }

    @Test func theModelListAllowsOnlyWhereNoPolicyDoes() throws {
        let list: Value = ["models": ["anthropic/claude-opus-4-8": [:]]]
        #expect(!settings(list).isAllowed(try #require(haiku)))
        #expect(settings(list, isLater: true).isAllowed(try #require(haiku)))
        #expect(settings(list).restriction == ["anthropic/claude-opus-4-8"])
        #expect(settings(list, isLater: true).restriction == [])
    }

    @Test func modelsInUseThatNoPolicyAllowsAreNamed() {
        let config: Value = [
            "agents": [
                "defaults": [
                    "model": ["primary": "anthropic/claude-opus-4-8", "fallbacks": ["openai/gpt-5"]],
                    "modelPolicy": ["allow": ["openai/*"]],
                ]
            ]
        ]
        #expect(ModelPolicy.shutOut(in: config, .builtIn).map(\.key) == ["anthropic/claude-opus-4-8"])
    }

    // MARK: - Programs

    private func runtime(_ defaults: Value, agent: Value = [:], provider: Value = [:]) -> String? {
        guard let opus else { return nil }
        let config: Value = [
            "agents": ["defaults": defaults, "entries": ["ops": agent]],
            "models": ["providers": ["anthropic": provider]],
        ]
        return ModelRuntime.id(of: opus, agent: AgentID("ops"), in: config, .builtIn)
    }

    private let claude: Value = ["agentRuntime": ["id": "claude-cli"]]
    private let other: Value = ["agentRuntime": ["id": "openclaw"]]

    @Test func theProgramOfAModelIsFoundWhereverItIsNamed() {
        #expect(runtime([:]) == nil)
        #expect(runtime(["models": ["anthropic/claude-opus-4-8": claude]]) == "claude-cli")
        #expect(runtime(["models": ["anthropic/*": claude]]) == "claude-cli")
        #expect(runtime(["models": ["anthropic/claude-haiku-4-5": claude]]) == nil)
        #expect(runtime([:], agent: ["models": ["anthropic/claude-opus-4-8": claude]]) == "claude-cli")
        #expect(runtime([:], provider: claude) == "claude-cli")
        #expect(
            runtime([:], provider: ["models": [["id": "claude-opus-4-8", "agentRuntime": ["id": "claude-cli"]]]])
                == "claude-cli"
        )
    }

    @Test func theNearestWordCounts() {
        let defaults: Value = ["models": ["anthropic/claude-opus-4-8": claude, "anthropic/*": other]]
        #expect(runtime(defaults, provider: other) == "claude-cli")
        #expect(runtime(defaults, agent: ["models": ["anthropic/claude-opus-4-8": other]]) == "openclaw")
        #expect(runtime(["models": ["anthropic/*": other]], provider: claude) == "openclaw")
    }
}
