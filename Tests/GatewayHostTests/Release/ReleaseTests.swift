import Anthropic
import Credentials
import GatewayConfig
import GatewayHost
import JSON5
import TestSupport
import Testing

/// What a release says about places and times is followed everywhere: by reading, status, findings and edits.
@Suite struct ReleaseTests {
    private let config = """
        {
          agents: { entries: [{ id: "main" }, { id: "ops", default: true, model: "anthropic/claude-haiku-4-5" }] },
          auth: { sequence: { anthropic: ["anthropic:key", "anthropic:token"] } },
        }

        """

    private func host(_ release: GatewayRelease?, store: String = Stores.keyAndToken) -> TestHost {
        var host = TestHost(config: config, store: store)
        if let release { host.releases = ReleaseDetection(newest: release) }
        return host
    }

    @Test func everyPlaceStandsInTheSchemaOfItsRelease() {
        for release in [ReleaseDetection.known.newest] {
            for place in release.places.all { #expect(release.schema.coverage(of: place) != .unknown, "\(place)") }
            #expect(!release.places.all.isEmpty && !release.version.isEmpty)
        }
    }

    @Test func theVersionOfAReleaseIsThatOfItsData() throws {
        #expect(try OldRelease.make().version == "1999.1.0")
        #expect(try host(OldRelease.make()).snapshot().release == OldRelease.make())
        #expect(try OldRelease.make() != ReleaseDetection.known.newest)
    }

    @Test func withoutAPortTheOneOfTheReleaseIsMeant() throws {
        let host = host(try OldRelease.make())
        #expect(host.snapshot().gatewayPort == 18_700)
        #expect(SetupFacts(host.snapshot(), .english).gatewayPort == 18_700)
    }

    @Test(arguments: Language.allCases)
    func theHelpNamesThePortOfTheNewestRelease(language: Language) {
        let port = String(ReleaseDetection.known.newest.format.gatewayPort)
        #expect(Texts.of(language)("help.onboard.gatewayPort").contains(port))
    }

    @Test func agentsAndOrderAreReadWhereTheReleaseHasThem() throws {
        let old = host(try OldRelease.make())
        let snapshot = old.snapshot()
        #expect(snapshot.agents.map(\.id) == ["ops", "main"])
        #expect(snapshot.config.issues.isEmpty)
        #expect(snapshot.config.refusal == nil)
        let report = try StatusReport(snapshot, old.live)
        #expect(report.verdict.agent == "ops")
        #expect(report.models.resolved.key == "anthropic/claude-opus-4-6")
        let ops = try StatusReport(snapshot, old.live, agent: "ops")
        #expect(ops.models.resolved.key == "anthropic/claude-haiku-4-5")
        #expect(report.verdict.winner?.source == .profile(id: "anthropic:key", isOwn: false))
        #expect(report.providers.first?.orderSource == .config)

        let now = host(nil)
        let newest = now.snapshot()
        #expect(newest.agents.map(\.id) == ["main"])
        #expect(newest.config.issues.map(\.pointer) == [["auth"], ["agents"]])
        #expect(
            try StatusReport(newest, now.live).verdict.winner?.source == .profile(id: "anthropic:token", isOwn: true)
        )
    }

    @Test func editsGoWhereTheReleaseReadsThem() throws {
        let old = host(try OldRelease.make())
        let scope = OrderScope(provider: "anthropic", agent: "main", place: .config)
        let plan = try old.apply(.fixOrder(["anthropic:token", "anthropic:key"], scope))
        #expect(plan.files.map(\.path) == [TestHost.config])
        let written = try Document(parsing: #require(old.files.text(TestHost.config))).root
        #expect(written["auth"] == ["sequence": ["anthropic": ["anthropic:token", "anthropic:key"]]])
        let model = try ConfigPlanner(snapshot: old.snapshot()).plan(
            setting: "anthropic/x",
            at: "agents.entries[1].model"
        )
        #expect(model.files.map(\.path) == [TestHost.config])
    }

    @Test func aFailureStopsAProfileForAsLongAsTheReleaseSays() throws {
        let failed = Verification(.rateLimited(retryAfterSeconds: nil), model: "m", host: "h")
        let mark = try #require(CheckMark(failed, profileID: "anthropic:key"))
        for (release, minutes) in [(try OldRelease.make(), 2), (ReleaseDetection.known.newest, 1)] {
            let host = host(release)
            try host.apply(.recordChecks([mark], agent: "main"))
            let snapshot = host.snapshot()
            let stats = snapshot.agent("main")?.contents?.stats(of: "anthropic:key")
            #expect(stats?.cooldownUntil == snapshot.readAt + Int64(minutes) * 60_000)
            let resting = try StatusReport(snapshot, host.live).resting
            #expect(resting.map(\.until) == [snapshot.readAt + Int64(minutes) * 60_000])
        }
    }

    @Test func theRunIsRecordedUnderTheReleasesVersion() throws {
        let old = host(try OldRelease.make(), store: Stores.oneKey)
        var answers = SetupAnswers.apiKey("B")
        answers.gateway = GatewayAnswers()
        try old.apply(answers)
        let written = try Document(parsing: #require(old.files.text(TestHost.config))).root
        #expect(written["wizard"]?["lastRunVersion"] == "1999.1.0")
    }
}
