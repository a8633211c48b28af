import CredentialStores
import FileTransactions
import GatewayHost
import JSON5
import Secrets
import TestSupport
import Testing

/// What was changed here, in words, and what of it can be undone.
@Suite struct HistoryTests {
    private static let config = "{ // mine\n  gateway: { mode: 'local' },\n}\n"

    private func set(_ value: Value, at path: String, on host: TestHost) throws {
        let snapshot = host.snapshot()
        _ = try host.live.apply(try host.live.plan(.setValue(value, at: path), on: snapshot), command: "config set")
            .get()
    }

    private func history(_ host: TestHost) throws -> History { try host.live.history(on: host.snapshot()) }

    private func text(_ host: TestHost) -> HistoryText {
        HistoryText(texts: .english, zone: .utc, display: host.snapshot().display)
    }

    @Test func aHostWithoutAnApplyHasNone() throws {
        let host = TestHost(config: Self.config)
        let history = try history(host)
        #expect(history.applies.isEmpty && history.backups.isEmpty && history.problems.isEmpty)
        #expect(text(host).lines(history, now: 0).map(\.plain) == ["openclaw has changed nothing here yet."])
    }

    @Test("rule 70: each change is told in words, with the copy that was made before it") func words() throws {
        let host = TestHost(config: Self.config)
        try host.apply(.apiKey("N"))
        try set("long", at: "agents.defaults.models[\"anthropic/claude-opus-4-6\"].params.cacheRetention", on: host)
        try set(19_001, at: "gateway.port", on: host)
        let history = try history(host)
        #expect(
            history.applies.map(\.what) == [
                "gateway.port: 19001", "cacheRetention of claude-opus-4-6: long", "added anthropic:default to main",
            ]
        )
        #expect(history.applies.map(\.command) == ["config set", "config set", "onboard"])
        #expect(history.applies.last?.agents == ["main"])
        #expect(
            history.backups.map(\.before) == [
                "before gateway.port was changed", "before cacheRetention was changed",
                "before anthropic:default was added",
            ]
        )
        #expect(history.backups.allSatisfy { $0.id.path == TestHost.config && $0.state == .possible })
    }

    @Test("a copy names the changes since that go with it") func takenOut() throws {
        let host = TestHost(config: Self.config)
        for port in 1...5 { try set(.integer(Int64(port)), at: "gateway.port", on: host) }
        let backups = try history(host).backups
        #expect(backups.map(\.takesOut.count) == [1, 2, 3, 4, 5])
        let sentence = text(host).takenOut(try #require(backups.last), now: host.snapshot().readAt)
        #expect(sentence?.hasPrefix("Takes out what was changed since: gateway.port: 5 (") == true, "\(sentence ?? "")")
        #expect(sentence?.hasSuffix("), and 2 more.") == true, "\(sentence ?? "")")
        _ = host.live.takeBack()
        let older = try history(host).backups.filter { $0.before.contains("gateway.port") }
        #expect(older.map(\.takesOut.count) == [0, 1, 2, 3, 4], "what was undone does not go again")
    }

    @Test("each copy is read once") func readsOnce() throws {
        let host = TestHost(config: Self.config)
        for port in 1...3 { try set(.integer(Int64(port)), at: "gateway.port", on: host) }
        let snapshot = host.snapshot()
        host.files.forgetCalls()
        _ = try host.live.history(on: snapshot)
        let opened = host.files.calls.map(\.description).filter {
            $0.hasPrefix("open ") && $0.hasSuffix("1-openclaw.json")
        }
        #expect(opened.count == 3 && Set(opened).count == 3, "\(opened)")
    }

    @Test func theFirstSetupIsCalledSo() throws {
        let host = TestHost()
        try host.apply(.apiKey("N"))
        #expect(try history(host).applies.map(\.what) == ["first setup"])
    }

    @Test func replacedAndRemovedProfilesAreTold() throws {
        let host = TestHost(config: Self.config)
        try host.apply(.apiKey("N"))
        var answers = SetupAnswers.apiKey("M")
        answers.intent = .replace(profileID: "anthropic:default")
        try host.apply(answers)
        let history = try history(host)
        #expect(history.applies.first?.what == "replaced the secret of anthropic:default")
        let shown = try #require(history.applies.first).files.flatMap { $0.lines() }.map(\.marked).joined()
        #expect(shown.contains("redacted") && !shown.contains("MMMM") && !shown.contains("NNNN"), "\(shown)")
    }

    // MARK: - What can be undone

    @Test("rule 70: an older change of the same file is undone after the newer one") func chains() throws {
        let host = TestHost(config: Self.config)
        try set(19_001, at: "gateway.port", on: host)
        try set(19_002, at: "gateway.port", on: host)
        let before = try history(host)
        let newest = try #require(before.applies.first)
        #expect(newest.undo == .exact)
        #expect(before.applies.last?.undo == .afterNewer(id: newest.id, time: newest.time))
        #expect(before.undoableCount == 2)
        _ = try host.live.takeBack(newest.id).get()
        let after = try history(host)
        #expect(after.applies.map(\.undo) == [.undone, .exact])
        _ = try host.live.takeBack(after.applies[1].id).get()
        #expect(host.files.text(TestHost.config) == Self.config)
    }

    @Test("what a restore has put back needs no undo, and what it uncovered can be undone at once") func uncovered()
        throws
    {
        let host = TestHost(config: Self.config)
        for port: Int64 in [19_001, 19_002, 19_003] { try set(.integer(port), at: "gateway.port", on: host) }
        let snapshot = host.snapshot()
        let copy = try #require(try history(host).backups.first { $0.before.contains("gateway.port") })
        _ = try host.live.apply(
            try host.live.plan(.restore(try host.live.restored(copy.id, on: snapshot)), on: snapshot)
        ).get()
        let applies = try history(host).applies
        #expect(applies.map(\.undo).prefix(3) == [.exact, .undone, .exact])
        #expect(applies.last?.undo == .afterNewer(id: applies[2].id, time: applies[2].time))
    }

    @Test func anOlderChangeOfAnotherFileIsUndoneAtOnce() throws {
        let marked = HistoryStores.one.replacing(
            "\"version\": 1,",
            with: "\"version\": 1, \"usageStats\": { \"anthropic:old\": { \"errorCount\": 2, \"cooldownUntil\": 9 } },"
        )
        let host = TestHost(config: Self.config, store: marked)
        let change = ProfileChange.clearFailures(id: "anthropic:old", agent: "main")
        _ = try host.live.apply(try host.live.plan(.profile(change), on: host.snapshot())).get()
        try set(19_001, at: "gateway.port", on: host)
        let history = try history(host)
        #expect(history.applies.map(\.undo) == [.exact, .exact])
        #expect(history.applies.last?.what == "changed the marks of anthropic:old")
        _ = try host.live.takeBack(try #require(history.applies.last).id).get()
        #expect(host.files.text(TestHost.store) == marked)
    }

    @Test("what somebody else wrote since cannot be undone, its copy can be restored") func changedSince() throws {
        let host = TestHost(config: Self.config)
        try set(19_001, at: "gateway.port", on: host)
        host.files.overwrite(TestHost.config, "{ edited: true }\n")
        let history = try history(host)
        #expect(history.applies.first?.undo == .changedSince(paths: [TestHost.config]))
        #expect(history.undoableCount == 0 && history.backups.first?.state == .possible)
        let apply = try #require(history.applies.first)
        #expect(text(host).word(apply, now: 0) == "changed since")
        #expect(text(host).reason(apply, now: 0)?.contains("~/.openclaw/openclaw.json") == true)
    }

    @Test("rule 26: usage marks of the gateway hinder no undo") func marks() throws {
        let host = TestHost(config: Self.config, store: HistoryStores.one)
        try host.apply(.apiKey("N"))
        let applied = try #require(host.files.text(TestHost.store))
        host.files.overwrite(
            TestHost.store,
            applied.replacing(
                "\"version\": 1,",
                with: "\"version\": 1, \"lastGood\": { \"anthropic\": \"anthropic:old\" },"
            )
        )
        let apply = try #require(try history(host).applies.first)
        #expect(apply.undo == .exact)
        #expect(apply.files.map(\.action) == [.keepsMarks, .restores])
    }

    @Test func aMissingCopyIsSaidAndTheRestGoesOn() throws {
        let host = TestHost(config: Self.config)
        try set(19_001, at: "gateway.port", on: host)
        try set(19_002, at: "gateway.port", on: host)
        // Both copies have the comment, but only that of the first change has the port of the beginning.
        let copies = host.files.tree(TestHost.state + "/setup/backups")
        let newer = copies.paths(containing: "19001")
        let copy = try #require(copies.paths(containing: "// mine").first { !newer.contains($0) })
        host.files.delete(copy)
        let history = try history(host)
        #expect(history.applies.count == 2 && history.applies.first?.undo == .exact)
        guard case .never(let problem)? = history.applies.last?.undo else { return #expect(Bool(false)) }
        #expect(problem.code == "backup-missing")
        guard case .impossible? = history.backups.last?.state else { return #expect(Bool(false)) }
    }

    @Test func readingWritesNothing() throws {
        let host = TestHost(config: Self.config)
        try host.apply(.apiKey("N"))
        let before = host.files.tree()
        let history = try history(host)
        _ = text(host).document(history, now: 0)
        #expect(host.files.tree() == before)
    }

    // MARK: - Views

    @Test func theDocumentNamesEachChangeAndNoSecret() throws {
        let host = TestHost(config: Self.config)
        try host.apply(.apiKey("N"))
        let document = text(host).document(try history(host), now: 0)
        let apply = try #require(document["applies"]?.arrayValue?.first)
        #expect(apply["undo"] == "exact" && apply["by"] == "files" && apply["agent"] == "main")
        #expect(apply["command"] == "onboard" && apply["why"] == .null)
        #expect(apply["changes"]?.arrayValue?.count == 2)
        #expect(document["backups"]?.arrayValue?.first?["restorable"] == true)
        #expect(!document.json().contains("NNNN"))
    }
}

/// Stores that tests of the history begin with.
enum HistoryStores {
    static let one = """
        {
          "version": 1,
          "profiles": {
            "anthropic:old": { "type": "api_key", "provider": "anthropic", "key": "sk-ant-api03-OOOOOOOOOOOOOOOOOO" }
          }
        }

        """

    /// A login, whose refresh token ends with `letter`, and the key of `one`.
    static func login(_ letter: String) -> String {
        """
        {
          "version": 1,
          "profiles": {
            "anthropic:old": { "type": "api_key", "provider": "anthropic", "key": "sk-ant-api03-OOOOOOOOOOOOOOOOOO" },
            "anthropic:login": { "type": "oauth", "provider": "anthropic", "access": "sk-ant-oat01-AAAAAAAAAAAAAAAAAAAA\(letter)",
              "refresh": "sk-ant-ort01-AAAAAAAAAAAAAAAAAAAA\(letter)", "expires": 1 }
          }
        }

        """
    }
}
