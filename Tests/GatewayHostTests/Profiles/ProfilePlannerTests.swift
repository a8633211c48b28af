import CredentialStores
import Credentials
import FileTransactions
import GatewayHost
import JSON5
import Secrets
import TestSupport
import Testing

/// Plans of profile changes: what is written, what stays byte for byte, and the reported effects.
@Suite struct ProfilePlannerTests {
    // MARK: - Adding and replacing

    @Test func addingListsTheProfileAndKeepsHiddenOnesWorking() throws {
        let host = TestHost(config: #"{ "auth": { "profiles": {} } }"#, store: Stores.keyAndToken)
        let plan = try host.apply(.add(.token("N", id: "anthropic:new")))
        #expect(plan.effects.contains(.hidesProfile(profileID: "anthropic:key", agent: "main", keptListed: true)))
        let config = try #require(host.files.text(TestHost.config))
        for id in ["anthropic:new", "anthropic:key", "anthropic:token"] { #expect(config.contains(id)) }
        // Listed first, and as rarely used as the other token.
        #expect(host.order() == ["anthropic:new", "anthropic:token", "anthropic:key"])
    }

    @Test func replacingKeepsUnknownFieldsAndClearsTheFailuresOfThatProfileAlone() throws {
        let host = TestHost(store: Stores.failing)
        let plan = try host.apply(.replace(id: "anthropic:key", .apiKey("N")))
        #expect(plan.effects.contains(.clearsFailures(profileID: "anthropic:key")))
        let text = try #require(host.files.text(TestHost.store))
        #expect(text.contains(#""note": "mine""#) && text.contains(Fake.text(Fake.apiKey("N"))))
        let store = try JSONCredentialStore(reading: Array(text.utf8)).contents
        #expect(!store.stats(of: "anthropic:key").hasFailures)
        #expect(store.stats(of: "anthropic:key").lastFailureAt == 1_769_999_990_000)
        #expect(store.stats(of: "anthropic:token").hasFailures)
    }

    @Test func aChangeOfKindDropsTheKnownFieldsOfTheOldOneAndItsListing() throws {
        let host = TestHost(
            config: #"{"auth":{"profiles":{"anthropic:token":{"provider":"anthropic","mode":"token"}}}}"#,
            store: Stores.keyAndToken
        )
        try host.apply(.replace(id: "anthropic:token", .apiKey("N")))
        let store = try #require(host.files.text(TestHost.store))
        #expect(!store.contains("\"expires\"") && !store.contains(Fake.text(Fake.token("T"))))
        #expect(try #require(host.files.text(TestHost.config)).contains(#""mode":"api_key""#))
    }

    @Test func aChangeOfKindThatWouldBreakAnotherAgentIsRefused() throws {
        let host = Stores.twoAgents(ops: Stores.keyAndToken)
        let problem = #expect(throws: Problem.self) {
            try host.plan(.replace(id: "anthropic:key", .token("N")))
        }
        #expect(problem?.code == "other-kind")
        #expect(problem?.message.contains("ops") == true)
        var both = NewCredential.token("N")
        both.agents = ["main", "ops"]
        try host.apply(.replace(id: "anthropic:key", both))
        #expect(try #require(host.files.text(TestHost.store(of: "ops"))).contains(Fake.text(Fake.token("N"))))
    }

    @Test func replacingASecretChangesNoOrder() throws {
        let store = Stores.keyAndToken.replacingOccurrences(
            #""version": 1,"#,
            #""version": 1, "order": { "anthropic": ["anthropic:token"] },"#
        )
        let config = #"{ auth: { order: { anthropic: ["anthropic:token", "anthropic:key"] } } }"#
        let host = TestHost(config: config, store: store)
        try host.apply(.replace(id: "anthropic:key", .apiKey("N")))
        #expect(host.order() == ["anthropic:token"])
        #expect(try #require(host.files.text(TestHost.store)).contains(Fake.text(Fake.apiKey("N"))))
        let listed = try #require(host.files.text(TestHost.config))
        #expect(listed.contains(#"anthropic: ["anthropic:token", "anthropic:key"]"#))
        // What is new comes first, as in the gateway's own commands.
        try host.apply(.add(.apiKey("O", id: "anthropic:new")))
        #expect(host.order() == ["anthropic:new", "anthropic:token"])
    }

    @Test func aProfileOfAnotherProviderKeepsItsSecret() throws {
        let foreign = #"{"profiles":{"openai:a":{"type":"api_key","provider":"openai","key":"sk-proj-abcdefgh"}}}"#
        let host = TestHost(store: foreign)
        for change in [
            ProfileChange.replace(id: "openai:a", .apiKey("N")), .add(.apiKey("N", id: "openai:a")),
        ] {
            let problem = #expect(throws: Problem.self) { try host.plan(change) }
            #expect(problem?.message == #"Auth profile "openai:a" is for openai, not anthropic."#)
        }
        // A secret of Claude under another provider's name is no secret of that provider.
        let stray = Stores.oneKey.replacingOccurrences(#""provider": "anthropic""#, #""provider": "claude""#)
        let mended = TestHost(store: stray)
        try mended.apply(.replace(id: "anthropic:key", .apiKey("N")))
        #expect(mended.order() == ["anthropic:key"])
    }

    @Test func replacingWhatIsNotThereNamesTheNearest() throws {
        let host = TestHost(store: Stores.keyAndToken)
        let problem = #expect(throws: Problem.self) { try host.plan(.replace(id: "anthropic:kee", .apiKey("N"))) }
        #expect(problem?.message == #"Auth profile "anthropic:kee" not found in /home/jo/.openclaw/agents/main/agent."#)
        #expect(problem?.next == "did you mean anthropic:key?")
    }

    // MARK: - Removing

    @Test func removingTakesTheProfileOutOfEveryPlace() throws {
        let host = TestHost(
            config: """
                { // mine
                  auth: {
                    profiles: {
                      "anthropic:key": { provider: "anthropic", mode: "api_key" },
                      "anthropic:token": { provider: "anthropic", mode: "token" },
                    },
                    order: { anthropic: ["anthropic:key", "anthropic:token"] },
                  },
                }
                """,
            store: Stores.failing
        )
        let plan = try host.apply(.remove(id: "anthropic:key", agents: ["main"]))
        #expect(plan.files.map(\.path) == [TestHost.store, TestHost.config])
        for path in [TestHost.store, TestHost.config] {
            #expect(try !#require(host.files.text(path)).contains("anthropic:key"), "\(path)")
        }
        #expect(try #require(host.files.text(TestHost.config)).hasPrefix("{ // mine"))
        #expect(host.order() == ["anthropic:token"])
        #expect(throws: Problem.self) { try host.plan(.remove(id: "anthropic:key", agents: ["main"])) }
    }

    @Test func aProfileThatAnotherAgentHasStaysListed() throws {
        let host = Stores.twoAgents(ops: Stores.keyAndToken)
        let before = host.files.text(TestHost.config)
        let plan = try host.apply(.remove(id: "anthropic:key", agents: ["main"]))
        #expect(plan.effects.contains(.profiles(.keepsListing(profileID: "anthropic:key", agents: ["ops"]))))
        #expect(host.files.text(TestHost.config) == before)
    }

    @Test func removingTheLastProfileSaysWhoIsLeftWithout() throws {
        let host = Stores.twoAgents(ops: nil, main: Stores.oneKey)
        let plan = try host.plan(.remove(id: "anthropic:key", agents: ["main"]))
        #expect(plan.effects.contains(.profiles(.leavesWithout(agent: "main"))))
        #expect(plan.effects.contains(.profiles(.leavesWithout(agent: "ops"))))
        #expect(plan.summary.payerNow == nil)
    }

    @Test func unlistingTheOnlyListedProfileRevealsTheOthers() throws {
        let host = TestHost(
            config: #"{"auth":{"profiles":{"anthropic:key":{"provider":"anthropic","mode":"api_key"}}}}"#,
            store: Stores.keyAndToken
        )
        let plan = try host.plan(.remove(id: "anthropic:key", agents: ["main"]))
        #expect(plan.effects.contains(.profiles(.reveals(profileID: "anthropic:token", agent: "main"))))
        #expect(plan.effects.contains(.changesPayer(from: .apiCredits, to: .claudePlan)))
    }

    @Test func aProfileThatIsOnlyListedCanBeRemovedToo() throws {
        let host = TestHost(
            config: #"{"auth":{"profiles":{"anthropic:gone":{"provider":"anthropic","mode":"token"}}}}"#,
            store: Stores.oneKey
        )
        let plan = try host.apply(.remove(id: "anthropic:gone", agents: ["main"]))
        #expect(plan.files.map(\.path) == [TestHost.config])
        #expect(host.order() == ["anthropic:key"])
    }

    @Test func aProfileReadFromMainIsNotRemovedFromAnotherAgent() throws {
        let host = Stores.twoAgents(ops: nil)
        let problem = #expect(throws: Problem.self) { try host.plan(.remove(id: "anthropic:key", agents: ["ops"])) }
        #expect(problem?.next == "agent ops reads it from main's store; give --agent main")
    }

    // MARK: - Any change

    @Test func theSameChangeTwiceIsNothing() throws {
        let host = Stores.twoAgents(ops: nil)
        let scope = OrderScope(provider: "anthropic", agent: "main", place: .store)
        let changes: [ProfileChange] = [
            .add(.token("N", id: "anthropic:new")), .fixOrder(["anthropic:key"], scope), .automaticOrder(scope),
            .clearFailures(id: "anthropic:key", agent: "main"),
            .copy(id: "anthropic:key", from: "main", to: ["ops"]),
        ]
        for change in changes {
            try host.apply(change)
            #expect(try host.plan(change).isEmpty, "\(change)")
        }
    }

    @Test func noEffectHoldsASecretAndEveryOneHasAText() throws {
        let host = Stores.twoAgents(ops: Stores.keyAndToken)
        let changes: [ProfileChange] = [
            .add(.token("N", id: "anthropic:new")), .remove(id: "anthropic:key", agents: ["main"]),
            .clearFailures(id: "anthropic:key", agent: "main"),
            .fixOrder(["anthropic:key"], OrderScope(provider: "anthropic", agent: "main", place: .config)),
        ]
        let text = PlanText(texts: .english, display: { $0 })
        for change in changes {
            let lines = text.preview(try host.plan(change))
            #expect(lines.filter { $0.contains("[effect.") || $0.contains("sk-ant-") } == [])
        }
    }
}
