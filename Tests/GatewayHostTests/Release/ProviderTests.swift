import Anthropic
import Credentials
import GatewayConfig
import GatewayHost
import JSON5
import Secrets
import TestSupport
import Testing

/// A provider is a value: one made of test data is stored, ordered and shown as Anthropic is.
@Suite struct ProviderTests {
    private static let data = """
        {
          "id": "example", "credentials": ["api_key"], "environment": ["EXAMPLE_KEY"],
          "keysURL": "https://example.com/keys", "baseURL": "https://api.example.com",
          "catalog": { "models": [{ "id": "one", "name": "One", "contextWindow": 1000, "maxTokens": 100 }] }
        }
        """

    private static func releases() throws -> ReleaseDetection {
        let text = try ResourceFile.text("gateways/2026.2.9.json")
            .replacingOccurrences(#""defaultModel": "anthropic/claude-opus-4-6""#, #""defaultModel": "example/one""#)
        let release = BuiltInJSON(Array(text.utf8)).members
        let provider = Provider(BuiltInJSON(Array(data.utf8)))
        return ReleaseDetection(newest: GatewayRelease(ConfigFormat(release, provider: provider), release))
    }

    private func host(environment: [String: String] = [:]) throws -> TestHost {
        var host = TestHost(environment: environment)
        host.releases = try Self.releases()
        return host
    }

    private static func secret(_ letter: String) -> Secret { Secret("ex-" + String(repeating: letter, count: 40)) }

    private func credential(_ letter: String, id: String? = nil) -> NewCredential {
        var credential = NewCredential(Self.secret(letter), kind: .apiKey, agents: ["main"])
        credential.profileID = id
        return credential
    }

    @Test func theRulesNameTheProviderOfTheData() {
        #expect(ProviderName.anthropic == Provider.anthropic.id)
        #expect(ModelReference.defaultProvider == Provider.anthropic.id)
    }

    @Test func itsCredentialIsStoredAndListedUnderItsName() throws {
        let host = try host()
        let plan = try host.apply(.add(credential("A")))
        #expect(plan.summary.credential?.profileID == "example:default")
        #expect(plan.summary.payerNow == .provider("example"))
        let profile = try #require(host.snapshot().profile("example:default", agent: "main"))
        #expect(profile.provider == "example" && profile.kind == .apiKey)
        #expect(profile.credential == .apiKey(Self.secret("A")))
        let snapshot = host.snapshot()
        let listing = snapshot.release.listing(of: snapshot.config.root)
        #expect(listing.ids(of: "example") == ["example:default"])
    }

    @Test func aKindThatItDoesNotHaveIsStoredAsAKey() throws {
        let host = try host()
        var credential = NewCredential(Fake.token(), kind: .apiKey, agents: ["main"])
        credential.profileID = "example:t"
        try host.apply(.add(credential))
        #expect(host.snapshot().profile("example:t", agent: "main")?.kind == .apiKey)
        #expect(Provider.anthropic.kind(of: Fake.token(), asked: .apiKey) == .setupToken)
    }

    @Test func itsProfilesAreOrderedAndShown() throws {
        let host = try host()
        try host.apply(.add(credential("A")))
        try host.apply(.add(credential("B", id: "example:b")))
        let scope = OrderScope(provider: "example", agent: "main", place: .store)
        try host.apply(.fixOrder(["example:b", "example:default"], scope))
        let snapshot = host.snapshot()
        let report = try StatusReport(snapshot, host.live)
        #expect(report.verdict.provider == "example" && report.verdict.model == "example/one")
        #expect(report.verdict.winner?.source == .profile(id: "example:b", isOwn: true))
        #expect(report.verdict.canAnswer == true)
        #expect(report.missingProviders.isEmpty)
        let rows = ProfileRows(snapshot, host.live, agent: "main")
        #expect(rows.map(\.id) == ["example:b", "example:default"])
        #expect(rows.map(\.position) == [1, 2])
        let listing = ProfileListing(snapshot, host.live, agent: "main", provider: "example").lines.map(\.plain)
        #expect(listing.contains { $0.hasPrefix("example:b") || $0.contains(" example:b") })
        #expect(SetupFacts(snapshot, .english).profiles.map(\.id) == ["example:default", "example:b"])
    }

    @Test func itsVariableCountsWhereNothingIsStored() throws {
        let host = try host(environment: ["EXAMPLE_KEY": Fake.text(Self.secret("E")), "ANTHROPIC_API_KEY": "x"])
        let winner = try StatusReport(host.snapshot(), host.live).verdict.winner
        #expect(winner?.source == .environment(name: "EXAMPLE_KEY", layer: .process))
        #expect(SetupFacts(host.snapshot(), .english).environmentKeys.map(\.variable) == ["EXAMPLE_KEY"])
    }

    @Test func withoutAWayToCheckNothingIsSent() throws {
        let snapshot = try host().snapshot()
        #expect(snapshot.probeModel == nil && snapshot.checkedModel() == nil)
        #expect(snapshot.endpoint.baseURL == "https://api.example.com")
        #expect(HostSnapshot.read(TestHost().host).probeModel != nil)
    }

    @Test func itsModelsAreOffered() throws {
        let host = try host()
        let snapshot = host.snapshot()
        let listing = ModelListing(snapshot, host.live, live: nil, all: true, provider: nil)
        #expect(listing.rows.map(\.reference.key) == ["example/one"])
        #expect(try ParameterSheet(snapshot).models.map(\.key) == ["example/one"])
    }

    @Test func whereKeysAreMadeIsWhatTheSentencesSay() {
        let keys = Provider.anthropic.keysURL
        for name in ["wizard.method.apiKey.made", "wizard.credential.noKey.source", "wizard.review.anew.apiKey.where"] {
            #expect(keys == "https://" + Texts.english(name))
        }
    }
}
