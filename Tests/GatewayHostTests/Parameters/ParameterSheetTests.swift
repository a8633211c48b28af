import GatewayConfig
import GatewayHost
import JSON5
import Secrets
import TestSupport
import Testing

@Suite struct ParameterSheetTests {
    static let opus = ModelReference(provider: "anthropic", model: "claude-opus-4-6")
    static let sonnet = ModelReference(provider: "anthropic", model: "claude-sonnet-4-5")

    func sheet(_ host: TestHost, _ edits: ParameterEdits = ParameterEdits()) throws -> ParameterSheet {
        try ParameterSheet(host.snapshot(), edits: edits)
    }

    @Test func theDefaultModelComesFirstThenItsStandInsThenTheCatalog() throws {
        let host = TestHost(
            config: """
                { agents: { defaults: { model: {
                  primary: "anthropic/claude-sonnet-4-5", fallbacks: ["anthropic/claude-haiku-4-5"] },
                  models: { "openai/gpt-5": {} } } } }
                """
        )
        let sheet = try sheet(host)
        #expect(
            sheet.models.prefix(3).map(\.key)
                == ["anthropic/claude-sonnet-4-5", "anthropic/claude-haiku-4-5", "openai/gpt-5"]
        )
        #expect(Set(sheet.models).count == sheet.models.count)
        #expect(ModelCatalog.builtIn.models.allSatisfy { sheet.models.contains($0.reference) })
        #expect(sheet.parameters(of: sheet.models[0]).role == .standard)
        #expect(sheet.parameters(of: sheet.models[1]).role == .fallback(1))
        #expect(sheet.parameters(of: sheet.models[2]).catalog == nil)
    }

    @Test func whatNobodySaysIsFiveMinutesAndTwoValuesNotSet() throws {
        let sheet = try sheet(TestHost(config: "{}"))
        #expect(sheet.isBlank)
        let lines = sheet.parameters(of: Self.opus).lines
        #expect(lines.map(\.name) == ["cacheRetention", "temperature", "maxTokens"])
        #expect(lines[0].now.value == "short")
        #expect(lines[0].now.source == .cache(.standard))
        #expect(lines[1].now.value == nil)
        #expect(lines[1].now.source == .notSet)
        #expect(lines[2].parameter.kind == .integer(minimum: 1, maximum: 128_000))
    }

    @Test func withAnAPIKeyShortIsTheGatewaysOwnDefault() throws {
        let host = TestHost(
            config: #"{ auth: { profiles: { "anthropic:default": { provider: "anthropic", mode: "api_key" } } } }"#
        )
        let line = try sheet(host).parameters(of: Self.opus).lines[0]
        #expect(line.now.value == "short")
        #expect(!line.isWritten)
    }

    @Test func anEditShowsWhatWillBeBesideWhatIs() throws {
        let host = TestHost(config: "{}")
        let edits = try sheet(host).setting("long", of: "cacheRetention", for: .model(Self.opus))
        let line = try sheet(host, edits).parameters(of: Self.opus).lines[0]
        #expect(line.now.value == "short")
        #expect(line.willBe.value == "long")
        #expect(line.willBe.source == .edited)
        #expect(line.isEdited)
        #expect(line.effect == .honoured)
        #expect(try sheet(host, edits).parameters(of: Self.sonnet).lines[0].willBe.value == "short")
    }

    @Test func settingWhatTheFileSaysTakesTheEditBack() throws {
        let host = TestHost(config: Self.written)
        let first = try sheet(host).setting(0.7, of: "temperature", for: .model(Self.opus))
        #expect(first.count == 1)
        #expect(try sheet(host, first).setting(0.5, of: "temperature", for: .model(Self.opus)).isEmpty)
    }

    @Test func unsettingTakesOutWhatIsWrittenAndElseOnlyTheEdit() throws {
        let host = TestHost(config: Self.written)
        let edits = try sheet(host).unsetting("temperature", for: .model(Self.opus))
        #expect(edits.change(of: "temperature", for: .model(Self.opus)) == .unset)
        let line = try sheet(host, edits).parameters(of: Self.opus).lines[1]
        #expect(line.now.value == 0.5)
        #expect(line.willBe.value == nil)
        let set = try sheet(host).setting(100, of: "maxTokens", for: .model(Self.opus))
        #expect(try sheet(host, set).unsetting("maxTokens", for: .model(Self.opus)).isEmpty)
    }

    @Test func aSubscriptionDoesNotHonourTheCacheButTheRest() throws {
        let host = TestHost(config: "{}")
        try host.apply(.token())
        let sheet = try sheet(host)
        #expect(sheet.kind == .setupToken)
        #expect(sheet.parameters(of: Self.opus).lines.map(\.effect) == [.noneWithSubscription, nil, nil])
    }

    @Test func unknownParametersAreShownWithoutSecrets() throws {
        let host = TestHost(
            config: """
                { agents: { defaults: { models: { "anthropic/claude-opus-4-6": {
                  params: { topK: 3, apiKey: "sk-ant-api03-QQQQQQQQQQQQQQQQQQQQQQQQQQQQ" } } } } } }
                """
        )
        let unknown = try sheet(host).parameters(of: Self.opus).unknown
        #expect(unknown.map(\.name) == ["topK", "apiKey"])
        #expect(unknown[0].value == 3)
        #expect(!unknown[1].value.json().contains("QQQQ"))
    }

    @Test func aValueOutsideItsLimitsIsNamed() throws {
        let host = TestHost(
            config:
                #"{ agents: { defaults: { models: { "anthropic/claude-opus-4-6": { params: { temperature: 2 } } } } } }"#
        )
        let line = try sheet(host).parameters(of: Self.opus).lines[1]
        #expect(line.now.finding?.reason(.english) == "must be at most 1")
    }

    @Test(
        "one truth: a number is sent as it is, and anything else is as if it were not set",
        arguments: [
            ("maxTokens: 999999", 2, 999_999, true), ("maxTokens: '12'", 2, nil, false), ("temperature: 2", 1, 2, true),
            ("temperature: 'hot'", 1, nil, false), ("cacheRetention: 'standard'", 0, "short", false),
        ] as [(String, Int, Value?, Bool)]
    )
    func whatIsInEffectIsShown(params: String, place: Int, now: Value?, isSent: Bool) throws {
        let host = TestHost(
            config: "{ agents: { defaults: { models: { 'anthropic/claude-opus-4-6': { params: { \(params) } } } } } }",
            store: StoreText.of(StoreText.key("anthropic:a"))
        )
        let line = try sheet(host).parameters(of: Self.opus).lines[place]
        #expect(line.now.value == now && line.now.written != nil && line.now.finding?.isSent == isSent)
        let review = try ConfigReview(host.snapshot())
        #expect(review.warnings.first?.message.contains(isSent ? "the provider refuses it" : "ignores it") == true)
    }

    @Test(arguments: [("5m", "short"), ("1h", "long")])
    func theOlderTTLCanBeMoved(ttl: String, retention: String) throws {
        let host = TestHost(config: Self.legacy(ttl))
        let before = try sheet(host)
        let legacy = try #require(before.parameters(of: Self.opus).legacy)
        #expect(legacy.written == ttl)
        #expect(legacy.counts)
        let edits = try #require(before.migrating(Self.opus))
        let after = try sheet(host, edits).parameters(of: Self.opus)
        #expect(after.legacy?.isRemoved == true)
        #expect(after.lines[0].willBe.value == .string(retention))
        let plan = try ConfigPlanner(snapshot: host.snapshot()).plan(edits)
        let text = String(decoding: plan.files[0].contents ?? [], as: UTF8.self)
        #expect(
            text == Self.legacy(ttl).replacingOccurrences("cacheControlTtl: '\(ttl)'", "cacheRetention: '\(retention)'")
        )
    }

    @Test func theAPIKeyDefaultHidesTheOlderTTL() throws {
        let host = TestHost(config: Self.legacy("1h"))
        try host.apply(.apiKey())
        let parameters = try sheet(host).parameters(of: Self.opus)
        #expect(parameters.legacy?.counts == false)
        #expect(parameters.lines[0].now.value == "short")
    }

    static let written = """
        { agents: { defaults: { models: {
          "anthropic/claude-opus-4-6": { params: { temperature: 0.5 } } } } } }
        """

    static func legacy(_ ttl: String) -> String {
        """
        // mine
        { agents: { defaults: { models: { "anthropic/claude-opus-4-6": { params: { cacheControlTtl: '\(ttl)' } } } } } }

        """
    }
}
