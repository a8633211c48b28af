import FileTransactions
import Foundation
import Glibc
import Synchronization
import TestSupport
import Testing

/// Reading files that another program writes in place.
@Suite struct SettlingTests {
    private let path = "/home/jo/file"

    private func disk(_ text: String, age: Int64) -> InMemoryFileSystem {
        let disk = InMemoryFileSystem()
        disk.addFile(path, text)
        disk.setTime(of: path, milliseconds: disk.now - age)
        return disk
    }

    private func read(
        _ disk: InMemoryFileSystem,
        whenRead: @escaping (Int) -> Void = { _ in }
    ) throws -> (file: FileSnapshot, reads: Int) {
        var reads = 1
        let file = try disk.clock.settled(
            try FileSnapshot.read(path, disk),
            isWhole: { $0.contents == Array("whole".utf8) },
            again: { () throws(FileError) in
                reads += 1
                whenRead(reads)
                return try FileSnapshot.read(path, disk)
            }
        )
        return (file, reads)
    }

    @Test func aWholeFileIsReadOnceAndNobodyWaits() throws {
        let disk = disk("whole", age: 0)
        let start = disk.now
        #expect(try read(disk).reads == 1)
        #expect(disk.now == start)
    }

    @Test func aBrokenFileThatNobodyWritesIsBelievedAtOnce() throws {
        let disk = disk("bro", age: 250)
        let start = disk.now
        #expect(try read(disk).reads == 2)
        #expect(disk.now == start)
    }

    @Test func aFileInMotionIsReadUntilItIsWhole() throws {
        let disk = disk("", age: 0)
        let result = try read(disk) { if $0 == 7 { disk.overwrite(path, "whole") } }
        #expect(result.file.contents == Array("whole".utf8))
        #expect(result.reads == 7)
    }

    @Test func aFileThatStaysBrokenIsGivenAQuarterOfASecond() throws {
        let disk = disk("", age: 0)
        let start = disk.now
        #expect(try read(disk).file.contents == [])
        #expect((240...260).contains(disk.now - start))
    }

    @Test func aFileThatNeverRestsIsGivenAQuarterOfASecond() throws {
        let disk = disk("", age: 0)
        let start = disk.now
        _ = try read(disk) { disk.overwrite(path, "part \($0)") }
        #expect((240...260).contains(disk.now - start))
    }

    @Test func aTimeToComeIsNoReasonToWait() throws {
        let disk = disk("bro", age: -3_600_000)
        let start = disk.now
        #expect(try read(disk).reads == 2)
        #expect(disk.now == start)
    }

    @Test func aYoungFileOfWhichHalfLooksWholeIsReadUntilTwoReadingsAgree() throws {
        let disk = disk("A=1\nB=", age: 0)
        let before = disk.calls.count { $0.operation == .read }
        #expect(try FileSnapshot.readTwiceIfYoung(path, disk, disk.clock).contents == Array("A=1\nB=".utf8))
        #expect(disk.calls.count { $0.operation == .open } == 2)
        disk.setTime(of: path, milliseconds: disk.now - 1000)
        disk.forgetCalls()
        _ = try FileSnapshot.readTwiceIfYoung(path, disk, disk.clock)
        #expect(disk.calls.count { $0.operation == .open } == 1)
        #expect(before == 0)
    }

    /// An apply finds its store truncated for a moment, as when the gateway rewrites the same content.
    @Test func aFileIsNotCalledChangedWhileItIsWritten() throws {
        let disk = Scenario.both.makeDisk()
        let whole = try #require(Scenario.both.oldStore)
        let contents = Array((Scenario.both.newStore ?? "").utf8)
        func apply(_ disk: InMemoryFileSystem, _ clock: WallClock) throws {
            var transaction = FileTransaction(Scenario.folder(over: disk, clock: clock), summary: "onboard")
            try transaction.stage(.read(Scenario.store, disk), contents: contents, rank: 0, lock: .gateway)
            disk.restartCount()
            _ = try transaction.commit(waiting: { _ in .cancel })
        }
        let undisturbed = InMemoryFileSystem(copying: disk)
        try apply(undisturbed, undisturbed.clock)
        // Truncated just before it is read again under the locks; complete a moment later.
        let reading = try #require(undisturbed.calls.firstIndex { $0.description == "open \(Scenario.store)" })
        var clock = disk.clock
        let isWhole = Mutex(false)
        clock.sleep = { milliseconds in
            disk.advance(milliseconds: milliseconds)
            if !isWhole.withLock({ $0 }) { disk.overwrite(Scenario.store, whole) }
            isWhole.withLock { $0 = true }
        }
        var transaction = FileTransaction(Scenario.folder(over: disk, clock: clock), summary: "onboard")
        try transaction.stage(.read(Scenario.store, disk), contents: contents, rank: 0, lock: .gateway)
        disk.restartCount()
        disk.before(call: reading + 1) { $0.overwrite(Scenario.store, "") }
        _ = try transaction.commit(waiting: { _ in .cancel })
        #expect(isWhole.withLock { $0 }, "the moment was not hit")
        #expect(disk.text(Scenario.store) == Scenario.both.newStore)
    }
}
