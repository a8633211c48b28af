import Credentials
import FileTransactions
import GatewayConfig
import JSON5
import Secrets
import TestSupport
import Testing

@testable import GatewayHost

/// Hosts of 2026.4 to 2026.6.4, whose agents have an `auth-state.json`: all of it is read, and it is never written.
@Suite struct AuthStateHostTests {
    private static let state = TestHost.state + "/agents/main/agent/auth-state.json"
    private static let config = """
        { meta: { lastTouchedVersion: "2026.4.15" }, auth: { profiles: {
          "anthropic:default": { provider: "anthropic", mode: "token" },
          "anthropic:work": { provider: "anthropic", mode: "api_key" } } } }

        """
    private static let store = """
        { "version": 1, "profiles": {
          "anthropic:default": { "type": "token", "provider": "anthropic", "token": "\(Fake.text(Fake.token()))" },
          "anthropic:work": { "type": "api_key", "provider": "anthropic", "key": "\(Fake.text(Fake.apiKey()))" } } }

        """

    private func host(_ members: String) -> TestHost {
        let host = TestHost(config: Self.config, store: Self.store)
        host.files.addFile(Self.state, "{ \"version\": 1, \(members) }\n")
        return host
    }

    private static let order = #""order": { "anthropic": ["anthropic:work", "anthropic:default"] }"#
    private static func off(_ host: TestHost) -> String {
        #""usageStats": { "anthropic:work": { "disabledUntil": \#(host.host.clock.now() + 3_600_000), "disabledReason": "billing" } }"#
    }

    private func plan(_ host: TestHost, _ change: ProfileChange) throws -> ChangePlan {
        try host.live.plan(.profile(change), on: host.snapshot())
    }

    private static var new: NewCredential {
        var new = NewCredential(Fake.apiKey("N"), kind: .apiKey, agents: ["main"])
        new.profileID = "anthropic:new"
        return new
    }

    // MARK: - Reading

    @Test func theOrderAndTheMarksOfTheStateDecide() throws {
        let ordered = host(Self.order)
        #expect(
            try StatusReport(ordered.snapshot(), ordered.live).verdict.winner?.source
                == .profile(id: "anthropic:work", isOwn: true)
        )
        let resting = host(Self.order + ", " + Self.off(ordered))
        let report = try StatusReport(resting.snapshot(), resting.live)
        #expect(report.verdict.winner?.source == .profile(id: "anthropic:default", isOwn: true))
        #expect(report.document["auth"]?["unusableProfiles"]?[0]?["profileId"] == "anthropic:work")
        #expect(report.problems.isEmpty)
    }

    @Test func theListShowsWhatTheStateSays() throws {
        let host = host(Self.off(host("")))
        let listing = ProfileListing(host.snapshot(), host.live, agent: "main", provider: nil)
        let work = listing.members["profiles"]?.arrayValue?.first { $0["id"] == "anthropic:work" }
        #expect(work?["state"] == "off" && work?["disabledUntil"] != .null)
        #expect(listing.members["authStatePath"] == .string(Self.state))
    }

    // MARK: - Writing

    @Test func aCredentialIsStoredWhereTheStateStaysAsItIs() throws {
        let host = host(#""usageStats": { "anthropic:work": { "lastUsed": 7 } }"#)
        let before = host.files.text(Self.state)
        let plan = try plan(host, .add(Self.new))
        _ = try host.live.apply(plan).get()
        #expect(host.files.text(TestHost.store)?.contains("anthropic:new") == true)
        #expect(host.files.text(Self.state) == before)
        try #require(try HostUndo.latest(on: host.host)).run()
        #expect(host.files.text(TestHost.store) == Self.store && host.files.text(Self.state) == before)
    }

    @Test func whatWouldChangeTheStateIsRefusedAndSaysWhatToDo() throws {
        let host = host(Self.order + ", " + Self.off(host("")))
        let scope = OrderScope(provider: "anthropic", agent: "main", place: .store)
        let changes: [(ProfileChange, String)] = [
            (.automaticOrder(scope), "order of anthropic's profiles"),
            (.clearFailures(id: "anthropic:work", agent: "main"), "marks of anthropic:work"),
            (.remove(id: "anthropic:work", agents: ["main"]), "names anthropic:work"),
            (.add(Self.new), "change the order with the gateway's own program"),
        ]
        let before = host.files.tree()
        for (change, says) in changes {
            let problem = try #require(throws: Problem.self) { _ = try plan(host, change) }
            #expect(problem.code == "kept-in-state" && problem.message.contains(says), "\(problem.message)")
            #expect(problem.message.contains("auth-state.json") && problem.next != nil)
        }
        #expect(host.files.tree() == before)
    }

    @Test("what such a store does not take is known before it is asked for") func refusedBefore() throws {
        let host = host(Self.order + ", " + Self.off(host("")))
        let (snapshot, explain) = (host.snapshot(), host.live.explanation(of: host.snapshot()))
        func refusal(_ act: StoreAct) -> String? { snapshot.refusal(of: act, agents: ["main"], explain)?.code }
        #expect(refusal(.clearMarks("anthropic:work")) == "kept-in-state")
        #expect(refusal(.remove("anthropic:work")) == "kept-in-state")
        #expect(refusal(.automaticOrder(provider: "anthropic")) == "kept-in-state")
        #expect(refusal(.clearMarks("anthropic:default")) == nil, "it has none")
        #expect(refusal(.store(.apiKey, id: "anthropic:work")) == nil)
    }

    @Test func aStateThatCannotBeReadIsSaidWithItsPlace() throws {
        let host = host("")
        host.files.addFile(Self.state, "{ \"order\": {")
        let snapshot = host.snapshot()
        let problem = snapshot.furtherProblems(host.live).first { $0.code == "unparsable" }
        #expect(problem?.message.contains("auth-state.json") == true)
        #expect(
            try host.live.obstacles(on: snapshot, for: ["main"]).contains { $0.message.contains("auth-state.json") }
        )
    }
}
