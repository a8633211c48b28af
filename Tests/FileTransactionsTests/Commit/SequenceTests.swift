import FileTransactions
import TestSupport
import Testing

/// The last apply is the one made last, independent of the clock.
@Suite struct SequenceTests {
    @discardableResult
    private func apply(_ number: Int, _ disk: InMemoryFileSystem, at milliseconds: Int64) throws -> ApplyRecord? {
        var clock = disk.clock
        clock.now = { milliseconds }
        var transaction = FileTransaction(Scenario.folder(over: disk, clock: clock), summary: "\(number)")
        let contents = Array("{ number: \(number) }\n".utf8)
        try transaction.stage(.read(Scenario.config, disk), contents: contents, rank: 0, lock: .none)
        return try transaction.commit(waiting: { _ in .cancel }).record
    }

    @Test func aClockThatWentBackChangesNoOrder() throws {
        let disk = Scenario.both.makeDisk()
        let clocks: [Int64] = [1_770_000_000_000, 16_725_225_600_000, 0, 1_000, 253_402_300_000_000]
        for (number, clock) in clocks.enumerated() { try apply(number, disk, at: clock) }
        let folder = Scenario.folder(disk)
        #expect(try folder.records().map(\.summary) == ["4", "3", "2", "1", "0"])
        for number in clocks.indices.reversed() {
            #expect(try folder.latestUndoable()?.summary == "\(number)")
            try Scenario.undo(disk)
        }
        #expect(disk.text(Scenario.config) == Scenario.both.oldConfig)
    }

    @Test func recordsOfBeforeComeFirstByTheirClock() throws {
        let disk = Scenario.both.makeDisk()
        var folders: [String] = []
        for (number, clock) in [(0, Int64(1_000)), (1, 2_000_000_000_000)] {
            let record = try #require(try apply(number, disk, at: clock))
            let text = try #require(disk.text(record.folder + "/record"))
            let old = text.replacing(#/sequence \d+\n/#, with: "").replacing("\nend 7\n", with: "\nend 6\n")
            disk.overwrite(record.folder + "/record", old)
            folders.append(record.folder)
        }
        let new = try #require(try apply(2, disk, at: 5_000))
        #expect(new.sequence == 1)
        #expect(try Scenario.folder(disk).records().map(\.folder) == [new.folder] + folders.reversed())
    }

    /// Years with four digits, as in backup names, and those before and after.
    @Test(arguments: [Int64.min, -1, 0, 253_402_300_799_999, 253_402_300_800_000, .max])
    func anyClockMakesARecordThatIsFoundAgain(clock: Int64) throws {
        let disk = Scenario.both.makeDisk()
        let record = try #require(try apply(1, disk, at: clock))
        #expect(try Scenario.folder(disk).records().map(\.id) == [record.id])
        try Scenario.undo(disk)
        #expect(disk.text(Scenario.config) == Scenario.both.oldConfig)
    }
}
