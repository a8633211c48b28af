import Credentials
import FileTransactions
import Secrets
import TestSupport
import Testing

@testable import CredentialStores

/// Stores of 2026.4 to 2026.6.4: `auth-profiles.json` with `auth-state.json` beside it.
@Suite struct AuthStateTests {
    private let agent = "/s/agents/main/agent"

    private static let profiles = """
        { "version": 1, "profiles": {
          "anthropic:default": { "type": "token", "provider": "anthropic", "token": "sk-ant-oat01-AAAAAAAAAAAAAAAAAAAAAAAA" },
          "anthropic:work": { "type": "api_key", "provider": "anthropic", "key": "sk-ant-api03-BBBBBBBBBBBBBBBBBBBBBBBB" } } }

        """
    private static let state = """
        { "version": 1,
          "order": { "anthropic": ["anthropic:work", "anthropic:default"] },
          "lastGood": { "anthropic": "anthropic:work" },
          "usageStats": { "anthropic:work": { "errorCount": 2, "disabledUntil": 1795400000000, "disabledReason": "billing" } } }

        """

    private func disk(_ profiles: String = profiles, state: String? = state) -> InMemoryFileSystem {
        let disk = InMemoryFileSystem()
        for folder in ["/s", "/s/agents", "/s/agents/main", agent] { disk.addFolder(folder) }
        disk.addFile(agent + "/auth-profiles.json", profiles)
        if let state { disk.addFile(agent + "/auth-state.json", state) }
        return disk
    }

    private func store(_ disk: InMemoryFileSystem) throws -> any CredentialStore {
        let found = try StoreFormats.all.find(StorePlace(agentFolder: agent, stateFolder: "/s"), disk)
        return try #require(try found.store?.get())
    }

    private func profile(_ id: String, _ letter: String = "C") -> Profile {
        let key = Secret("sk-ant-api03-" + String(repeating: letter, count: 24))
        return Profile(id: id, provider: "anthropic", credential: .apiKey(key))
    }

    // MARK: - Reading

    @Test func orderAndMarksComeFromTheState() throws {
        let contents = try store(disk()).contents
        #expect(contents.profiles.map(\.id) == ["anthropic:default", "anthropic:work"])
        #expect(contents.order["anthropic"] == ["anthropic:work", "anthropic:default"])
        #expect(contents.lastGood == ["anthropic": "anthropic:work"])
        let stats = contents.stats(of: "anthropic:work")
        #expect(stats.disabledUntil == 1_795_400_000_000 && stats.disabledReason == "billing" && stats.errorCount == 2)
    }

    @Test func whatTheStateNamesReplacesWhatTheStoreSays() throws {
        let older = Self.profiles.replacing(
            "\"profiles\"",
            with: """
                "order": { "anthropic": ["anthropic:default"], "openai": ["openai:default"] },
                  "usageStats": { "anthropic:work": { "cooldownUntil": 1 }, "anthropic:default": { "lastUsed": 7 } },
                  "profiles"
                """
        )
        let contents = try store(disk(older)).contents
        #expect(contents.order["anthropic"] == ["anthropic:work", "anthropic:default"])
        #expect(contents.order["openai"] == ["openai:default"])
        #expect(contents.stats(of: "anthropic:work").cooldownUntil == nil)
        #expect(contents.stats(of: "anthropic:default").lastUsed == 7)
    }

    @Test func anotherSpellingOfAProviderIsTheSameOrder() throws {
        let own = Self.profiles.replacing("\"profiles\"", with: "\"order\": { \"z.ai\": [\"zai:a\"] }, \"profiles\"")
        let contents = try store(disk(own, state: #"{ "order": { "zai": ["zai:b"] } }"#)).contents
        #expect(contents.order["zai"] == ["zai:b"] && contents.order.entries.count == 1)
    }

    // MARK: - Writing

    @Test func aCredentialIsStoredAndTheStateStays() throws {
        let change = try store(disk()).change([.upsert(profile("anthropic:new"))])
        #expect(change.path == agent + "/auth-profiles.json")
        #expect(change.after.contents.profile("anthropic:new") != nil)
        #expect(change.after.contents.order["anthropic"] == ["anthropic:work", "anthropic:default"])
        #expect(!change.lines.contains { $0.text.contains("order") || $0.text.contains("usageStats") })
    }

    @Test func whatTheStateSaysAlreadyIsNoChange() throws {
        let store = try store(disk())
        let order = ["anthropic:work", "anthropic:default"]
        let change = try store.change([
            .setOrder(order, provider: "anthropic"), .setOrder(nil, provider: "openai"),
            .clearFailures("anthropic:default"),
        ])
        #expect(change.isEmpty && change.after.isSame(as: store))
    }

    @Test(
        arguments: [
            (.setOrder(["anthropic:default"], provider: "anthropic"), .order(provider: "anthropic")),
            (.setOrder(nil, provider: "anthropic"), .order(provider: "anthropic")),
            (.setOrder(["openai:a"], provider: "openai"), .order(provider: "openai")),
            (.clearFailures("anthropic:work"), .marks("anthropic:work")),
            (.markUsed("anthropic:work", now: 1), .marks("anthropic:work")),
            (.markGood("anthropic:default", provider: "anthropic"), .marks("anthropic:default")),
            (.remove("anthropic:work"), .profile("anthropic:work")),
        ] as [(StoreEdit, StoreError.KeptState)]
    )
    func whatWouldChangeTheStateIsRefused(edit: StoreEdit, kept: StoreError.KeptState) throws {
        let store = try store(disk())
        #expect(throws: StoreError.keptInState(kept, path: agent + "/auth-state.json")) {
            try store.change([.upsert(profile("anthropic:new")), edit])
        }
    }

    @Test func aProfileThatTheStateDoesNotNameCanBeRemoved() throws {
        let unused = #"{ "version": 1, "usageStats": { "anthropic:work": { "lastUsed": 7 } } }"#
        let change = try store(disk(state: unused)).change([.remove("anthropic:default")])
        #expect(change.after.contents.profiles.map(\.id) == ["anthropic:work"])
    }

    @Test func aStateThatCannotBeReadStopsEveryWrite() throws {
        let store = try store(disk(state: "{ \"order\": {"))
        #expect(store.contents.profiles.count == 2 && store.contents.order.isEmpty)
        guard case .unreadableState(_, let path)? = store.obstacle else {
            Issue.record("no obstacle")
            return
        }
        #expect(path == agent + "/auth-state.json")
    }

    @Test func anOtherStateIsAnotherStore() throws {
        let one = try store(disk())
        #expect(one.isSame(as: try store(disk())))
        #expect(!one.isSame(as: try store(disk(state: "{}"))))
    }
}
