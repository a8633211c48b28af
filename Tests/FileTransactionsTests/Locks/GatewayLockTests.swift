import FileTransactions
import Glibc
import Synchronization
import TestSupport
import Testing

@Suite struct GatewayLockTests {
    private let lock = Scenario.store + ".lock"

    @Test func isHeldWhileFilesAreReplacedEvenForAMissingStore() throws {
        let scenario = Scenario(name: "no store", oldStore: nil)
        let disk = scenario.makeDisk()
        try scenario.apply(disk)
        let calls = disk.calls.map(\.description)
        let made = try #require(calls.firstIndex(of: "makeFolder \(lock)"))
        let config = try #require(calls.firstIndex(of: "rename \(Scenario.config)"))
        let removed = try #require(calls.firstIndex(of: "removeFolder \(lock)"))
        #expect(made < config && config < removed)
        #expect(!disk.exists(lock))
    }

    @Test func hasTheStickyBitAndTheTimeOfNow() throws {
        let disk = Scenario.both.makeDisk()
        let seen = Mutex<(mode: FileMode?, modified: Int64?)>((nil, nil))
        let placing = try callNumber(of: "rename \(Scenario.store)")
        disk.before(call: placing) { disk in
            let status = try? disk.status(at: Scenario.store + ".lock")
            seen.withLock { $0 = (status?.mode, status?.modified.milliseconds) }
        }
        try Scenario.both.apply(disk)
        #expect(seen.withLock { $0.mode } == 0o1700)
        #expect(seen.withLock { $0.modified } == 1_770_000_000_000)
    }

    @Test func aStaleLockIsTakenOver() throws {
        let disk = Scenario.both.makeDisk()
        disk.addFolder(lock, mode: 0o755)
        disk.setTime(of: lock, milliseconds: disk.now - 30_001)
        try Scenario.both.apply(disk)
        #expect(disk.text(Scenario.store) == Scenario.both.newStore)
        #expect(!disk.exists(lock))
    }

    @Test func aLockIsNotStaleBeforeThirtySeconds() throws {
        let disk = Scenario.both.makeDisk()
        disk.addFolder(lock, mode: 0o755, owner: 33)
        disk.setTime(of: lock, milliseconds: disk.now - 29_000)
        let before = disk.tree()
        let error = #expect(throws: FileError.self) { try Scenario.both.apply(disk, waiting: { _ in .cancel }) }
        #expect(error?.code == .cancelled)
        #expect(error?.path == lock)
        #expect(before.difference(to: disk.tree()) == "")
    }

    @Test func aLockThatIsRenewedIsWaitedForTenTimesAndThenReported() throws {
        let disk = Scenario.both.makeDisk()
        disk.addFolder(lock, mode: 0o755, owner: 33)
        disk.setTime(of: lock, milliseconds: disk.now)
        let before = disk.tree()
        let start = disk.now
        var waits: [LockWait] = []
        let error = #expect(throws: FileError.self) {
            try Scenario.both.apply(disk) { wait in
                waits.append(wait)
                disk.setTime(of: Scenario.store + ".lock", milliseconds: disk.now)
                return .wait
            }
        }
        #expect(error?.code == .locked)
        #expect(error?.userID == 33)
        #expect(error?.aftermath == .unchanged)
        // 150, 300, … 9600 and three times 10 s, reported every tenth of a second.
        #expect(disk.now - start >= 49_050 && disk.now - start < 49_200)
        #expect(waits.count > 400)
        #expect(waits.first?.waitedMilliseconds == 0)
        #expect(waits.last?.holder.userID == 33)
        #expect(before.withoutTimes.difference(to: disk.tree().withoutTimes) == "")
    }

    @Test func aLockThatIsLetGoIsTakenAtTheNextTry() throws {
        let disk = Scenario.both.makeDisk()
        disk.addFolder(lock, mode: 0o755)
        disk.setTime(of: lock, milliseconds: disk.now)
        try Scenario.both.apply(disk) { wait in
            if wait.waitedMilliseconds == 100 { disk.delete(Scenario.store + ".lock") }
            return .wait
        }
        #expect(disk.text(Scenario.store) == Scenario.both.newStore)
    }

    @Test func otherLocksAreLetGoWhileWaiting() throws {
        let disk = Scenario.both.makeDisk()
        let other = Scenario.state + "/agents/ops/agent/auth-profiles.json"
        disk.addFile(other, "{}")
        disk.addFolder(other + ".lock", mode: 0o755)
        disk.setTime(of: other + ".lock", milliseconds: disk.now)
        var isFree = false
        var transaction = FileTransaction(Scenario.folder(disk), summary: "onboard")
        for path in [Scenario.store, other] {
            try transaction.stage(.read(path, disk), contents: [1], rank: 0, lock: .gateway)
        }
        _ = try transaction.commit { _ in
            isFree = !disk.exists(Scenario.store + ".lock")
            disk.delete(other + ".lock")
            return .wait
        }
        #expect(isFree)
        #expect(disk.text(other) == "\u{1}")
    }

    @Test func aFileInTheLocksPlaceIsReported() throws {
        let disk = Scenario.both.makeDisk()
        disk.addFile(lock, "what is this")
        let error = #expect(throws: FileError.self) { try Scenario.both.apply(disk) }
        #expect(error?.code == .lockObstructed)
        #expect(disk.text(lock) == "what is this")
    }

    @Test func aStaleLockWithSomethingInItIsReported() throws {
        let disk = Scenario.both.makeDisk()
        disk.addFile(lock + "/note", "mine")
        disk.setTime(of: lock, milliseconds: disk.now - 60_000)
        let error = #expect(throws: FileError.self) { try Scenario.both.apply(disk) }
        #expect(error?.code == .lockObstructed)
        #expect(disk.text(lock + "/note") == "mine")
    }

    /// The gateway takes over a lock that it considers stale: rmdir, then its own mkdir.
    @Test(arguments: ["rename \(Scenario.store)", "rename \(Scenario.config)"])
    func aLostLockStopsTheCommitBeforeTheNextFile(call: String) throws {
        let disk = Scenario.both.makeDisk()
        // Just before the check that precedes the rename.
        disk.before(call: try callNumber(of: call) - 1) { disk in
            disk.delete(Scenario.store + ".lock")
            disk.addFolder(Scenario.store + ".lock", mode: 0o755)
        }
        let error = #expect(throws: FileError.self) { try Scenario.both.apply(disk) }
        #expect(error?.code == .lockLost)
        #expect(error?.aftermath == .unchanged)
        #expect(disk.text(Scenario.store) == Scenario.both.oldStore)
        #expect(disk.text(Scenario.config) == Scenario.both.oldConfig)
        #expect(disk.exists(lock), "the gateway's own lock stays")
    }

    @Test func aLockWithAnotherTimeIsLost() throws {
        let disk = Scenario.both.makeDisk()
        disk.before(call: try callNumber(of: "rename \(Scenario.store)") - 1) { disk in
            disk.setTime(of: Scenario.store + ".lock", milliseconds: disk.now + 5)
        }
        let error = #expect(throws: FileError.self) { try Scenario.both.apply(disk) }
        #expect(error?.code == .lockLost)
    }

    @Test func anOldLockIsRenewedBeforeItIsStale() throws {
        let disk = Scenario.both.makeDisk()
        // A slow disk on which staging takes 20 seconds.
        disk.before(call: try callNumber(of: "rename \(Scenario.store)") - 1) { $0.advance(milliseconds: 20_000) }
        try Scenario.both.apply(disk)
        #expect(disk.calls.count { $0.operation == .setModified && $0.path == lock } == 2)
    }

    @Test func aSignalEndsTheWait() throws {
        let disk = Scenario.both.makeDisk()
        disk.addFolder(lock, mode: 0o755)
        disk.setTime(of: lock, milliseconds: disk.now)
        var blocked = sigset_t()
        sigfillset(&blocked)
        pthread_sigmask(SIG_BLOCK, &blocked, nil)
        let error = #expect(throws: FileError.self) {
            try Scenario.both.apply(disk) { _ in
                pthread_kill(pthread_self(), SIGHUP)
                return .wait
            }
        }
        #expect(error?.code == .cancelled)
        // Test threads block signals anyway, so it is still pending.
        var taken = sigset_t()
        sigemptyset(&taken)
        sigaddset(&taken, SIGHUP)
        var now = timespec()
        #expect(sigtimedwait(&taken, nil, &now) == SIGHUP)
    }

    /// The number of the first such call in an undisturbed commit.
    private func callNumber(of call: String) throws -> Int {
        let disk = Scenario.both.makeDisk()
        disk.restartCount()
        try Scenario.both.apply(disk)
        return try #require(disk.calls.firstIndex { $0.description == call }) + 1
    }
}
