import FileTransactions
import Synchronization
import TestSupport
import Testing

/// Waiting for another run of this program.
@Suite struct OwnLockTests {
    /// A disk on which another run holds our lock.
    private func heldDisk() throws -> (disk: InMemoryFileSystem, lock: OpenFile) {
        let disk = Scenario.both.makeDisk()
        disk.addFolder(Scenario.setup)
        disk.syncAll()
        let folder = try disk.open(Scenario.setup, .folder)
        #expect(try disk.lock(folder))
        return (disk, folder)
    }

    @Test func anotherRunIsWaitedForAndNamed() throws {
        let (disk, lock) = try heldDisk()
        var waits: [LockWait] = []
        let receipt = try Scenario.both.apply(disk) { wait in
            waits.append(wait)
            if wait.waitedMilliseconds > 2000 { try? disk.close(lock) }
            return .wait
        }
        #expect(receipt.record != nil)
        #expect(waits.first?.waitedMilliseconds == 0)
        #expect(waits.allSatisfy { $0.holder.kind == .ourselves(processID: 812) })
    }

    @Test func afterTenSecondsItIsBusy() throws {
        let (disk, _) = try heldDisk()
        let before = disk.tree()
        let start = disk.now
        let error = #expect(throws: FileError.self) { try Scenario.both.apply(disk, waiting: { _ in .wait }) }
        #expect(error?.code == .busy)
        #expect(error?.processID == 812)
        #expect(error?.holder?.kind == .ourselves(processID: 812))
        #expect((10_000...10_100).contains(disk.now - start))
        #expect(before.difference(to: disk.tree()) == "")
    }

    @Test(arguments: [0, 300, 20_000])
    func itIsWaitedForAsLongAsIsAskedFor(milliseconds: Int64) throws {
        let (disk, _) = try heldDisk()
        var folder = Scenario.folder(disk)
        folder.patience = LockPatience(milliseconds: milliseconds)
        let start = disk.now
        var transaction = FileTransaction(folder, summary: "onboard")
        try transaction.stage(.read(Scenario.config, disk), contents: [1], rank: 0, lock: .none)
        let told = Mutex(0)
        do {
            _ = try transaction.commit { _ in
                told.withLock { $0 += 1 }
                return .wait
            }
            Issue.record("it was written under another run's lock")
        } catch {
            #expect(error.code == .busy)
        }
        #expect((milliseconds...(milliseconds + 50)).contains(disk.now - start))
        #expect((told.withLock { $0 } == 0) == (milliseconds == 0))
    }

    @Test func theCallerMayStopTheWait() throws {
        let (disk, _) = try heldDisk()
        let error = #expect(throws: FileError.self) { try Scenario.both.apply(disk, waiting: { _ in .cancel }) }
        #expect(error?.code == .cancelled)
        #expect(error?.holder?.kind == .ourselves(processID: 812))
    }

    @Test func aRecoveryWaitsForTheRunWhoseJournalItSees() throws {
        let trial = try Trial(applying: .both)
        let disk = trial.killed(at: try trial.number(of: "rename \(Scenario.config)"))
        let lock = try disk.open(Scenario.setup, .folder)
        #expect(try disk.lock(lock))
        let report = try Scenario.folder(disk).recover { wait in
            if wait.waitedMilliseconds > 100 { try? disk.close(lock) }
            return .wait
        }
        #expect(report.outcome == .takenBack)
    }

    @Test func aFreeLockIsNotWaitedFor() throws {
        let disk = Scenario.both.makeDisk()
        let start = disk.now
        try Scenario.both.apply(disk, waiting: { _ in .cancel })
        #expect(disk.now - start < 2)
    }

    // MARK: - The gateway's lock

    @Test(arguments: [0, 500, 120_000])
    func theGatewayIsWaitedForAsLongAsIsAskedFor(milliseconds: Int64) throws {
        let disk = Scenario.both.makeDisk()
        let lock = Scenario.store + ".lock"
        disk.addFolder(lock, mode: 0o755, owner: 33)
        disk.setTime(of: lock, milliseconds: disk.now)
        var folder = Scenario.folder(disk)
        folder.patience = LockPatience(milliseconds: milliseconds)
        var transaction = FileTransaction(folder, summary: "onboard")
        try transaction.stage(.read(Scenario.store, disk), contents: [1], rank: 0, lock: .gateway)
        let start = disk.now
        do {
            _ = try transaction.commit { _ in
                disk.setTime(of: lock, milliseconds: disk.now)
                return .wait
            }
            Issue.record("it was written under the gateway's lock")
        } catch {
            #expect(error.code == .locked)
            #expect(error.holder?.kind == .gateway)
        }
        #expect((milliseconds...(milliseconds + 100)).contains(disk.now - start))
    }

    /// A lock left by this program differs from the gateway's: nobody holds our own lock, so its creator is gone.
    @Test func aLockOfOursWithATimeToComeIsKnownAsOurs() throws {
        let disk = Scenario.both.makeDisk()
        let lock = Scenario.store + ".lock"
        disk.addFolder(lock, mode: 0o1700)
        disk.setTime(of: lock, FileTime(seconds: 95_617_584_000, nanoseconds: 0))
        let error = #expect(throws: FileError.self) { try Scenario.both.apply(disk, waiting: { _ in .wait }) }
        #expect(error?.code == .locked)
        #expect(error?.holder?.kind == .leftByOurselves)
        #expect(error?.holder?.hasAbsurdTime(at: disk.now) == true)
    }
}
