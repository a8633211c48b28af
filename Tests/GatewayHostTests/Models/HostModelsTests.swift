import Anthropic
import GatewayConfig
import GatewayHost
import JSON5
import TestSupport
import Testing

/// Which models a host's gateway knows, and what is said of the others.
@Suite struct HostModelsTests {
    private static func host(release: String? = nil) -> TestHost {
        TestHost(config: release.map { "{ meta: { lastTouchedVersion: '\($0)' } }" })
    }

    private func models(release: String? = nil) -> HostModels { Self.host(release: release).snapshot().models }

    private func model(_ id: String) -> ModelReference { ModelReference(provider: "anthropic", model: id) }

    @Test(
        arguments: [
            (nil, "claude-opus-4-6", .known), (nil, "claude-opus-5-5", .newer(since: "2026.10.1")),
            ("2026.2.9", "claude-sonnet-4-6", .newer(since: "2026.2.17")), ("2026.2.17", "claude-sonnet-4-6", .known),
            ("2026.6.9-1", "claude-opus-4-8", .known), ("2026.6.9", "claude-sonnet-5", .newer(since: "2026.7.2")),
            ("2026.10.2", "claude-haiku-5-5", .known), ("2026.10.2", "claude-nova-1", .unknown),
        ] as [(String?, String, HostModels.Standing)]
    )
    func aModelIsKnownFromItsReleaseOn(release: String?, id: String, standing: HostModels.Standing) {
        #expect(models(release: release).standing(of: model(id)) == standing)
    }

    @Test func onAnOldGatewayItsOwnModelsStandFirstAndAlone() {
        let models = models(release: "2026.2.9")
        #expect(models.current.map(\.id) == ["claude-opus-4-6", "claude-sonnet-4-5", "claude-haiku-4-5"])
        #expect(models.known.count == 22 && models.newer.count == 11)
        #expect(models.newer.first?.id == "claude-opus-5-5")
        #expect(models.all.map(\.id).count == 33 && Set(models.all.map(\.id)).count == 33)
    }

    @Test func onANewGatewayTheModelsOfTodayAre() {
        let models = models(release: "2026.10.1")
        #expect(models.current.map(\.id) == ["claude-opus-5-5", "claude-sonnet-5-5", "claude-haiku-5-5"])
        #expect(models.newer.isEmpty && models.older.first?.id == "claude-fable-5-1")
    }

    @Test func theProvidersLimitsCountBeforeTheBuiltInOnes() throws {
        let live = LiveModelList(
            [
                LiveModel(id: "claude-opus-5-5", name: "x", contextWindow: 2_000_000, maximumTokens: 256_000),
                LiveModel(id: "claude-opus-4-6", name: "x", contextWindow: 1_000_000, maximumTokens: 200_000),
                LiveModel(id: "claude-next-9", name: "Next 9", maximumTokens: 300_000),
            ],
            host: "api.anthropic.com",
            fetchedAt: 0
        )
        let models = models().offering(live)
        let opus = try #require(models.model(model("claude-opus-5-5")))
        #expect(opus.contextWindow == 2_000_000 && opus.maximumTokens == 256_000 && opus.name == "Claude Opus 5.5")
        let own = try #require(models.model(model("claude-opus-4-6")))
        #expect(own.maximumTokens == 200_000)
        #expect(own.contextWindow == 200_000, "the gateway's window is what its release says")
        #expect(models.model(model("claude-next-9"))?.maximumTokens == 300_000)
        #expect(models.standing(of: model("claude-next-9")) == .onlyOffered)
        #expect(models.onlyOffered.map(\.id) == ["claude-next-9"])
        #expect(models.newer.first?.maximumTokens == 256_000)
    }

    // MARK: - What a plan says

    private func effects(_ model: String, _ host: TestHost) throws -> [PlanEffect] {
        var answers = SetupAnswers(agents: ["main"], intent: .settingsOnly)
        answers.model = model
        return try host.plan(answers).effects
    }

    @Test func aModelThatTheGatewayMayNotKnowIsSaidOnReview() throws {
        let fable = "anthropic/claude-fable-5-1"
        for release in [nil, "2026.3.13"] {
            let effects = try effects(fable, Self.host(release: release))
            #expect(
                effects.contains(.modelNewerThanGateway(model: fable, since: "2026.10.1", release: release)),
                "\(effects)"
            )
        }
        let known = try effects("anthropic/claude-sonnet-4-6", Self.host(release: "2026.3.13"))
        #expect(!known.contains { $0.code.hasPrefix("model") })
        let defined = TestHost(
            config: """
                { models: { providers: { anthropic: { baseUrl: "https://api.anthropic.com",
                  models: [{ id: "claude-fable-5-1", name: "F" }] } } } }
                """
        )
        #expect(try !effects(fable, defined).contains { $0.code.hasPrefix("model") })
    }

    @Test func whatEachEffectSaysIsASentence() throws {
        for effect: PlanEffect in [
            .modelNewerThanGateway(model: "m", since: "s", release: "r"),
            .modelNewerThanGateway(model: "m", since: "s", release: nil), .modelOnlyOffered(model: "m"),
        ] {
            let text = Texts.english("effect." + effect.code, effect.values)
            #expect(text.hasPrefix("m ") && !text.contains("{"), "\(text)")
        }
    }
}
