import FileTransactions
import GatewayHost
import JSON5
import TestSupport
import Testing

/// What `config diff` says of the last apply: from its record, its backups and the files as they are now.
@Suite struct LastApplyTests {
    private static let config = "{ // mine\n  gateway: { mode: 'local' },\n}\n"

    /// A host on which a key was stored and listed.
    private func host() throws -> TestHost {
        let host = TestHost(config: Self.config)
        try host.apply(.add(.apiKey("N")))
        return host
    }

    private func last(_ host: TestHost) throws -> LastApply { try #require(try LastApply.read(on: host.host)) }
    private func text(_ apply: LastApply) -> String {
        apply.lines.flatMap(\.cells).map(\.text).joined(separator: "\n")
    }

    @Test func nothingIsSaidOfAHostWithoutAnApply() throws {
        #expect(try LastApply.read(on: TestHost(config: Self.config).host) == nil)
    }

    @Test func everyFileIsShownWithItsChangesAndNoSecret() throws {
        let apply = try last(try host())
        #expect(apply.files.map(\.path) == [TestHost.store, TestHost.config])
        #expect(apply.files.map(\.state) == [.asWritten, .asWritten] && !apply.isUndone)
        let text = text(apply)
        #expect(text.contains("~/.openclaw/openclaw.json") && text.contains("anthropic:default"), "\(text)")
        #expect(!text.contains(String(repeating: "N", count: 20)), "\(text)")
        #expect(apply.document["changed"] == false && apply.document["files"]?.arrayValue?.count == 2)
    }

    @Test func whatWasWrittenSinceAndWhatIsBackAlreadyIsSaid() throws {
        let host = try host()
        host.files.overwrite(TestHost.store, "{ \"version\": 1, \"profiles\": {} }\n")
        host.files.overwrite(TestHost.config, Self.config)
        let apply = try last(host)
        #expect(apply.files.map(\.state) == [.changedSince, .takenBack])
        let text = text(apply)
        #expect(text.contains("auth-profiles.json   (written by somebody else since; shown as it is now)"), "\(text)")
        #expect(text.contains("openclaw.json   (as it was before the apply)"), "\(text)")
    }

    @Test func ofAnApplyThatWasTakenBackNothingIsLeftToShow() throws {
        let host = try host()
        try #require(try HostUndo.latest(on: host.host)).run()
        let apply = try last(host)
        #expect(apply.isUndone && apply.lines.count == 1)
        #expect(text(apply).contains("nothing of it is left"))
        #expect(apply.document["undone"] == true)
    }

    @Test func aBackupThatIsGoneIsSaid() throws {
        let host = try host()
        let copy = try #require(host.files.tree(TestHost.state + "/setup/backups").paths(containing: "// mine").first)
        host.files.delete(copy)
        let problem = #expect(throws: Problem.self) { try LastApply.read(on: host.host) }
        #expect(problem?.code == "backup-missing")
        #expect(throws: Problem.self) { try HostUndo.latest(on: host.host) }
    }
}
