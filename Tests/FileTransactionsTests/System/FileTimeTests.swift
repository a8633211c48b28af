import FileTransactions
import Glibc
import TestSupport
import Testing

/// The property: no time from stat(2) or a clock makes anything trap.
@Suite struct FileTimeTests {
    static let extremes: [Int64] = [
        .min, .min + 1, -9_223_372_037, -9_223_372_036, -62_135_596_800, -1, 0, 1, 1_770_000_000, 9_223_372_036,
        9_223_372_037, 253_402_300_800, .max - 1, .max,
    ]

    @Test func everyTimeHasMillisecondsAndAnAge() {
        for seconds in Self.extremes {
            for nanoseconds: Int64 in [.min, -1, 0, 999_999_999, 1_000_000_000, .max] {
                let time = FileTime(seconds: seconds, nanoseconds: nanoseconds)
                #expect((0..<1_000_000_000).contains(time.nanoseconds))
                for now in Self.extremes { _ = time.age(at: now) }
                if abs(seconds / 4) < 1_000_000_000_000 {
                    #expect(time.milliseconds == seconds * 1000 + time.nanoseconds / 1_000_000)
                } else {
                    #expect(time.milliseconds == (seconds < 0 ? .min : .max) || seconds.magnitude < 1 << 54)
                }
            }
        }
    }

    @Test func millisecondsGoThereAndBack() {
        for milliseconds in Self.extremes {
            #expect(FileTime(milliseconds: milliseconds).milliseconds == milliseconds)
        }
        #expect(FileTime(milliseconds: -1) == FileTime(seconds: -1, nanoseconds: 999_000_000))
    }

    @Test func agesEndAtTheFarthestNumber() {
        #expect(FileTime(seconds: .min, nanoseconds: 0).age(at: .max) == .max)
        #expect(FileTime(seconds: .max, nanoseconds: 0).age(at: .min) == .min)
        #expect(FileTime(milliseconds: 1_000).age(at: 31_000) == 30_000)
    }

    @Test func laterTimesAreGreater() {
        #expect(FileTime(seconds: -1, nanoseconds: 999_999_999) < FileTime(seconds: 0, nanoseconds: 0))
        #expect(FileTime(seconds: 5, nanoseconds: 1) < FileTime(seconds: 5, nanoseconds: 2))
    }

    @Test func aStatusIsMadeOfAnyStat() {
        for seconds in Self.extremes {
            var info = stat()
            info.st_mtim = timespec(tv_sec: Int(seconds), tv_nsec: Int(seconds))
            info.st_size = off_t(seconds)
            info.st_nlink = nlink_t(truncatingIfNeeded: seconds)
            info.st_ino = ino_t(truncatingIfNeeded: seconds)
            info.st_dev = dev_t(truncatingIfNeeded: seconds)
            info.st_mode = mode_t(truncatingIfNeeded: seconds)
            #expect(FileStatus(info).modified.seconds == seconds)
        }
    }

    /// An apply with preflight, undo and recovery on a disk on which every file has extreme times.
    @Test(arguments: extremes)
    func everythingRunsOnFilesWithOddStats(number: Int64) throws {
        let now = FileTime(seconds: number, nanoseconds: number).milliseconds
        let trial = try Trial(applying: .both)
        for disk in [trial.disk(), trial.killed(at: try trial.number(of: "rename \(Scenario.config)"))] {
            let odd = OddStatFileSystem(disk: disk, number: number)
            var clock = disk.clock
            clock.now = { now }
            let folder = Scenario.folder(over: odd, clock: clock)
            _ = try? Preflight.obstacles(for: [.init(Scenario.store, lock: .gateway)], in: folder)
            _ = try? folder.interruptedCommit()
            _ = try? folder.recover(waiting: { _ in .cancel })
            _ = try? folder.records()
            var transaction = FileTransaction(folder, summary: "odd")
            if let store = try? FileSnapshot.read(Scenario.store, odd) {
                try transaction.stage(store, contents: [1], rank: 0, lock: .gateway)
            }
            _ = try? transaction.commit(waiting: { _ in .cancel })
            if let record = try? folder.latestUndoable(), let plan = try? folder.undoPlan(for: record) {
                _ = try? folder.undo(plan, summary: "undo", waiting: { _ in .cancel })
            }
        }
        #expect(now == FileTime(milliseconds: now).milliseconds)
    }

    /// The same for the lock folder only, whose time tells whether it is held.
    @Test(arguments: extremes)
    func everyTimeOfALockIsTakenOverOrWaitedFor(seconds: Int64) throws {
        let disk = Scenario.both.makeDisk()
        let lock = Scenario.store + ".lock"
        disk.addFolder(lock, mode: 0o755, owner: 33)
        disk.setTime(of: lock, FileTime(seconds: seconds, nanoseconds: 0))
        // Nobody renews it, and the wait takes 49 seconds.
        let isStale = FileTime(seconds: seconds, nanoseconds: 0).age(at: disk.now) > -10_000
        do {
            try Scenario.both.apply(disk, waiting: { _ in .wait })
            #expect(isStale)
            #expect(!disk.exists(lock))
        } catch let error as FileError {
            #expect(!isStale)
            #expect(error.code == .locked)
            #expect(error.holder?.hasAbsurdTime(at: disk.now) == (seconds > disk.now / 1000 + 86_400))
        }
    }
}

/// A disk on which stat(2) returns the same number everywhere; only type, mode and owner are real.
private struct OddStatFileSystem: FileSystem {
    let disk: InMemoryFileSystem
    let number: Int64

    private func odd(_ status: FileStatus) -> FileStatus {
        var status = status
        status.size = number
        status.inode = UInt64(bitPattern: number)
        status.device = UInt64(bitPattern: number)
        status.linkCount = UInt64(bitPattern: number)
        status.modified = FileTime(seconds: number, nanoseconds: number)
        return status
    }

    var userID: UInt32 { disk.userID }
    func status(of file: OpenFile) throws(FileError) -> FileStatus { odd(try disk.status(of: file)) }
    func status(at path: String) throws(FileError) -> FileStatus? { try disk.status(at: path).map(odd) }
    func volume(of path: String) throws(FileError) -> VolumeStatus {
        let count = UInt64(bitPattern: number)
        return VolumeStatus(isReadOnly: false, availableBytes: count, availableFiles: count)
    }

    func open(_ path: String, _ purpose: OpenPurpose) throws(FileError) -> OpenFile { try disk.open(path, purpose) }
    func read(_ file: OpenFile, upTo count: Int) throws(FileError) -> [UInt8] { try disk.read(file, upTo: count) }
    func write(_ file: OpenFile, _ bytes: ArraySlice<UInt8>) throws(FileError) -> Int { try disk.write(file, bytes) }
    func sync(_ file: OpenFile) throws(FileError) { try disk.sync(file) }
    func setMode(_ file: OpenFile, _ mode: FileMode) throws(FileError) { try disk.setMode(file, mode) }
    func close(_ file: OpenFile) throws(FileError) { try disk.close(file) }
    func lock(_ file: OpenFile) throws(FileError) -> Bool { try disk.lock(file) }
    func realPath(of path: String) throws(FileError) -> String { try disk.realPath(of: path) }
    func entries(of path: String) throws(FileError) -> [String] { try disk.entries(of: path) }
    func makeFolder(_ path: String, mode: FileMode) throws(FileError) { try disk.makeFolder(path, mode: mode) }
    func removeFolder(_ path: String) throws(FileError) { try disk.removeFolder(path) }
    func removeFile(_ path: String) throws(FileError) { try disk.removeFile(path) }
    func rename(_ path: String, to newPath: String, _ kind: RenameKind) throws(FileError) {
        try disk.rename(path, to: newPath, kind)
    }
    func link(_ path: String, as newPath: String) throws(FileError) { try disk.link(path, as: newPath) }
    func setModified(_ path: String, _ time: FileTime) throws(FileError) { try disk.setModified(path, time) }
    func permits(_ access: Access, at path: String) throws(FileError) -> Bool { try disk.permits(access, at: path) }
    func hasAccessList(_ path: String) throws(FileError) -> Bool { try disk.hasAccessList(path) }
    func mountPoints() throws(FileError) -> Set<String> { try disk.mountPoints() }
    func lockHolder(of status: FileStatus) throws(FileError) -> Int32? { try disk.lockHolder(of: status) }
}
