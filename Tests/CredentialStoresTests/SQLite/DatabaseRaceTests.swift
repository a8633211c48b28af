import CredentialStores
import FileTransactions
import Foundation
import TestSupport
import Testing

/// Reading beside programs that write: no row that was half written is ever taken for a row.
@Suite(.serialized) struct DatabaseRaceTests {
    private let home: TemporaryHome
    private let path: String

    /// How many reads each race makes; `OPENCLAW_RACE_READS` names another number.
    private static let reads = ProcessInfo.processInfo.environment["OPENCLAW_RACE_READS"].flatMap(Int.init) ?? 100

    init() throws {
        home = try TemporaryHome()
        path = home.path + "/race.sqlite"
    }

    private struct Score: CustomStringConvertible {
        var read = 0
        var torn = 0
        var errors: [String: Int] = [:]
        var slowest: Double = 0

        var description: String {
            "read \(read), torn \(torn), errors \(errors), slowest \(Int(slowest * 1000)) ms"
        }
    }

    /// One row or the other of a pair that is always written together.
    private func read(_ files: any FileSystem, patience: Int64) throws(DatabaseError) -> [[UInt8]] {
        let reader = DatabaseReader(files, .system, patience: patience)
        return try reader.read(path) { (connection) throws(DatabaseFailure) in
            var rows: [[UInt8]] = []
            try connection.rows("SELECT v FROM t ORDER BY k") { (row) throws(DatabaseFailure) in
                if case .text(let bytes) = try row.value(at: 0) { rows.append(bytes) }
                return true
            }
            return rows
        } ?? []
    }

    /// Two texts of one number, repeated.
    private static func isWhole(_ rows: [[UInt8]]) -> Bool {
        guard rows.count == 2, rows[0] == rows[1], let comma = rows[0].firstIndex(of: UInt8(ascii: ",")) else {
            return false
        }
        let period = comma + 1
        guard rows[0].count == period * 10_000 else { return false }
        return rows[0].indices.dropFirst(period).allSatisfy { rows[0][$0] == rows[0][$0 - period] }
    }

    private func race(_ kind: String, _ files: any FileSystem = SystemFileSystem()) throws -> Score {
        let writer = try SQLitePeer.start(["write", kind, path])
        #expect(try writer.line() == "ready")
        var score = Score()
        for _ in 0..<Self.reads {
            let start = Date()
            do {
                let rows = try read(files, patience: DatabaseReader.shortPatience)
                score.read += 1
                if !Self.isWhole(rows) { score.torn += 1 }
            } catch {
                score.errors["\(error)", default: 0] += 1
            }
            score.slowest = max(score.slowest, Date().timeIntervalSince(start))
        }
        #expect(try writer.finish().hasPrefix("commits"))
        print("race \(kind): \(score)")
        return score
    }

    @Test(arguments: ["open", "churn", "slow", "reopen"])
    func besideAWriterEveryReadIsWhole(kind: String) throws {
        let score = try race(kind)
        #expect(score.torn == 0 && score.read > 0, "\(score)")
        // What cannot be read in time is being written, and nothing worse is said of it.
        let worse = score.errors.keys.filter { $0 != "beingWritten" && $0 != "locked" }
        #expect(worse.isEmpty, "\(score)")
    }

    /// Without the -shm file the files alone are read, again and again until they stand still.
    @Test(arguments: ["open", "slow", "churn"])
    func withoutSharedMemoryNoReadIsTorn(kind: String) throws {
        let score = try race(kind, WithoutSharedMemory())
        #expect(score.torn == 0, "\(score)")
        if kind == "open" { #expect(score.read == Self.reads, "\(score)") }
        let worse = score.errors.keys.filter { $0 != "beingWritten" }
        #expect(worse.isEmpty, "\(score)")
    }

    /// Its owner never gives it back; it is not waited for longer than the reader's patience.
    @Test func besideAnExclusiveOwnerNoReadIsTorn() throws {
        let score = try race("exclusive")
        #expect(score.torn == 0, "\(score)")
        #expect(score.errors.keys.allSatisfy { $0 == "beingWritten" || $0 == "locked" }, "\(score)")
    }

    /// The second time a -shm file of an owner that was killed lies there, so that its lock is met.
    @Test(arguments: [false, true])
    func anExclusiveOwnerThatRestsIsReadWithoutItsLeave(hasOldSharedMemory: Bool) throws {
        if hasOldSharedMemory {
            try SQLitePeer.run("PRAGMA journal_mode=WAL; CREATE TABLE u(x);", in: path, dies: true)
        }
        let owner = try SQLitePeer.start(["write", "hold", path])
        #expect(try owner.line() == "ready")
        let rows = try Traces.unchanged(in: home.path) { try read(SystemFileSystem(), patience: 100) }
        #expect(Self.isWhole(rows))
        #expect(try owner.finish().hasPrefix("commits"))
    }
}

/// The real file system, in which no -shm file may be read.
private struct WithoutSharedMemory: WrappedFileSystem {
    func permits(_ access: Access, at path: String) throws(FileError) -> Bool {
        path.hasSuffix("-shm") ? false : try SystemFileSystem().permits(access, at: path)
    }
}
