import CredentialStores
import Credentials
import FileTransactions
import GatewayHost
import JSON5
import Secrets
import TestSupport
import Testing

/// S13: a rename changes the id in every place that names it, and nothing else.
@Suite struct ProfileRenamingTests {
    private static let config = """
        { // mine
          auth: {
            profiles: {
              "anthropic:key": { provider: "anthropic", mode: "api_key" }, // the old one
              'anthropic:token': { provider: "anthropic", mode: "token" },
            },
            order: { anthropic: ["anthropic:token", "anthropic:key"] },
          },
          agents: {
            defaults: {
              model: { primary: "anthropic/claude-opus-4-6@anthropic:key", fallbacks: ["openai/gpt-5@openai:a"] },
              models: { "anthropic/claude-opus-4-6@anthropic:key": { alias: "mine" } },
            },
            list: [{ id: "main", default: true }, { id: "ops", model: "anthropic/claude-opus-4-6@anthropic:key" }],
          },
          tools: { media: { models: [{ preferredProfile: "anthropic:key", note: "anthropic:key" }] } },
        }
        """
    private static let ordered = Stores.failing.replacingOccurrences(
        #""version": 1,"#,
        #""version": 1, "order": { "anthropic": [ "anthropic:key", "anthropic:token" ] },"#
    )

    private func host(store: String = ordered) -> TestHost { TestHost(config: Self.config, store: store) }

    private func rename(
        _ id: String = "anthropic:key",
        to new: String = "anthropic:work",
        _ agents: String...
    ) -> ProfileChange {
        .rename(id: id, to: new, agents: agents.isEmpty ? ["main"] : agents)
    }

    @Test func renamingChangesTheIdInEveryPlaceAndNothingElse() throws {
        let host = host()
        try host.apply(rename())
        for (path, before) in [(TestHost.store, Self.ordered), (TestHost.config, Self.config)] {
            let expected = before.replacingOccurrences("anthropic:key", "anthropic:work")
                // A note is no name of a profile.
                .replacingOccurrences(#"note: "anthropic:work""#, #"note: "anthropic:key""#)
            #expect(host.files.text(path) == expected, "\(path)")
        }
    }

    @Test func renamingThereAndBackGivesTheSameBytes() throws {
        let host = host()
        let order = host.order()
        try host.apply(rename())
        #expect(host.order() == order.map { $0 == "anthropic:key" ? "anthropic:work" : $0 })
        try host.apply(rename("anthropic:work", to: "key"))
        #expect(host.files.text(TestHost.store) == Self.ordered)
        #expect(host.files.text(TestHost.config) == Self.config)
    }

    /// The one thing that does not come back: what a profile with the new id left behind.
    @Test func marksAndPlacesThatAnEarlierProfileLeftBehindGo() throws {
        let left = Self.ordered
            .replacingOccurrences(#""usageStats": {"#, #""usageStats": { "anthropic:work": { "errorCount": 7 },"#)
            .replacingOccurrences(#""anthropic:key", "anthropic:token" ]"#, #""anthropic:work", "anthropic:key" ]"#)
        let host = host(store: left)
        try host.apply(rename())
        let text = try #require(host.files.text(TestHost.store))
        let store = try JSONCredentialStore(reading: Array(text.utf8)).contents
        #expect(store.stats(of: "anthropic:work").errorCount == 2)
        #expect(store.order["anthropic"] == ["anthropic:work"])
    }

    /// Also where the renamed profile has nothing itself: else it would have the marks of another secret.
    @Test func whatIsLeftBehindGoesWhereTheRenamedProfileHasNothing() throws {
        let left = Stores.failing
            .replacingOccurrences(
                #""usageStats": {"#,
                #""usageStats": { "anthropic:work": { "cooldownUntil": 1770000300000 },"#
            )
            .replacingOccurrences(#""version": 1,"#, #""version": 1, "order": { "anthropic": ["anthropic:work"] },"#)
            .replacingOccurrences(
                #""lastGood": { "anthropic": "anthropic:key""#,
                #""lastGood": { "anthropic": "anthropic:work""#
            )
            .replacingOccurrences(
                #""anthropic:key": {\#n      "errorCount""#,
                #""anthropic:other": {\#n      "errorCount""#
            )
        let host = host(store: left)
        try host.apply(rename())
        let text = try #require(host.files.text(TestHost.store))
        let store = try JSONCredentialStore(reading: Array(text.utf8)).contents
        #expect(store.profile("anthropic:work") != nil && store.usageStats["anthropic:work"] == nil)
        #expect(store.usageStats["anthropic:other"] != nil)
        #expect(store.lastGood.isEmpty && store.order.entries.isEmpty)
    }

    @Test func undoBringsTheOldNameBack() throws {
        let host = host()
        try host.apply(rename())
        _ = try host.live.takeBack().get()
        #expect(host.files.text(TestHost.store) == Self.ordered && host.files.text(TestHost.config) == Self.config)
    }

    @Test func anotherAgentWithTheSameSecretKeepsTheNameUnlessItIsNamed() throws {
        let host = TestHost(config: Self.config, store: Stores.keyAndToken)
        host.files.addFile(TestHost.store(of: "ops"), Stores.keyAndToken)
        let plan = try host.plan(rename())
        #expect(plan.effects.contains(.profiles(.sameSecretElsewhere(profileID: "anthropic:key", agents: ["ops"]))))
        #expect(plan.effects.contains(.profiles(.keepsListing(profileID: "anthropic:key", agents: ["ops"]))))
        try host.apply(rename())
        #expect(host.files.text(TestHost.store(of: "ops")) == Stores.keyAndToken)
        let config = try #require(host.files.text(TestHost.config).map { try Document(parsing: $0).root })
        #expect(config["auth"]?["profiles"]?.objectValue?.keys.count == 3)
        #expect(
            config["auth"]?["order"]?["anthropic"]
                == ["anthropic:token", "anthropic:work", "anthropic:key"]
        )
        // What all agents share, and what names the other agent's profile, stays.
        #expect(config["agents"]?["list"]?[1]?["model"] == "anthropic/claude-opus-4-6@anthropic:key")
        #expect(config["agents"]?["defaults"]?["model"]?["primary"] == "anthropic/claude-opus-4-6@anthropic:key")

        let both = TestHost(config: Self.config, store: Stores.keyAndToken)
        both.files.addFile(TestHost.store(of: "ops"), Stores.keyAndToken)
        try both.apply(rename("anthropic:key", to: "anthropic:work", "main", "ops"))
        let renamed = Stores.keyAndToken.replacingOccurrences("anthropic:key", "anthropic:work")
        #expect(both.files.text(TestHost.store(of: "ops")) == renamed)
        #expect(both.order(of: "ops") == ["anthropic:token", "anthropic:work"])
    }

    @Test func anAgentThatReadsMainsProfileKeepsItInItsOwnOrder() throws {
        let own = #"{"version":1,"profiles":{},"order":{"anthropic":["anthropic:key"]}}"#
        let host = Stores.twoAgents(ops: own)
        try host.apply(rename())
        #expect(host.order(of: "ops") == ["anthropic:work"])
    }

    @Test(arguments: [
        ("anthropic:token", "profile-exists"), ("openai:work", "other-provider"), ("anthropic:", "bad-profile-id"),
        ("two words", "bad-profile-id"), ("", "bad-profile-id"), (Fake.text(Fake.apiKey()), "bad-profile-id"),
    ])
    func namesThatCannotBeAreRefused(name: String, code: String) throws {
        let problem = #expect(throws: Problem.self) { try host().plan(rename(to: name)) }
        #expect(problem?.code == code)
        #expect(problem.map { ($0.message + ($0.next ?? "")).contains("sk-ant-api03") } == false)
    }

    @Test func theSameNameIsNothing() throws {
        #expect(try host().plan(rename(to: "key")).isEmpty)
        #expect(throws: Problem.self) { try host().plan(rename("anthropic:nobody")) }
    }

    @Test func pinnedSessionsAreTold() throws {
        let host = host()
        let sessions = #"{ "agent:main:main": { "authProfileOverride": "anthropic:key" } }"#
        host.files.addFile(TestHost.state + "/agents/main/sessions/sessions.json", sessions)
        let plan = try host.live.planToShow(.profile(rename()), on: host.snapshot())
        let effect = ProfileEffect.loosensSessions(profileID: "anthropic:key", agent: "main", count: 1)
        #expect(plan.effects.contains(.profiles(effect)))
        #expect(!PlanText(texts: .english, display: { $0 }).preview(plan).contains { $0.contains("[effect.") })
    }
}
