import CredentialStores
import Credentials
import Foundation
import Secrets
import TestSupport
import Testing

/// What one store in a database means.
@Suite struct DatabaseStoreTests {
    private let host: DatabaseHost

    init() throws { host = try DatabaseHost() }

    private func read(_ store: String?, state: String? = nil) throws -> DatabaseStore {
        try host.agent("main", store, state: state)
        return try host.own("main")
    }

    @Test func aRowMeansWhatTheSameTextMeansInAFile() throws {
        let text = """
            {"version":1,"profiles":{"a":{"type":"api_key","provider":"anthropic","key":"\(DatabaseHost.key())"},\
            "b":{"type":"token","provider":"anthropic","token":"t","expires":1900000000000,"email":"a@b.c"},\
            "c":{"type":"oauth","provider":"openai","access":"x","refresh":"y","expires":5},"d":7}}
            """
        let store = try read(text)
        #expect(store.outcome == .read && store.identity?.metadata?.release == "2026.8.1")
        #expect(store.contents == (try JSONCredentialStore(reading: Array(text.utf8)).contents))
        #expect(store.contents.ignored == [.init(id: "d", reason: .notAnObject)])
    }

    @Test func orderAndMarksAreInTheirOwnRow() throws {
        let store = try read(
            "{\"version\":1,\"profiles\":{},\"order\":{\"x\":[\"1\"],\"anthropic\":[\"2\"]}}",
            state: "{\"order\":{\"anthropic\":[\" a \",\"\"]},\"lastGood\":{\"anthropic\":\"a\"},"
                + "\"usageStats\":{\"a\":{\"errorCount\":2},\"inline-api-key:anthropic\":{\"lastUsed\":5}}}"
        )
        #expect(store.contents.order.entries.map(\.value) == [["1"], ["a"]])
        #expect(store.contents.lastGood == ["anthropic": "a"])
        #expect(store.contents.usageStats["a"]?.errorCount == 2)
        #expect(store.contents.usageStats["inline-api-key:anthropic"]?.lastUsed == 5)
    }

    @Test func aStateWithoutCredentialsIsNotRead() throws {
        let store = try read(nil, state: "{\"order\":{\"anthropic\":[\"a\"]}}")
        #expect(store.outcome == .absent(.row) && store.contents.isEmpty)
    }

    @Test func aBrokenStateLeavesTheCredentials() throws {
        let store = try read(DatabaseHost.store("a"), state: "{\"order\":")
        #expect(store.contents.profiles.map(\.id) == ["a"])
        guard case .text(.unreadable) = store.stateProblem else {
            Issue.record("\(String(describing: store.stateProblem))")
            return
        }
    }

    @Test func newerReleasesReadOtherNamesAndReferencesFirst() throws {
        let key = DatabaseHost.key()
        let contents = try read(
            """
            {"profiles":{"mode":{"mode":"api_key","provider":"anthropic","key":"\(key)"},\
            "type":{"type":"apiKey","provider":"anthropic","key":"\(key)"},\
            "field":{"type":"api_key","provider":"anthropic","apiKey":"\(key)"},\
            "ref":{"type":"api_key","provider":"anthropic","key":"\(key)","keyRef":{"source":"env","id":"KEY"}},\
            "bad":{"type":"api_key","provider":"anthropic","key":"\(key)","keyRef":{"source":"?"}},\
            "blank":{"type":"api_key","provider":"  ","key":"\(key)"}}}
            """
        ).contents
        #expect(contents.profiles.map(\.id) == ["mode", "type", "field", "ref", "bad"])
        for id in ["mode", "type", "field", "bad"] {
            #expect(contents.profile(id)?.credential == .apiKey(Secret(key)), "\(id)")
        }
        #expect(contents.profile("ref")?.reference == SecretReference(.env, id: "KEY"))
        #expect(contents.ignored.map(\.id) == ["blank"])
    }

    @Test(arguments: [
        ("{\"version\":1,\"profiles\":", "unreadable"), ("", "unreadable"), ("null", "wrongShape"),
        ("[]", "wrongShape"), ("{\"profiles\":[]}", "wrongShape"), ("{\"profiles\":{}} x", "unreadable"),
    ])
    func aRowThatIsNoStoreIsTold(text: String, kind: String) throws {
        let store = try read(text)
        guard case .failed(.text(let error)) = store.outcome else {
            Issue.record("\(store.outcome)")
            return
        }
        #expect("\(error)".hasPrefix(kind) && store.contents.isEmpty && store.hasRow)
    }

    @Test(arguments: [("7", "integer"), ("1.5", "real"), ("x'00ff'", "blob"), ("NULL", "null")])
    func aValueThatIsNoTextIsTold(value: String, type: String) throws {
        try host.agent(
            "main",
            nil,
            more: Self.anyType + "INSERT INTO auth_profile_store VALUES ('primary', \(value), 1);"
        )
        #expect(try host.own("main").outcome == .failed(.wrongType(type)))
    }

    /// The table without types, as a database has it that is not of the gateway's making.
    private static let anyType = """
        DROP TABLE auth_profile_store; CREATE TABLE auth_profile_store(store_key, store_json, updated_at);
        """

    @Test func theFirstOfSeveralRowsCountsAndOtherKeysDoNot() throws {
        let rows = ["other", "primary", "primary"].enumerated().map { number, key in
            DatabaseHost.insert(DatabaseHost.store("p\(number)"), "auth_profile_store", key)
        }
        try host.agent("main", nil, more: Self.anyType + rows.joined())
        #expect(try host.own("main").contents.profiles.map(\.id) == ["p1"])
    }

    @Test func aViewInThePlaceOfTheTableIsReadOnlyWhereTheReleaseDoesSo() throws {
        let view = """
            ALTER TABLE auth_profile_store RENAME TO kept; CREATE VIEW auth_profile_store AS SELECT * FROM kept;
            """
        try host.agent("main", DatabaseHost.store("a"), more: view)
        #expect(try host.own("main").outcome == .failed(.notATable))
        #expect(try host.own("main", DatabaseRules(readsViews: true)).contents.profiles.map(\.id) == ["a"])
    }

    @Test func aViewThatDoesHarmDoesNone() throws {
        let view = """
            DROP TABLE auth_profile_store; CREATE VIEW auth_profile_store(store_key, store_json) AS
            WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT 'no' || x, x FROM n ORDER BY x DESC;
            """
        try host.agent("main", nil, more: view)
        let store = try host.own("main", DatabaseRules(readsViews: true))
        #expect(store.outcome == .failed(.database(.tooSlow)))
    }

    @Test func whatIsMissingIsTold() throws {
        #expect(try host.own("main").outcome == .absent(.database))
        try host.agent("main", nil)
        #expect(try host.own("main").outcome == .absent(.row))
        try host.agent("work", nil, more: "DROP TABLE auth_profile_store; DROP TABLE auth_profile_state;")
        #expect(try host.own("work").outcome == .absent(.table))
        try host.agent("lab", nil, more: "ALTER TABLE auth_profile_store RENAME COLUMN store_json TO text;")
        #expect(try host.own("lab").outcome == .failed(.notATable))
    }

    @Test func aSchemaThatTheReleaseDoesNotKnowIsNotRead() throws {
        try host.agent("main", DatabaseHost.store("a"), more: "PRAGMA user_version=99;")
        let store = try host.own("main", DatabaseRules(highestAgentSchema: 19))
        #expect(store.outcome == .failed(.newerSchema(99, supported: 19)) && store.hasRow && store.contents.isEmpty)
        #expect(try host.own("main").contents.profiles.map(\.id) == ["a"])
    }

    @Test func anotherRoleIsRefusedWhereTheReleaseLooks() throws {
        try host.agent("main", DatabaseHost.store("a"), more: "UPDATE schema_meta SET role='global';")
        #expect(try host.own("main").outcome == .failed(.otherRole("global")))
        let store = try host.own("main", DatabaseRules(checksRole: false))
        #expect(store.outcome == .read)
        #expect(store.identity?.contradictions(role: "agent", agent: "main") == [.role("global")])
    }

    @Test func whatADatabaseSaysOfItselfIsComparedWithItsPlace() throws {
        try host.agent(
            "main",
            DatabaseHost.store("a"),
            more: "UPDATE schema_meta SET agent_id='other', schema_version=7;"
        )
        let identity = try #require(try host.own("main").identity)
        #expect(identity.contradictions(role: "agent", agent: "main") == [.agent("other"), .schema(7)])
        #expect(identity.contradictions(role: "agent", agent: nil) == [.schema(7)])
        try host.agent("work", DatabaseHost.store("a"), more: "DROP TABLE schema_meta;")
        #expect(try host.own("work").identity?.metadata == nil)
        try host.agent("lab", DatabaseHost.store("a"), more: "DROP TABLE schema_meta; CREATE TABLE schema_meta(role);")
        #expect(try host.own("lab").outcome == .read)
    }

    /// SQLite cannot tell it, so that what the database says of itself has to.
    @Test func theWALOfAnotherAgentIsSeenByItsName() throws {
        try host.agent("main", DatabaseHost.store("m"), dies: true)
        try host.agent("work", DatabaseHost.store("w"), dies: true)
        for name in ["-wal", "-shm"] {
            try FileManager.default.removeItem(atPath: host.database("main") + name)
            try FileManager.default.copyItem(atPath: host.database("work") + name, toPath: host.database("main") + name)
        }
        let store = try host.own("main")
        #expect(store.contents.profiles.map(\.id) == ["w"])
        #expect(store.identity?.contradictions(role: "agent", agent: "main") == [.agent("work")])
    }

    @Test func profilesThatOnlyTheGatewayMayReplaceAreNamed() throws {
        let text = DatabaseHost.store("a").dropLast() + ",\"authorizationLifetimes\":{\"a\":\"1\",\"gone\":\"2\"}}"
        #expect(try read(String(text)).enrolled == ["a", "gone"])
    }

    @Test func replacementsThatWaitAreNamed() throws {
        let text = DatabaseHost.store("a", "b").replacing("\"}}}", with: "\",\"setup\":{\"replacement\":true}}}}")
        #expect(try read(text).inactive == ["b"])
    }

    @Test func bytesThatAreNotUTF8AreReadAndTold() throws {
        try host.agent(
            "main",
            nil,
            more: "INSERT INTO auth_profile_store VALUES ('primary', "
                + "CAST(x'7b2270726f66696c6573223a7b7d2c2278223a22ff227d' AS TEXT), 1);"
        )
        let store = try host.own("main")
        #expect(store.outcome == .read && store.damage != nil)
    }

    @Test func aDatabaseInUTF16IsReadToo() throws {
        let path = host.database("main")
        try host.agent("work", nil)
        try host.home.write(".openclaw/agents/main/agent/x", "")
        try SQLitePeer.run(
            "PRAGMA encoding='UTF-16';" + DatabaseHost.agentTables
                + DatabaseHost.insert(DatabaseHost.store("ä🦞"), "auth_profile_store", "primary"),
            in: path
        )
        #expect(try host.own("main").contents.profiles.map(\.id) == ["ä🦞"])
    }

    @Test func tenThousandProfilesInARowAreRead() throws {
        let ids = (0..<10_000).map { "anthropic:p\($0)" }
        let entries = ids.map { "\"\($0)\":{\"type\":\"api_key\",\"provider\":\"anthropic\",\"key\":\"k\"}" }
        try host.home.write("big.json", "{\"version\":1,\"profiles\":{\(entries.joined(separator: ","))}}")
        let file = host.home.path + "/big.json"
        try host.agent("main", nil)
        try SQLitePeer.run(
            "INSERT INTO auth_profile_store VALUES ('primary', CAST(readfile('\(file)') AS TEXT), 1);",
            in: host.database("main")
        )
        let store = try host.own("main")
        #expect(store.contents.profiles.map(\.id) == ids)
        #expect(store.contents.profile("anthropic:p9999")?.credential == .apiKey(Secret("k")))
    }
}
