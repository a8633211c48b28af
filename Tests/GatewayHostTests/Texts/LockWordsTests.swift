import Credentials
import FileTransactions
import GatewayHost
import Secrets
import TestSupport
import Testing

/// Messages about lock holders, and about locks that nobody will release.
@Suite struct LockWordsTests {
    private let lock = TestHost.store + ".lock"

    private func failure(_ host: Host, _ test: TestHost) throws -> Problem {
        let snapshot = HostSnapshot.read(host)
        let plan = try ProfilePlanner(snapshot: snapshot).plan(.replace(id: "anthropic:key", .apiKey("N")))
        switch LiveHost(host).apply(plan) {
        case .success:
            Issue.record("it was written")
            return Problem(code: "", message: "")
        case .failure(let failure): return snapshot.explain(failure)
        }
    }

    @Test func anotherOfOursIsNamedAsSuch() throws {
        let test = TestHost(store: Stores.keyAndToken)
        test.files.addFolder(TestHost.state + "/setup")
        let folder = try test.files.open(TestHost.state + "/setup", .folder)
        #expect(try test.files.lock(folder))
        let problem = try failure(test.host, test)
        #expect(problem.code == "busy")
        #expect(problem.message == "Nothing can be written now: another openclaw (pid 812) is writing.")
        #expect(problem.details == ["Nothing was changed."])
        let snapshot = test.snapshot()
        let plan = try ProfilePlanner(snapshot: snapshot).plan(.replace(id: "anthropic:key", .apiKey("N")))
        let screen = test.live.apply(plan, waiting: { _ in .cancel })
        #expect(screen == .failure(.locked(holder: "another openclaw (pid 812)", isOurselves: true)))
    }

    @Test func theGatewayIsNamedByItsLock() throws {
        let test = TestHost(store: Stores.keyAndToken)
        test.files.addFolder(lock, mode: 0o755, owner: 33)
        var host = test.host
        host.tellsWaiting = { [files = test.files] _ in
            files.setTime(of: TestHost.store + ".lock", milliseconds: files.now)
        }
        let problem = try failure(host, test)
        #expect(problem.code == "locked")
        #expect(problem.message.contains("~/.openclaw/agents/main/agent/auth-profiles.json.lock"))
    }

    /// The command that removes it is printed only if nobody can hold it.
    @Test(arguments: [
        (FileMode(0o755), nil), (FileMode(0o1700), nil), (FileMode(0o1700), Int32(4711)),
        (FileMode(0o755), Int32(4711)),
    ])
    func aLockWithATimeToComeIsToldWithARemovalWhereItsHolderIsDead(mode: FileMode, gateway: Int32?) throws {
        let test = TestHost(store: Stores.keyAndToken)
        test.files.addFolder(lock, mode: mode, owner: 1000)
        test.files.setTime(of: lock, FileTime(seconds: 13_569_465_600, nanoseconds: 0))
        var host = test.host
        host.processListening = { _ in gateway }
        let problem = try failure(host, test)
        #expect(problem.code == "lock-time")
        #expect(problem.message.contains("2400-01-01"))
        let isDead = gateway == nil || mode == 0o1700
        #expect(problem.next?.hasPrefix("rmdir ") == isDead, "\(problem.next ?? "")")
        if isDead { #expect(problem.next == "rmdir " + lock) } else { #expect(problem.next?.contains("4711") == true) }
    }

    @Test func aPathInACommandIsQuotedForAShell() throws {
        let files = InMemoryFileSystem()
        let state = "/home/jo/it's here/.openclaw"
        files.addFile(state + "/agents/main/agent/auth-profiles.json", Stores.keyAndToken)
        let lock = state + "/agents/main/agent/auth-profiles.json.lock"
        files.addFolder(lock, mode: 0o1700)
        files.setTime(of: lock, FileTime(seconds: 13_569_465_600, nanoseconds: 0))
        let host = Host.inMemory(files, environment: ["HOME": "/home/jo", "OPENCLAW_STATE_DIR": state])
        let snapshot = HostSnapshot.read(host)
        let plan = try ProfilePlanner(snapshot: snapshot).plan(.replace(id: "anthropic:key", .apiKey("N")))
        guard case .failure(let failure) = LiveHost(host).apply(plan) else { return }
        let next = snapshot.explain(failure).next
        #expect(next == #"rmdir '/home/jo/it'\''s here/.openclaw/agents/main/agent/auth-profiles.json.lock'"#)
    }
}

/// Messages about an untrusted journal or record: which, why, what to do.
@Suite struct DistrustWordsTests {
    @Test func whatIsNotFollowedIsNamedWithTheReasonAndTheWayOut() throws {
        let host = TestHost(config: "{}", store: Stores.keyAndToken)
        try host.apply(.replace(id: "anthropic:key", .apiKey("N")))
        let record = try #require(host.files.tree().paths.first { $0.hasSuffix("/record") })
        host.files.setMode(of: record, 0o666)
        let problem = #expect(throws: Problem.self) { _ = try HostUndo.latest(on: host.host) }
        #expect(problem?.code == "untrusted")
        #expect(problem?.message.contains("/record cannot be trusted") == true)
        #expect(problem?.details.first?.contains("can be written by others (mode 0666)") == true)
        #expect(problem?.details.last == "Nothing was touched.")
        #expect(problem?.next?.hasSuffix("chmod go-w \(record)") == true)
        #expect(host.snapshot().problems.map(\.code) == ["untrusted"])
    }

    @Test(arguments: Distrust.Reason.allCases) func everyReasonHasItsWords(reason: Distrust.Reason) {
        for texts in [Texts.english, .of(.traditionalChinese)] {
            #expect(texts.has("distrust.\(reason.rawValue)") && texts.has("distrust.\(reason.rawValue).next"))
        }
    }

    /// An apply to an include or an agent folder at another place can be undone.
    @Test func includesAndFoldersOfAgentsAreInReach() throws {
        let host = TestHost(environment: ["OPENCLAW_CONFIG_PATH": "/srv/conf/openclaw.json"])
        host.files.addFile(
            "/srv/conf/openclaw.json",
            """
            {
              agents: { list: [{ id: "main" }, { id: "ops", agentDir: "/srv/ops" }] },
              auth: { $include: "./parts/auth.json5" },
            }

            """
        )
        host.files.addFile("/srv/conf/parts/auth.json5", "{ profiles: {} }\n")
        host.files.addFile("/srv/ops/auth-profiles.json", Stores.oneKey)
        var credential = NewCredential(Fake.apiKey("N"), kind: .apiKey, agents: ["ops"])
        credential.profileID = "anthropic:new"
        let plan = try host.apply(.add(credential))
        #expect(Set(plan.files.map(\.path)) == ["/srv/ops/auth-profiles.json", "/srv/conf/parts/auth.json5"])
        try #require(try HostUndo.latest(on: host.host)).run()
        #expect(host.files.text("/srv/ops/auth-profiles.json") == Stores.oneKey)
        #expect(host.files.text("/srv/conf/parts/auth.json5") == "{ profiles: {} }\n")
    }
}
