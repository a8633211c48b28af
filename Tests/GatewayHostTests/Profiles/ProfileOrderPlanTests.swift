import CredentialStores
import Credentials
import GatewayHost
import JSON5
import TestSupport
import Testing

/// Order, failure marks, copies and imports as plans.
@Suite struct ProfileOrderPlanTests {
    private let store = OrderScope(provider: "anthropic", agent: "main", place: .store)
    private let config = OrderScope(provider: "anthropic", agent: "main", place: .config)

    @Test func fixingTheOrderSaysWhereAndThatRotationStops() throws {
        let host = TestHost(store: Stores.keyAndToken)
        let plan = try host.apply(.fixOrder(["anthropic:key", "anthropic:token"], store))
        #expect(plan.files.map(\.path) == [TestHost.store])
        #expect(plan.effects.contains(.profiles(.fixesOrder(provider: "anthropic", place: .store))))
        #expect(plan.effects.contains(.changesPayer(from: .claudePlan, to: .apiCredits)))
        #expect(host.order() == ["anthropic:key", "anthropic:token"])
        try host.apply(.automaticOrder(store))
        #expect(host.order() == ["anthropic:token", "anthropic:key"])
        #expect(try !#require(host.files.text(TestHost.store)).contains("order"))
    }

    @Test func theConfigsOrderIsForAllAndAnAgentsOwnWins() throws {
        let host = Stores.twoAgents(ops: #"{"profiles":{},"order":{"anthropic":["anthropic:token"]}}"#)
        let plan = try host.apply(.fixOrder(["anthropic:key"], config))
        #expect(plan.files.map(\.path) == [TestHost.config])
        #expect(plan.effects.contains(.profiles(.leavesOutOfOrder(profileIDs: ["anthropic:token"]))))
        #expect(plan.effects.contains(.profiles(.ownOrderStays(agent: "ops"))))
        #expect(host.order(of: "main") == ["anthropic:key"])
        #expect(host.order(of: "ops") == ["anthropic:token"])
    }

    @Test func clearingAnOverrideSaysWhatAppliesThen() throws {
        let host = Stores.twoAgents(ops: #"{"profiles":{},"order":{"anthropic":["anthropic:token"]}}"#)
        try host.apply(.fixOrder(["anthropic:key"], config))
        let ops = OrderScope(provider: "anthropic", agent: "ops", place: .store)
        #expect(try host.plan(.automaticOrder(ops)).effects.contains(.profiles(.configOrderApplies(agent: "ops"))))
        try host.apply(.fixOrder(["anthropic:token"], store))
        #expect(try host.plan(.automaticOrder(ops)).effects.contains(.profiles(.mainOrderApplies(agent: "ops"))))
    }

    @Test func anOrderNamesOnlyWhatIsThereAndOfTheProvider() throws {
        let host = TestHost(store: Stores.keyAndToken)
        #expect(throws: Problem.self) { try host.plan(.fixOrder([], store)) }
        let unknown = #expect(throws: Problem.self) { try host.plan(.fixOrder(["anthropic:nope"], store)) }
        #expect(unknown?.code == "unknown-profile")
        let openai = OrderScope(provider: "openai", agent: "main", place: .store)
        let other = #expect(throws: Problem.self) { try host.plan(.fixOrder(["anthropic:key"], openai)) }
        #expect(other?.message == #"Auth profile "anthropic:key" is for anthropic, not openai."#)
    }

    @Test func clearingTakesEveryMarkOfOneProfileAndNothingElse() throws {
        let host = TestHost(store: Stores.failing)
        try host.apply(.clearFailures(id: "anthropic:key", agent: "main"))
        let text = try #require(host.files.text(TestHost.store))
        let contents = try JSONCredentialStore(reading: Array(text.utf8)).contents
        #expect(!contents.stats(of: "anthropic:key").isUnusable(at: 1_770_000_000_000))
        #expect(contents.stats(of: "anthropic:token").isUnusable(at: 1_770_000_000_000))
        #expect(text.contains(#""note": "mine""#))
    }

    @Test func marksOfMainsStoreThatShowThroughAreClearedThere() throws {
        let host = Stores.twoAgents(ops: nil, main: Stores.failing)
        let plan = try host.apply(.clearFailures(id: "anthropic:key", agent: "ops"))
        #expect(plan.files.map(\.path) == [TestHost.store])
    }

    @Test func copyingMakesAStoreAndLeavesMarksBehind() throws {
        let host = Stores.twoAgents(ops: nil, main: Stores.failing)
        let plan = try host.apply(.copy(id: "anthropic:key", from: "main", to: ["ops", "main"]))
        #expect(plan.effects.contains(.startsOwnStore(agent: "ops")))
        #expect(plan.effects.contains(.storedInSeveralAgents(count: 2)))
        let text = try #require(host.files.text(TestHost.store(of: "ops")))
        #expect(text.contains(#""note": "mine""#) && !text.contains("usageStats"))
    }

    @Test func aLoginIsNeverCopied() throws {
        let login = #"{"type":"oauth","provider":"anthropic","access":"a","refresh":"r","expires":1}"#
        let host = Stores.twoAgents(ops: nil, main: #"{"profiles":{"anthropic:jo":\#(login)}}"#)
        let problem = #expect(throws: Problem.self) {
            try host.plan(.copy(id: "anthropic:jo", from: "main", to: ["ops"]))
        }
        #expect(problem?.code == "not-portable")
    }

    @Test func anotherSecretOfTheNameIsNotOverwrittenByACopy() throws {
        let host = Stores.twoAgents(ops: Stores.otherKey)
        let problem = #expect(throws: Problem.self) {
            try host.plan(.copy(id: "anthropic:key", from: "main", to: ["ops"]))
        }
        #expect(problem?.code == "already-there")
    }

    @Test func olderFilesAreTakenOverOnlyWhenAsked() throws {
        let host = TestHost()
        host.files.addFile(
            TestHost.state + "/agents/main/agent/auth.json",
            #"{"anthropic":{"type":"api_key","key":"\#(Fake.text(Fake.apiKey()))","extra":1}}"#
        )
        host.files.addFile(
            TestHost.state + "/credentials/oauth.json",
            #"{"openai-codex":{"access":"a","refresh":"r","expires":5}}"#
        )
        let before = host.files.tree()
        let snapshot = host.snapshot()
        let found = try LegacyCredentials.read(snapshot, host.live, agent: "main")
        #expect(found.files.count == 2)
        #expect(found.profiles.map(\.profile.id) == ["anthropic:default", "openai-codex:default"])
        #expect(host.files.tree() == before)
        let plan = try host.apply(.importLegacy(found))
        #expect(plan.effects.contains(.profiles(.imports(profileIDs: ["anthropic:default", "openai-codex:default"]))))
        #expect(host.order() == ["anthropic:default"])
        #expect(host.files.text(TestHost.state + "/agents/main/agent/auth.json") != nil)
        #expect(try host.plan(.importLegacy(found)).isEmpty)
    }

    @Test func importingNeverReplacesAStoredProfile() throws {
        let host = TestHost(store: Stores.oneKey.replacingOccurrences("anthropic:key", "anthropic:default"))
        host.files.addFile(
            TestHost.state + "/agents/main/agent/auth.json",
            #"{"anthropic":{"type":"api_key","key":"\#(Fake.text(Fake.apiKey("Z")))"}}"#
        )
        let found = try LegacyCredentials.read(host.snapshot(), host.live, agent: "main")
        #expect(try host.plan(.importLegacy(found)).isEmpty)
    }
}
