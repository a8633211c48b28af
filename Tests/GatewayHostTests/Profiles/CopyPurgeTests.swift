import FileTransactions
import GatewayHost
import JSON5
import Secrets
import TestSupport
import Testing

/// Which copies in our own backups contain a secret that is no longer used.
@Suite struct CopyPurgeTests {
    private func find(_ host: TestHost, _ profile: String? = nil) throws -> CopyPurge {
        try CopyPurge.find(profile: profile, host.snapshot(), host.live)
    }

    @Test func aReplacedSecretIsFoundAndRemoved() throws {
        let host = TestHost(store: Stores.keyAndToken)
        try host.apply(.replace(id: "anthropic:key", .apiKey("N")))
        let purge = try find(host)
        #expect(purge.profileIDs == ["anthropic:key"])
        #expect(purge.applyCount == 1 && purge.copies.count == 1)
        #expect(purge.kinds == [.apiKey])
        let receipt = try purge.attempt().get()
        #expect(receipt.removed == purge.copies && receipt.left.isEmpty)
        #expect(host.files.tree().paths(containing: Fake.text(Fake.apiKey())).isEmpty)
        #expect(try HostUndo.latest(on: host.host) == nil)
        #expect(try find(host).isEmpty)
    }

    @Test func aRemovedSecretIsFoundAndTheOthersAreNot() throws {
        let host = TestHost(store: Stores.keyAndToken)
        try host.apply(.replace(id: "anthropic:key", .apiKey("N")))
        host.files.advance(milliseconds: 2000)
        try host.apply(.remove(id: "anthropic:token", agents: ["main"]))
        #expect(try find(host, "anthropic:token").profileIDs == ["anthropic:token"])
        // The first backup contains both the removed and the replaced secret.
        #expect(try find(host, "anthropic:token").applyCount == 2)
        #expect(try find(host).profileIDs == ["anthropic:token", "anthropic:key"])
        #expect(try find(host, "anthropic:other").isEmpty)
    }

    @Test func backupsOfWhatIsStillInUseStay() throws {
        let host = TestHost(store: Stores.keyAndToken)
        try host.apply(.fixOrder(["anthropic:token"], .init(provider: "anthropic", agent: "main", place: .store)))
        #expect(try find(host).isEmpty)
        let undo = try #require(try HostUndo.latest(on: host.host))
        try undo.run()
        #expect(host.files.text(TestHost.store) == Stores.keyAndToken)
    }

    @Test func aSecretThatMovedToAnotherNameOrAgentIsInUse() throws {
        let host = Stores.twoAgents(ops: Stores.keyAndToken)
        try host.apply(.remove(id: "anthropic:key", agents: ["main"]))
        #expect(try find(host).isEmpty)
    }

    @Test func anOAuthLoginCountsOnceItsProfileIsGone() throws {
        let login = Stores.keyAndToken.replacingOccurrences(
            "\n  }\n}\n",
            """
            ,
                "openai-codex:default": {
                  "type": "oauth", "provider": "openai-codex", "access": "a1-\(String(repeating: "c", count: 30))",
                  "refresh": "r1-\(String(repeating: "c", count: 30))", "expires": 1
                }
              }
            }

            """
        )
        let host = TestHost(store: login)
        try host.apply(.fixOrder(["anthropic:token"], .init(provider: "anthropic", agent: "main", place: .store)))
        // The gateway renews the login: both tokens of the copy are old, but nobody replaced them.
        let renewed = (host.files.text(TestHost.store) ?? "").replacingOccurrences("a1-", "a2-")
        host.files.overwrite(TestHost.store, renewed.replacingOccurrences("r1-", "r2-"))
        #expect(try find(host).isEmpty)
        host.files.advance(milliseconds: 2000)
        try host.apply(.remove(id: "openai-codex:default", agents: ["main"]))
        #expect(try find(host).profileIDs == ["openai-codex:default"])
        #expect(try find(host).applyCount == 2)
    }

    @Test func copiesOfOthersAndWhatCannotBeReadAreNamed() throws {
        let host = TestHost(store: Stores.keyAndToken)
        host.files.addFile(TestHost.store + ".bak", Stores.keyAndToken)
        try host.apply(.replace(id: "anthropic:key", .apiKey("N")))
        host.files.advance(milliseconds: 2000)
        let second = try host.apply(.replace(id: "anthropic:token", .token("N")))
        #expect(!second.isEmpty)
        let folders = host.files.tree(TestHost.state + "/setup/backups").paths.filter { $0.hasSuffix(".json") }
        let broken = try #require(folders.last)
        host.files.overwrite(broken, "{ half")
        let purge = try find(host)
        #expect(purge.others == [TestHost.store + ".bak"])
        #expect(purge.unreadable == [broken])
        #expect(purge.profileIDs == ["anthropic:key", "anthropic:token"])
    }

    /// While a store is unreadable, the secrets in use are unknown.
    @Test func aStoreThatCannotBeReadIsTheCallersToRefuse() throws {
        let host = TestHost(store: Stores.keyAndToken)
        try host.apply(.replace(id: "anthropic:key", .apiKey("N")))
        host.files.overwrite(TestHost.store, "{ half")
        #expect(!host.snapshot().problems.isEmpty)
    }
}
