import CredentialStores
import TestSupport
import Testing

/// States that only the gateway's doctor mends.
@Suite struct DoctorReasonTests {
    private let host: DatabaseHost
    private static let inState = "{\"location\":\"state-db\"}"

    init() throws { host = try DatabaseHost() }

    private func write(_ agent: String, _ name: String) throws -> String {
        try host.home.write(".openclaw/agents/\(agent)/agent/\(name)", DatabaseHost.store("old"))
    }

    @Test func aHealthyHostNeedsNoDoctor() throws {
        try host.agent("main", DatabaseHost.store("m"))
        try host.shared(["auth.sharedStore": Self.inState, "authProfiles.store": DatabaseHost.store("s")])
        #expect(try host.reasons().isEmpty && host.reasons("main").isEmpty && host.reasons("work").isEmpty)
    }

    @Test(arguments: ["auth-profiles.json", "auth.json"])
    func anOlderFileBesideAnEmptyStoreHasToBeImported(name: String) throws {
        try host.agent("work", nil)
        try host.shared(["auth.sharedStore": Self.inState, "authProfiles.store": DatabaseHost.store("s")])
        let file = try write("work", name)
        #expect(try host.reasons("work") == [.migrationRequired(files: [file])])
        // For main the shared profiles count as its own.
        _ = try write("main", name)
        #expect(try host.reasons("main").isEmpty)
    }

    @Test func withoutAnyDatabaseOlderFilesHaveToBeImportedToo() throws {
        let file = try write("main", "auth-profiles.json")
        let logins = try host.home.write(".openclaw/credentials/oauth.json", "{}")
        #expect(try host.reasons("main") == [.migrationRequired(files: [file, logins])])
    }

    @Test func anOlderFileBesideProfilesIsIgnored() throws {
        try host.agent("work", DatabaseHost.store("w"))
        _ = try write("work", "auth-profiles.json")
        #expect(try host.reasons("work").isEmpty)
    }

    @Test func filesWithStateAloneNeedNoImport() throws {
        try host.agent("work", nil)
        _ = try write("work", "auth-state.json")
        #expect(try host.reasons("work").isEmpty)
    }

    @Test func copiesOfAnImportThatLostEverythingAreNamed() throws {
        try host.agent("main", nil)
        let copy = try write("main", "auth-profiles.json.sqlite-import.1769000000000.bak")
        _ = try write("main", "openclaw.json.bak")
        #expect(try host.reasons("main") == [.lostMigration(copies: [copy])])
        try host.shared(["auth.sharedStore": Self.inState, "authProfiles.store": DatabaseHost.store("s")])
        #expect(try host.reasons("main").isEmpty)
    }

    @Test func sharedProfilesInBothDatabasesAreTold() throws {
        try host.agent("main", DatabaseHost.store("a", "b"))
        try host.shared(["authProfiles.store": DatabaseHost.store("b", "c", letter: "N")])
        #expect(try host.reasons() == [.relocationConflict(ids: ["b"])])
    }

    @Test func aMoveThatWasNotFinishedIsTold() throws {
        try host.agent("main", DatabaseHost.store("a", "b"))
        try host.shared(["authProfiles.store": DatabaseHost.store("b")])
        #expect(try host.reasons() == [.relocationUnfinished])
    }

    @Test func anEmptyTableOfAnOlderSchemaBesideTheRowsIsTold() throws {
        try host.shared(
            ["auth.sharedStore": Self.inState, "authProfiles.store": DatabaseHost.store("s")],
            more: DatabaseHost.olderTables
        )
        #expect(try host.reasons() == [.emptyLegacyTable])
    }

    @Test func whatTheGatewaySetAsideIsTold() throws {
        let path = try host.home.write(".openclaw/state/openclaw-quarantine.sqlite", "x")
        #expect(try host.reasons() == [.quarantined(path: path)])
    }
}
