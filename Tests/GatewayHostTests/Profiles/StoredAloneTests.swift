import Credentials
import FileTransactions
import GatewayHost
import Secrets
import TestSupport
import Testing

/// A config that cannot be written stops nothing but its own edits: the credential alone can be stored.
@Suite struct StoredAloneTests {
    private let host = TestHost()

    init() {
        host.files.addFile(TestHost.config, "{ gateway: { port: 19001 } }", mode: 0o444)
    }

    @Test func theWayOutIsSaidWhereTheConfigIsTheOnlyObstacle() throws {
        let problem = try #require(try host.live.obstacles(on: host.snapshot(), for: ["main"]).first)
        #expect(problem.code == "obstacle-read-only-file")
        #expect(problem.details.contains { $0.contains("paste-api-key --store-only") })
        #expect(try host.live.obstacles(on: host.snapshot(), for: ["main"], listing: false).isEmpty)
    }

    @Test func aStoreThatCannotBeWrittenHasNoSuchWayOut() throws {
        host.files.addFile(TestHost.store, #"{"version":1,"profiles":{}}"#, mode: 0o400)
        let problems = try host.live.obstacles(on: host.snapshot(), for: ["main"])
        #expect(problems.count == 2)
        #expect(problems.allSatisfy { problem in !problem.details.contains { $0.contains("--store-only") } })
    }

    @Test func whatIsMissingInTheConfigIsShownForWritingItByHand() throws {
        var credential = NewCredential(Fake.apiKey(), kind: .apiKey, agents: ["main"])
        credential.storesAlone = true
        let plan = try ProfilePlanner(snapshot: host.snapshot()).plan(.add(credential))
        #expect(plan.files.map(\.path) == [TestHost.store])
        let effect = ProfileEffect.listedByHand(profileID: "anthropic:default", provider: "anthropic", mode: "api_key")
        #expect(plan.effects.contains(.profiles(effect)))
        let text = PlanText(texts: .english, display: { $0 }).sentence(.profiles(effect))
        #expect(text.contains(#""anthropic:default": { provider: "anthropic", mode: "api_key" }"#))
    }
}
