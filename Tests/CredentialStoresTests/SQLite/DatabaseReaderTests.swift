import CredentialStores
import FileTransactions
import Foundation
import Glibc
import TestSupport
import Testing

/// Reading a database changes nothing and reads what the gateway would.
@Suite struct DatabaseReaderTests {
    private let home: TemporaryHome
    private let path: String
    private static let table = "CREATE TABLE t(k INTEGER PRIMARY KEY, v TEXT);"
    private static let rows = "INSERT INTO t VALUES (1, 'one'), (2, 'two');"

    init() throws {
        home = try TemporaryHome()
        try FileManager.default.createDirectory(atPath: home.path + "/d", withIntermediateDirectories: false)
        path = home.path + "/d/agent.sqlite"
    }

    private func run(_ sql: String, dies: Bool = false) throws { try SQLitePeer.run(sql, in: path, dies: dies) }

    /// What is read of the two rows, with nothing changed.
    private func read(_ files: any FileSystem = SystemFileSystem()) throws -> [String]? {
        try Traces.unchanged(in: home.path) { try plainRead(files) }
    }

    private func plainRead(_ files: any FileSystem = SystemFileSystem()) throws(DatabaseError) -> [String]? {
        try DatabaseReader(files, .system).read(path) { (connection) throws(DatabaseFailure) in
            var found: [String] = []
            try connection.rows("SELECT v FROM t ORDER BY k") { (row) throws(DatabaseFailure) in
                guard case .text(let bytes) = try row.value(at: 0) else { return true }
                found.append(String(decoding: bytes, as: UTF8.self))
                return true
            }
            return found
        }
    }

    private func expect(_ error: DatabaseError, sourceLocation: SourceLocation = #_sourceLocation) throws {
        try Traces.unchanged(in: home.path) {
            #expect(throws: error, sourceLocation: sourceLocation) { try plainRead() }
        }
    }

    private func age(_ name: String = "", seconds: Double = 60) throws {
        let past = Date(timeIntervalSinceNow: -seconds)
        try FileManager.default.setAttributes([.modificationDate: past], ofItemAtPath: path + name)
    }

    private func size(_ name: String) throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: path + name)[.size] as? Int)
    }

    // MARK: - What is read

    @Test func aClosedDatabaseIsReadAndNothingIsLeftBeside() throws {
        try run("PRAGMA journal_mode=WAL;" + Self.table + Self.rows)
        #expect(try read() == ["one", "two"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: home.path + "/d") == ["agent.sqlite"])
    }

    @Test func aMissingDatabaseIsNone() throws {
        #expect(try read() == nil)
    }

    @Test func rowsThatStandInTheWALAloneAreRead() throws {
        try run("PRAGMA journal_mode=WAL;" + Self.table + Self.rows, dies: true)
        #expect(try size("") == 4096)
        #expect(try read() == ["one", "two"])
    }

    @Test func withoutTheSharedMemoryTheWALIsReadAsWell() throws {
        try run("PRAGMA journal_mode=WAL;" + Self.table + Self.rows, dies: true)
        try FileManager.default.removeItem(atPath: path + "-shm")
        #expect(try read() == ["one", "two"])
    }

    @Test func sharedMemoryThatMayNotBeReadIsNotNeeded() throws {
        try run("PRAGMA journal_mode=WAL;" + Self.table + Self.rows, dies: true)
        #expect(try read(Unreadable(path: path + "-shm")) == ["one", "two"])
    }

    /// SQLite would give an empty file that it opens the mode of the database.
    @Test func emptyFilesBesideItAreNotTouched() throws {
        try run("PRAGMA journal_mode=WAL;" + Self.table + Self.rows)
        for name in ["-wal", "-shm", "-journal"] {
            try #require(FileManager.default.createFile(atPath: path + name, contents: nil))
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path + name)
        }
        #expect(try read() == ["one", "two"])
    }

    @Test func damagedSharedMemoryIsNotBelieved() throws {
        try run("PRAGMA journal_mode=WAL;" + Self.table + Self.rows, dies: true)
        for bytes in [Data(count: 32768), Data(repeating: 0xA5, count: 32768), Data(repeating: 7, count: 100)] {
            try bytes.write(to: URL(fileURLWithPath: path + "-shm"))
            #expect(try read() == ["one", "two"])
        }
    }

    @Test func aDatabaseWithoutAWALIsRead() throws {
        try run(Self.table + Self.rows)
        #expect(try read() == ["one", "two"])
    }

    @Test func aJournalThatWasFinishedIsNoInterruption() throws {
        try run("PRAGMA journal_mode=PERSIST;" + Self.table + Self.rows)
        #expect(try size("-journal") > 0)
        #expect(try read() == ["one", "two"])
    }

    @Test func aLinkIsReadWhereItLeads() throws {
        try FileManager.default.createDirectory(atPath: home.path + "/real", withIntermediateDirectories: false)
        let real = home.path + "/real/agent.sqlite"
        try SQLitePeer.run("PRAGMA journal_mode=WAL;" + Self.table + Self.rows, in: real, dies: true)
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: real)
        #expect(try read() == ["one", "two"])
    }

    @Test(arguments: ["a b", "100%", "%41", "a?mode=rw", "a#b", "file:x", "ü🦞", "'q\"", "-wal"])
    func everyNameIsTheNameOfAFile(name: String) throws {
        let folder = home.path + "/" + name
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        for dies in [false, true] {
            let path = "\(folder)/\(dies).sqlite"
            try SQLitePeer.run("PRAGMA journal_mode=WAL;" + Self.table + Self.rows, in: path, dies: dies)
            let count = try Traces.unchanged(in: home.path) {
                try DatabaseReader(SystemFileSystem(), .system).read(path) { (connection) throws(DatabaseFailure) in
                    var count = 0
                    try connection.rows("SELECT v FROM t") { (_) throws(DatabaseFailure) in
                        count += 1
                        return true
                    }
                    return count
                }
            }
            #expect(count == 2)
        }
    }

    // MARK: - What cannot be read

    @Test func anInterruptedTransactionIsLeftToItsOwner() throws {
        let big = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 900) "
        try run(Self.table + "\(big) INSERT INTO t SELECT x, hex(zeroblob(400)) FROM n;")
        try run("PRAGMA cache_size=1; BEGIN; UPDATE t SET v = 'uncommitted' || v;", dies: true)
        #expect(try size("-journal") > 512)
        try age()
        try age("-journal")
        try expect(.interrupted)
    }

    @Test func anEmptyFileAndATextAreNoDatabases() throws {
        try Data().write(to: URL(fileURLWithPath: path))
        try age()
        try expect(.empty)
        for text in ["{\"profiles\":{}}", "SQLite format 3", String(repeating: "x", count: 4096)] {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            try age()
            try expect(.notADatabase)
        }
        try Data(("SQLite format 3\0" + String(repeating: "text ", count: 2000)).utf8)
            .write(to: URL(fileURLWithPath: path))
        try age()
        #expect(throws: DatabaseError.self) { try read() }
    }

    @Test func aFormatOfALaterVersionIsNamed() throws {
        try run(Self.table + Self.rows)
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        (bytes[18], bytes[19]) = (9, 9)
        try bytes.write(to: URL(fileURLWithPath: path))
        try age()
        try expect(.newerFormat)
    }

    @Test func aTruncatedDatabaseIsDamaged() throws {
        try run("PRAGMA journal_mode=WAL;" + Self.table + Self.rows + "CREATE TABLE more AS SELECT * FROM t;")
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        try bytes.prefix(bytes.count - 5000).write(to: URL(fileURLWithPath: path))
        try age()
        try expect(.damaged)
    }

    @Test func overwrittenPagesAreDamage() throws {
        try run("PRAGMA journal_mode=WAL;" + Self.table + Self.rows)
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        for place in 100..<bytes.count { bytes[place] = 0xFF }
        try bytes.write(to: URL(fileURLWithPath: path))
        try age()
        try expect(.damaged)
    }

    @Test func theWALOfAnotherDatabaseGivesNoRowsOfThisOne() throws {
        try run("PRAGMA journal_mode=WAL;" + Self.table + Self.rows)
        let other = home.path + "/other.sqlite"
        try SQLitePeer.run(
            "PRAGMA journal_mode=WAL; CREATE TABLE u(k); INSERT INTO u VALUES (1);",
            in: other,
            dies: true
        )
        try FileManager.default.moveItem(atPath: other + "-wal", toPath: path + "-wal")
        try age("-wal")
        #expect(throws: DatabaseError.self) { try read() }
    }

    @Test func aFolderAPipeAndALinkToNothingAreToldByTheirErrors() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        #expect(throws: DatabaseError.file(FileError(.isAFolder, .open, path))) { try read() }
        try FileManager.default.removeItem(atPath: path)
        #expect(mkfifo(path, 0o600) == 0)
        #expect(throws: DatabaseError.file(FileError(.notARegularFile, .open, path))) { try read() }
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: home.path + "/nothing")
        #expect(throws: DatabaseError.self) { try read() }
    }

    @Test(arguments: ["-wal", "-journal"])
    func somethingElseInThePlaceOfAFileBesideItIsTold(name: String) throws {
        try run("PRAGMA journal_mode=WAL;" + Self.table + Self.rows)
        try FileManager.default.createDirectory(atPath: path + name, withIntermediateDirectories: false)
        #expect(throws: DatabaseError.file(FileError(.notARegularFile, .open, path + name))) { try read() }
        try FileManager.default.removeItem(atPath: path + name)
        try FileManager.default.createSymbolicLink(atPath: path + name, withDestinationPath: "/dev/zero")
        #expect(throws: DatabaseError.file(FileError(.notARegularFile, .open, path + name))) { try read() }
    }

    @Test func aRowThatIsTooLargeIsNotRead() throws {
        try run(Self.table + "INSERT INTO t VALUES (1, replace(hex(zeroblob(18000000)), '00', 'xy'));")
        try age()
        try expect(.tooLarge)
    }

    @Test func aSearchWithoutEndIsGivenUp() throws {
        try run(
            "CREATE VIEW t(k, v) AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x, x FROM n;"
        )
        try age()
        try expect(.tooSlow)
    }

    @Test(arguments: [Int64.min, -1, 0, Int64.max])
    func aClockThatStandsAnywhereEndsTheReads(now: Int64) throws {
        let clock = WallClock(now: { now }, sleep: { _ in }, random: { 0 })
        let reader = DatabaseReader(SystemFileSystem(), clock)
        func version() throws(DatabaseError) -> Int64? {
            try reader.read(path) { (connection) throws(DatabaseFailure) in try connection.userVersion() }
        }
        try run("PRAGMA journal_mode=WAL; PRAGMA user_version=7;" + Self.table + Self.rows, dies: true)
        #expect(try version() == 7)
        try FileManager.default.removeItem(atPath: path + "-shm")
        #expect(try version() == 7)
        try FileManager.default.removeItem(atPath: path + "-wal")
        try Data().write(to: URL(fileURLWithPath: path))
        #expect(throws: DatabaseError.empty) { try version() }
    }

    @Test func everyFailingCallIsAnErrorAndNeverNoDatabase() throws {
        try run("PRAGMA journal_mode=WAL;" + Self.table + Self.rows, dies: true)
        for call in Failing.Call.allCases {
            #expect(throws: DatabaseError.self, "\(call)") { try plainRead(Failing(call: call)) }
        }
    }
}

/// The real file system, in which one file may not be read.
private struct Unreadable: WrappedFileSystem {
    let path: String

    func permits(_ access: Access, at path: String) throws(FileError) -> Bool {
        try path == self.path ? false : SystemFileSystem().permits(access, at: path)
    }
}

/// The real file system, in which one kind of call fails.
private struct Failing: WrappedFileSystem {
    enum Call: CaseIterable { case open, read, status, realPath, permits, close }

    let call: Call

    private func check(_ now: Call, _ operation: FileOperation, _ path: String) throws(FileError) {
        if now == call { throw FileError(.inputOutput, operation, path, errno: EIO) }
    }

    func open(_ path: String, _ purpose: OpenPurpose) throws(FileError) -> OpenFile {
        try check(.open, .open, path)
        return try SystemFileSystem().open(path, purpose)
    }

    func read(_ file: OpenFile, upTo count: Int) throws(FileError) -> [UInt8] {
        try check(.read, .read, file.path)
        return try SystemFileSystem().read(file, upTo: count)
    }

    func close(_ file: OpenFile) throws(FileError) {
        try SystemFileSystem().close(file)
        try check(.close, .close, file.path)
    }

    func status(at path: String) throws(FileError) -> FileStatus? {
        try check(.status, .status, path)
        return try SystemFileSystem().status(at: path)
    }

    func realPath(of path: String) throws(FileError) -> String {
        try check(.realPath, .realPath, path)
        return try SystemFileSystem().realPath(of: path)
    }

    func permits(_ access: Access, at path: String) throws(FileError) -> Bool {
        try check(.permits, .permits, path)
        return try SystemFileSystem().permits(access, at: path)
    }
}
