import CredentialStores
import Credentials
import FileTransactions
import JSON5
import Secrets
import TestSupport
import Testing

@Suite struct AuthProfilesStoreTests {
    private static let now: Int64 = 1_770_000_000_000
    private static let agent = "/home/jo/.openclaw/agents/main/agent"
    private static let path = agent + "/auth-profiles.json"
    private static let secret = "sk-ant-api03-" + String(repeating: "K", count: 40)
    private static let text = """
        {
          "version": 1,
          "profiles": {
            "a": { "type": "api_key", "provider": "anthropic", "key": "\(secret)", "note": "mine" },
            "b": { "type": "token", "provider": "anthropic", "token": "t", "expires": 1900000000000 }
          },
          "order": { "anthropic": ["a", "b"] },
          "usageStats": { "a": { "errorCount": 2, "cooldownUntil": 1770000300000, "lastUsed": 5 } }
        }

        """

    private let disk = InMemoryFileSystem()

    private func store(_ text: String? = text) throws -> any CredentialStore {
        disk.addFolder(Self.agent)
        if let text { disk.addFile(Self.path, text, mode: 0o644) }
        let found = try StoreFormats.all.find(
            StorePlace(agentFolder: Self.agent, stateFolder: "/home/jo/.openclaw"),
            disk
        )
        return try found.store?.get() ?? found.empty.make()
    }

    private func profile(_ id: String, _ letter: Character = "N") -> Profile {
        let secret = Secret("sk-ant-api03-" + String(repeating: letter, count: 40))
        return Profile(id: id, provider: "anthropic", credential: .apiKey(secret))
    }

    private func text(_ store: any CredentialStore) throws -> String {
        String(decoding: try #require(store as? AuthProfilesStore).text.bytes, as: UTF8.self)
    }

    /// Each edit as data does what the editing of the text does.
    @Test func everyEditChangesTheTextAsItsMethodDoes() throws {
        let settings = CooldownSettings(Self.cooldowns)
        let edits: [(StoreEdit, (inout JSONCredentialStore) throws -> Void)] = [
            (.upsert(profile("a")), { try $0.upsert(profile("a")) }),
            (.copy(profile("c")), { try $0.copy(profile("c")) }),
            (.remove("a"), { try $0.remove("a") }),
            (.setOrder(["b"], provider: "anthropic"), { try $0.setOrder(["b"], for: "anthropic") }),
            (.setOrder(nil, provider: "anthropic"), { try $0.setOrder(nil, for: "anthropic") }),
            (.clearFailures("a"), { try $0.clearFailures(of: "a") }),
            (.markUsed("b", now: Self.now), { try $0.markUsed("b", now: Self.now) }),
            (.markGood("b", provider: "anthropic"), { try $0.markGood("b", for: "anthropic") }),
            (
                .markFailure("b", .billing, settings, now: Self.now),
                { try $0.markFailure("b", .billing, settings: settings, now: Self.now) }
            ),
        ]
        for (edit, method) in edits {
            var text = try JSONCredentialStore(reading: Array(Self.text.utf8))
            try method(&text)
            let change = try store().change([edit])
            #expect(try self.text(change.after) == String(decoding: text.bytes, as: UTF8.self), "\(edit)")
            #expect(change.after.contents == text.contents && !change.isEmpty, "\(edit)")
        }
    }

    private static let cooldowns = GatewayRules.Cooldowns(
        steps: [60_000, 300_000],
        billingBackoffHours: 5,
        billingMaxHours: 24,
        billingDoublings: 10,
        billingMinimum: 60_000,
        failureWindowHours: 24
    )

    @Test func aChangeOfAChangeContainsBoth() throws {
        let start = try store()
        let first = try start.change([.upsert(profile("c"))])
        let second = try first.after.change([.remove("b")])
        #expect(second.after.contents.profiles.map(\.id) == ["a", "c"])
        #expect(second.counts == ValueChanges(added: 1, changed: 1, removed: 1))
        let both = try start.change([.upsert(profile("c")), .remove("b")])
        #expect(second == both && second.after.isSame(as: both.after))
        #expect(second != first && !second.after.isSame(as: first.after))
        // Back to where it began.
        #expect(try first.after.change([.remove("c")]).isEmpty)
    }

    @Test func aChangeIsShownWithoutSecretsAndCarriedOutAsAFile() throws {
        let change = try store().change([.upsert(profile("a")), .upsert(profile("c", "C"))])
        #expect(change.path == Self.path && !change.isNew && change.tightens == 0o644)
        let lines = change.lines.map(\.marked).joined(separator: "\n")
        #expect(lines.contains("‹redacted, new›") && lines.contains("\"c\""))
        #expect(!lines.contains("KKKK") && !lines.contains("NNNN") && !lines.contains("CCCC"))
        let before = disk.tree()
        let participant = change.participant(rank: 3)
        #expect(participant.kind == FileParticipant.kind && participant.subject == change.subject)
        #expect(participant.rank == 3 && participant.locks == [Self.path + ".lock"])
        #expect(disk.tree() == before)
        var transaction = FileTransaction(
            SetupFolder(stateFolder: "/home/jo/.openclaw", files: disk, clock: disk.clock),
            summary: "test"
        )
        try transaction.add(participant)
        let record = try #require(try transaction.commit(waiting: { _ in .cancel }).record)
        #expect(disk.text(Self.path) == (try text(change.after)))
        let part = try #require(record.parts.first)
        #expect(StoreFormats.all.format(of: part)?.name == "auth-profiles")
    }

    @Test func anImportAddsWhatIsNotThereAndSaysIt() throws {
        let older = try LegacyProfiles.inAuthFile(
            Array(#"{"anthropic":{"type":"api_key","key":"k","x":1},"zai":{"type":"api_key","key":"z"}}"#.utf8)
        )
        let text = #"{"profiles":{"zai:default":{"type":"api_key","provider":"zai","key":"mine"}}}"#
        let change = try store(text).change([.importLegacy(older)])
        #expect(change.imported == ["anthropic:default"])
        let after = try Document(parsing: Array(self.text(change.after).utf8), dialect: .json).root["profiles"]
        #expect(after?["anthropic:default"]?["x"] == 1 && after?["zai:default"]?["key"] == "mine")
    }

    @Test func anImpossibleEditMakesNoChange() throws {
        let login = Profile(
            id: "o",
            provider: "anthropic",
            credential: .oauth(access: Secret("a"), refresh: Secret("r"), expires: nil)
        )
        #expect(throws: StoreError.notPortable("o")) { try store().change([.upsert(profile("c")), .copy(login)]) }
    }

    @Test func bytesThatAreNotUTF8AreAnObstacle() throws {
        disk.addFolder(Self.agent)
        disk.addFile(Self.path, bytes: Array("{\"profiles\":{}, \"x\": \"".utf8) + [0xFF] + Array("\"}".utf8))
        let found = try StoreFormats.all.find(
            StorePlace(agentFolder: Self.agent, stateFolder: "/home/jo/.openclaw"),
            disk
        )
        let store = try #require(try found.store?.get())
        guard case .notUTF8? = store.obstacle else {
            Issue.record("\(String(describing: store.obstacle))")
            return
        }
        #expect(throws: StoreError.self) { try store.change([.upsert(profile("c"))]) }
    }

    @Test func aNewStoreIsWhatTheGatewayWouldStartWith() throws {
        let empty = try store(nil)
        #expect(empty.contents.isEmpty)
        let change = try empty.change([.upsert(profile("c"))])
        #expect(change.isNew && change.counts == ValueChanges(added: 1))
        #expect(try text(change.after).hasPrefix("{\n  \"version\": 1,\n  \"profiles\": {\n    \"c\": {"))
    }

    /// Of thousands of profiles only what identifies them is decoded; the rest is read where it stands.
    @Test func storedProfilesAreReadFromTheirStore() throws {
        let profiles = try store().contents.profiles
        let stored = profiles.compactMap(\.stored)
        #expect(stored.map(\.place) == [0, 1])
        #expect(stored.allSatisfy { $0.profiles === stored[0].profiles })
        #expect(profiles[1].storedExpiry == StoredExpiry(1_900_000_000_000))
        #expect(profiles[0].storedExpiry == nil && profiles[0].email == nil)
    }
}
