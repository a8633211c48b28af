import CredentialStores
import FileTransactions
import GatewayHost
import Glibc
import JSON5
import Secrets
import TestSupport
import Testing

/// One file of a backup put back: what it takes from the copy, what stays as it is, and that it is undone like any other.
@Suite struct RestoreTests {
    private static let config = "{ // mine\n  gateway: { mode: 'local' },\n}\n"

    private func set(_ port: Int64, on host: TestHost) throws {
        let plan = try host.live.plan(.setValue(.integer(port), at: "gateway.port"), on: host.snapshot())
        _ = try host.live.apply(plan, command: "config set").get()
    }

    private func history(_ host: TestHost) throws -> History { try host.live.history(on: host.snapshot()) }

    private func plan(_ backup: History.Backup, on host: TestHost) throws -> ChangePlan {
        let snapshot = host.snapshot()
        return try host.live.plan(.restore(try host.live.restored(backup.id, on: snapshot)), on: snapshot)
    }

    private func restore(_ backup: History.Backup, on host: TestHost) throws {
        _ = try host.live.apply(try plan(backup, on: host)).get()
    }

    /// A host whose newest backup is its first store.
    private func host(store: String) throws -> (TestHost, History.Backup) {
        let host = TestHost(config: Self.config, store: store)
        try host.apply(.apiKey("N"))
        let backup = try #require(try history(host).newestBackup(of: TestHost.store))
        return (host, backup)
    }

    // MARK: - Configs

    @Test("rule 70: restore and then undo give the bytes back") func restoredAndUndone() throws {
        let host = TestHost(config: Self.config)
        try set(19_001, on: host)
        try set(19_002, on: host)
        let now = try #require(host.files.text(TestHost.config))
        let oldest = try #require(try history(host).backups.last)
        try restore(oldest, on: host)
        #expect(host.files.text(TestHost.config) == Self.config)
        let newest = try #require(try history(host).applies.first)
        #expect(newest.command == "restore" && newest.what == "restored openclaw.json" && newest.undo == .exact)
        _ = try host.live.takeBack().get()
        #expect(host.files.text(TestHost.config) == now)
    }

    @Test("rule 56: a config that cannot be read is put back, and undo gives the broken text back") func broken() throws
    {
        let host = TestHost(config: Self.config)
        try set(19_001, on: host)
        let text = "{ gateway: { port: 1 auth: { password: \"hunter2\" } } }\n"
        host.files.overwrite(TestHost.config, text)
        let backup = try #require(try history(host).newestBackup(of: TestHost.config))
        let plan = try plan(backup, on: host)
        #expect(plan.files.count == 1 && plan.command == "restore")
        let diff = plan.redactedDiff().map(\.marked).joined(separator: "\n")
        #expect(diff.contains("port: 1 auth") && !diff.contains("hunter2"), "\(diff)")
        _ = try host.live.apply(plan).get()
        #expect(host.files.text(TestHost.config) == Self.config)
        _ = try host.live.takeBack().get()
        #expect(host.files.text(TestHost.config) == text)
    }

    @Test func aCopyThatIsBrokenItselfIsRefused() throws {
        let host = TestHost(config: Self.config)
        try set(19_001, on: host)
        host.files.overwrite(TestHost.config, "{ broken\n")
        try restore(try #require(try history(host).backups.first), on: host)
        let backup = try #require(try history(host).backups.first)
        guard case .impossible(let problem) = backup.state else { return #expect(Bool(false)) }
        #expect(problem.code == "backup-unreadable" && problem.details.contains("Nothing was changed."))
        #expect(problem.next?.contains("openclaw restore") == true)
        let before = host.files.tree()
        #expect(throws: Problem.self) { try plan(backup, on: host) }
        #expect(host.files.tree() == before)
    }

    @Test func aFileThatIsSoAlreadyIsNothingToDo() throws {
        let host = TestHost(config: Self.config)
        try set(19_001, on: host)
        host.files.overwrite(TestHost.config, Self.config)
        let backup = try #require(try history(host).backups.first)
        #expect(backup.state == .asItIsNow)
        #expect(try plan(backup, on: host).isEmpty)
    }

    @Test func aConfigThatTheGatewayRefusesIsTold() throws {
        let host = TestHost(config: "{ gateway: { prot: 1, mode: 'local' } }\n")
        _ = try host.live.apply(
            try host.live.plan(.unsetValue(at: "gateway.prot"), on: host.snapshot()),
            command: "config unset"
        ).get()
        let effects = try plan(try #require(try history(host).backups.first), on: host).effects
        #expect(effects.contains { if case .stillRefused = $0 { true } else { false } }, "\(effects)")
    }

    @Test func aFileThatChangedSinceThePlanIsNotWritten() throws {
        let host = TestHost(config: Self.config)
        try set(19_001, on: host)
        let plan = try plan(try #require(try history(host).backups.first), on: host)
        host.files.overwrite(TestHost.config, "{ edited: true }\n")
        guard case .failure(.changedMeanwhile) = host.live.apply(plan) else { return #expect(Bool(false)) }
        #expect(host.files.text(TestHost.config) == "{ edited: true }\n")
    }

    @Test("S6: at a failure of any file call the file is as it was") func failsAtAnyCall() throws {
        let host = TestHost(config: Self.config)
        try set(19_001, on: host)
        let now = host.files.text(TestHost.config)
        let plan = try plan(try #require(try history(host).backups.first), on: host)
        let trial = InMemoryFileSystem(copying: host.files)
        trial.restartCount()
        _ = LiveHost(.inMemory(trial, environment: host.environment)).apply(plan)
        let count = trial.calls.count
        #expect(count > 10 && trial.text(TestHost.config) == Self.config)
        for call in 1...count {
            let disk = InMemoryFileSystem(copying: host.files)
            disk.restartCount()
            disk.arm(.fail(call: call, errno: EIO))
            let live = LiveHost(.inMemory(disk, environment: host.environment))
            let result = live.apply(plan)
            let text = disk.text(TestHost.config)
            if case .success = result { continue }
            _ = try? live.settle()
            #expect(disk.text(TestHost.config) == now, "call \(call): \(text ?? "")")
        }
    }

    // MARK: - Stores

    @Test("S6: a login stays as it is now") func aLoginStays() throws {
        let (host, backup) = try host(store: HistoryStores.login("B"))
        let text = try #require(host.files.text(TestHost.store)).replacing("AAAAB", with: "AAAAC")
        host.files.overwrite(TestHost.store, text)
        let plan = try plan(backup, on: host)
        #expect(plan.effects == [.keepsLogin(profileID: "anthropic:login")])
        _ = try host.live.apply(plan).get()
        let after = try #require(host.files.text(TestHost.store))
        #expect(after.contains("AAAAC\"") && !after.contains("AAAAB\"") && !after.contains("anthropic:default"))
        _ = try host.live.takeBack().get()
        #expect(host.files.text(TestHost.store) == text)
    }

    @Test("S6: a login that is gone now does not come back") func aLoginDoesNotComeBack() throws {
        let (host, backup) = try host(store: HistoryStores.login("B"))
        host.files.overwrite(TestHost.store, HistoryStores.one)
        let plan = try plan(backup, on: host)
        #expect(plan.effects == [] && plan.isEmpty, "without its login the copy is the store as it is")
        host.files.overwrite(TestHost.store, "{ broken\n")
        let mending = try self.plan(backup, on: host)
        #expect(mending.effects == [.leavesLoginOut(profileID: "anthropic:login")])
        _ = try host.live.apply(mending).get()
        let text = try #require(host.files.text(TestHost.store))
        #expect(text.contains("anthropic:old") && !text.contains("anthropic:login"))
        _ = try host.live.takeBack().get()
        #expect(host.files.text(TestHost.store) == "{ broken\n")
    }

    @Test("rule 26: today's usage marks stay") func marksStay() throws {
        let (host, backup) = try host(store: HistoryStores.one)
        let marked = try #require(host.files.text(TestHost.store))
            .replacing("\"version\": 1,", with: "\"version\": 1, \"lastGood\": { \"anthropic\": \"anthropic:old\" },")
        host.files.overwrite(TestHost.store, marked)
        let plan = try plan(backup, on: host)
        #expect(plan.effects == [.keepsMarks])
        _ = try host.live.apply(plan).get()
        let text = try #require(host.files.text(TestHost.store))
        #expect(text.contains("lastGood") && !text.contains("anthropic:default"))
    }

    @Test func aStoreIsByteForByteTheCopyWhereNothingHasToStay() throws {
        let (host, backup) = try host(store: HistoryStores.one)
        try restore(backup, on: host)
        #expect(host.files.text(TestHost.store) == HistoryStores.one)
    }

    @Test func aRemovedStoreComesBack() throws {
        let (host, backup) = try host(store: HistoryStores.one)
        host.files.delete(TestHost.store)
        let plan = try plan(backup, on: host)
        #expect(plan.files.first?.isNew == true)
        _ = try host.live.apply(plan).get()
        #expect(host.files.text(TestHost.store) == HistoryStores.one)
    }

    @Test func noSecretIsShown() throws {
        let (host, backup) = try host(store: HistoryStores.login("B"))
        let plan = try plan(backup, on: host)
        let shown = plan.redactedDiff().map(\.marked).joined(separator: "\n")
        #expect(shown.contains("redacted") && !shown.contains("NNNN") && !shown.contains("AAAA"), "\(shown)")
    }

    // MARK: - Naming one

    @Test func aCopyIsNamedByTheBeginningOfItsIDAndItsFile() throws {
        let (host, backup) = try host(store: HistoryStores.one)
        let history = try history(host)
        let display = host.snapshot().display
        func named(_ id: String, _ file: String?) throws -> BackupID {
            try history.backup(id, file: file, .english, display: display).id
        }
        let id = String(backup.id.record.prefix(6))
        #expect(try named(id, "auth-profiles.json") == backup.id)
        #expect(try named(id, "~/.openclaw/openclaw.json").path == TestHost.config)
        for (id, file) in [(id, nil), (id, "other.json"), ("0000", nil), ("ab", nil)] as [(String, String?)] {
            let problem = #expect(throws: Problem.self) { try named(id, file) }
            #expect(problem?.code == "no-backup" && problem?.next != nil)
        }
    }

    // MARK: - Laws

    @Test("any sequence of changes, undone step by step or restored at once, gives the first bytes back")
    func laws() throws {
        for seed in 0..<20 {
            var random = SeededRandom(seed: UInt64(seed))
            let host = TestHost(config: Self.config)
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                try set(Int64.random(in: 1...60_000, using: &random), on: host)
            }
            let last = host.files.text(TestHost.config)
            let history = try history(host)
            #expect(history.undoableCount == history.applies.count)
            try restore(try #require(history.backups.last), on: host)
            #expect(host.files.text(TestHost.config) == Self.config, "seed \(seed)")
            _ = try host.live.takeBack().get()
            #expect(host.files.text(TestHost.config) == last, "seed \(seed)")
            for apply in history.applies { _ = try host.live.takeBack(apply.id).get() }
            #expect(host.files.text(TestHost.config) == Self.config, "seed \(seed)")
        }
    }
}
