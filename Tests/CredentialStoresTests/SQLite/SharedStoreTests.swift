import CredentialStores
import Credentials
import TestSupport
import Testing

/// Which store counts, and what an agent reads of it.
@Suite struct SharedStoreTests {
    private let host: DatabaseHost
    private static let inState = "{\"location\":\"state-db\"}"

    init() throws { host = try DatabaseHost() }

    @Test func withoutAStateDatabaseMainsStoreIsShared() throws {
        try host.agent("main", DatabaseHost.store("m"))
        try host.agent("work", DatabaseHost.store("w"))
        let shared = try host.shared()
        #expect(shared.place == .main && shared.state == nil)
        #expect(try host.effective("work") == ["w", "m"] && host.effective("main") == ["m"])
        let (main, work) = (try host.own("main"), try host.own("work"))
        #expect(shared.origin(of: "m", main, isMain: true) == .main)
        #expect(shared.origin(of: "m", work, isMain: false) == .main)
        #expect(shared.origin(of: "w", work, isMain: false) == .own)
    }

    @Test(arguments: [nil, "{\"location\":\"legacy-main\"}"])
    func withoutTheRowOrWithItsOldValueMainsStoreIsShared(value: String?) throws {
        try host.agent("main", DatabaseHost.store("m"))
        try host.shared(value.map { ["auth.sharedStore": $0] } ?? [:])
        #expect(try host.shared().place == .main && host.effective("work") == ["m"])
    }

    @Test func theRowMovesTheSharedStoreIntoTheStateDatabase() throws {
        try host.agent("main", DatabaseHost.store("m"))
        try host.shared([
            "auth.sharedStore": Self.inState, "authProfiles.store": DatabaseHost.store("s", "m", letter: "S"),
            "authProfiles.state": "{\"order\":{\"anthropic\":[\"s\"]}}",
        ])
        let shared = try host.shared()
        #expect(shared.place == .stateDatabase(.machine))
        #expect(try host.effective("main") == ["m", "s"] && host.effective("work") == ["s", "m"])
        let main = try host.own("main")
        #expect(shared.effective(main, isMain: true).profile("m") == main.contents.profile("m"))
        #expect(shared.effective(main, isMain: true).order["anthropic"] == ["m", "s"])
        #expect(shared.origin(of: "m", main, isMain: true) == .own)
        #expect(shared.origin(of: "s", main, isMain: true) == .shared)
    }

    @Test func beforeSchema13TheSharedRowsAreInTheirOwnTables() throws {
        let rows =
            DatabaseHost.insert(DatabaseHost.store("old"), "auth_profile_stores", "shared")
            + DatabaseHost.insert("{\"lastGood\":{\"anthropic\":\"old\"}}", "auth_profile_state", "shared")
        try host.shared(["auth.sharedStore": Self.inState], more: DatabaseHost.olderTables + rows)
        let shared = try host.shared()
        #expect(shared.place == .stateDatabase(.tables))
        #expect(shared.store.contents.lastGood == ["anthropic": "old"])
        #expect(try host.effective("work") == ["old"])
    }

    @Test func whereARowIsDecidesAndNotTheSchema() throws {
        let rows = DatabaseHost.insert(DatabaseHost.store("old"), "auth_profile_stores", "shared")
        try host.shared(
            ["auth.sharedStore": Self.inState, "authProfiles.store": DatabaseHost.store("new")],
            more: DatabaseHost.olderTables + rows + "PRAGMA user_version=3;"
        )
        #expect(try host.effective("work") == ["new"])
    }

    @Test(arguments: [
        "\"state-db\"", "{}", "{\"location\":\"state-db\",\"x\":1}", "{\"location\":\"there\"}", "null", "{", "",
    ])
    func anyOtherValueIsInvalid(value: String) throws {
        try host.shared(["auth.sharedStore": value, "authProfiles.store": DatabaseHost.store("s")])
        let shared = try host.shared()
        #expect(shared.place == .unknown && shared.hasInvalidOwner && shared.store.contents.isEmpty)
        #expect(try host.reasons() == [.invalidOwner])
    }

    @Test func aStateDatabaseThatCannotBeReadLeavesTheOwnProfiles() throws {
        try host.agent("work", DatabaseHost.store("w"))
        try host.home.write(".openclaw/state/openclaw.sqlite", "SQLite format 3 and a text")
        let shared = try host.shared()
        #expect(shared.place == .unknown && shared.problem != nil && !shared.hasInvalidOwner)
        #expect(try host.effective("work") == ["w"])
        #expect(try host.shared(DatabaseRules(hasSharedStore: false)).place == .main)
    }

    @Test func aNewerStateSchemaIsRefusedByAnOlderRelease() throws {
        try host.shared(["auth.sharedStore": Self.inState, "authProfiles.store": DatabaseHost.store("s")])
        let shared = try host.shared(DatabaseRules(highestStateSchema: 6))
        #expect(shared.place == .unknown && shared.problem == .newerSchema(16, supported: 6))
    }

    @Test func aBrokenSharedRowIsTold() throws {
        try host.shared(["auth.sharedStore": Self.inState, "authProfiles.store": "{\"version\":1,"])
        guard case .failed(.text(.unreadable)) = try host.shared().store.outcome else {
            Issue.record("read")
            return
        }
    }

    // MARK: - One store before another

    private func contents(_ ids: [String], order: [String: [String]] = [:]) throws -> StoreContents {
        let bytes = Array(DatabaseHost.store("x").utf8)
        let one = try #require(try JSONCredentialStore(reading: bytes).contents.profile("x"))
        var contents = StoreContents(
            profiles: ids.map { Profile(id: $0, provider: "anthropic", credential: one.credential) }
        )
        for (provider, list) in order { contents.setOrder(list, forKey: provider) }
        return contents
    }

    @Test func anEmptyStoreReadsTheSharedOneAsItIs() throws {
        let shared = try contents(["a", "b"], order: ["anthropic": ["b", "b"]])
        #expect(StoreContents().reading(before: shared) == shared)
    }

    @Test func ownProfilesAndOrdersComeFirst() throws {
        let shared = try contents(["a", "b"], order: ["anthropic": ["b", "a"]])
        let merged = try contents(["w", "b"]).reading(before: shared)
        #expect(merged.profiles.map(\.id) == ["w", "b", "a"])
        #expect(["w", "b", "a", "none"].map(merged.place) == [0, 1, 2, nil])
        #expect(merged.places(of: "anthropic") == [0, 1, 2])
        #expect(merged.order["anthropic"] == ["w", "b", "a"])
        let own = try contents(["w"], order: ["Anthropic": ["w", "a", "w"]]).reading(before: shared)
        #expect(own.order.entries.map(\.key) == ["Anthropic"] && own.order["anthropic"] == ["w", "a"])
        let stateOnly = try contents([], order: ["anthropic": ["a"]]).reading(before: shared)
        #expect(stateOnly.order["anthropic"] == ["a"] && stateOnly.profiles.map(\.id) == ["a", "b"])
    }

    @Test func marksOfProfilesThatAreGoneAreLeftOut() throws {
        var (own, shared) = (try contents(["w"]), try contents(["a"]))
        for id in ["w", "gone", "inline-api-key:anthropic"] { own.usageStats[id] = UsageStats() }
        shared.usageStats["a"] = UsageStats()
        (own.lastGood, shared.lastGood) = (["anthropic": "gone"], ["openai": "a"])
        let merged = own.reading(before: shared)
        #expect(Set(merged.usageStats.keys) == ["w", "a", "inline-api-key:anthropic"])
        #expect(merged.lastGood == ["openai": "a"])
    }
}
