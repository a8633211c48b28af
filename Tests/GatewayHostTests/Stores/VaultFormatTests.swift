import CredentialStores
import FileTransactions
import GatewayHost
import JSON5
import Secrets
import TestSupport
import Testing

/// A format that no code above knows, added by one line, goes the whole way of a credential.
@Suite struct VaultFormatTests {
    private static let path = TestHost.state + "/agents/main/agent/vault"
    private let vault = Vault()
    private let host: TestHost

    init() {
        var host = TestHost(config: "{ gateway: { mode: 'local' } }\n")
        host.files.addFile(Self.path, "")
        host.storeFormats = StoreFormats([VaultFormat(vault)] + StoreFormats.all.formats)
        self.host = host
        vault[Self.path] = "anthropic:old \(Fake.text(Fake.apiKey("O")))\n"
    }

    private var ids: [String] { ProfileRows(host.snapshot(), host.live, agent: "main").ids }

    @Test func itIsReadAndShownOnProfiles() throws {
        let snapshot = host.snapshot()
        #expect(snapshot.problems.isEmpty)
        #expect(snapshot.agent("main")?.storePath == Self.path)
        let row = try #require(ProfileRows(snapshot, host.live, agent: "main").row("anthropic:old"))
        #expect(row.ending == "OOOO" && row.isOwn)
    }

    @Test func aChangeIsPreviewedWithoutItsSecretAndApplied() throws {
        let plan = try host.plan(.add(.apiKey("N", id: "anthropic:new")))
        #expect(plan.files.map(\.path) == [Self.path, TestHost.config])
        let lines = plan.redactedDiff().map(\.marked)
        #expect(lines.contains("+ key anthropic:new"))
        #expect(!lines.joined().contains("NNNN"))
        #expect(vault[Self.path].contains("anthropic:old") && !vault[Self.path].contains("anthropic:new"))
        try host.apply(.add(.apiKey("N", id: "anthropic:new")))
        #expect(Set(ids) == ["anthropic:old", "anthropic:new"])
        #expect(host.files.text(TestHost.config)?.contains("anthropic:new") == true)
        // The same again is an empty plan.
        #expect(try host.plan(.add(.apiKey("N", id: "anthropic:new"))).isEmpty)
    }

    @Test func theApplyIsToldAndUndone() throws {
        let before = (vault[Self.path], host.files.text(TestHost.config))
        try host.apply(.remove(id: "anthropic:old", agents: ["main"]))
        #expect(ids.isEmpty && vault[Self.path].isEmpty)
        let last = try #require(try LastApply.read(on: host.host))
        #expect(last.files.map(\.path) == [Self.path] && last.files.first?.state == .asWritten)
        let undo = try #require(try HostUndo.latest(on: host.host))
        #expect(undo.preview.contains { $0.contains("vault") })
        try undo.run()
        #expect(undo.outcome.contains("  ~/.openclaw/agents/main/agent/vault   as it was"))
        #expect(undo.members(done: true)["files"]?.arrayValue?.last?["action"] == "restore")
        #expect(vault[Self.path] == before.0 && host.files.text(TestHost.config) == before.1)
        #expect(ids == ["anthropic:old"])
        #expect(try HostUndo.latest(on: host.host) == nil)
    }

    @Test func whatWasWrittenThereSinceStopsTheUndo() throws {
        try host.apply(.add(.apiKey("N", id: "anthropic:new")))
        vault[Self.path] = "anthropic:theirs \(Fake.text(Fake.apiKey("X")))\n"
        let undo = try #require(try HostUndo.latest(on: host.host))
        let problem = #expect(throws: Problem.self) { try undo.run() }
        #expect(problem?.code == "changed-since")
        #expect(undo.preview.last?.hasPrefix("  ~/.openclaw/agents/main/agent/vault   was written by") == true)
        #expect(vault[Self.path].hasPrefix("anthropic:theirs"))
    }

    @Test func whatIsBackAlreadyIsSaid() throws {
        let before = vault[Self.path]
        try host.apply(.add(.apiKey("N", id: "anthropic:new")))
        vault[Self.path] = before
        let undo = try #require(try HostUndo.latest(on: host.host))
        #expect(undo.preview.last == "  ~/.openclaw/agents/main/agent/vault   is already as before")
        try undo.run()
        #expect(vault[Self.path] == before)
    }

    @Test func aPlanOfAnOlderVaultIsRefused() throws {
        let snapshot = host.snapshot()
        let plan = try ProfilePlanner(snapshot: snapshot).plan(.add(.apiKey("N", id: "anthropic:new")))
        vault[Self.path] = ""
        let result = host.live.apply(plan)
        #expect(throws: ApplyFailure.changedMeanwhile(paths: ["~/.openclaw/agents/main/agent/vault"])) {
            try result.get()
        }
        #expect(vault[Self.path].isEmpty)
    }

    @Test func aReplacedSecretIsFoundInItsBackupAndPurged() throws {
        try host.apply(.replace(id: "anthropic:old", .apiKey("N")))
        let purge = try CopyPurge.find(profile: nil, host.snapshot(), host.live)
        #expect(purge.profileIDs == ["anthropic:old"] && purge.copies.contains { $0.contains("vault") })
        #expect(try purge.attempt().get().removed == purge.copies)
        #expect(host.files.tree().paths(containing: "OOOO").isEmpty)
    }

    @Test func whatItCannotKeepIsRefused() throws {
        let problem = #expect(throws: Problem.self) { try host.plan(.add(.token("T", id: "anthropic:token"))) }
        #expect(problem?.code == "not-portable")
    }
}
