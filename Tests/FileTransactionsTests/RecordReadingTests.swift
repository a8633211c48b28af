import FileTransactions
import TestSupport
import Testing

/// Reading many records costs the same for each, and each is trusted for itself.
@Suite struct RecordReadingTests {
    private static let backups = Scenario.setup + "/backups"

    private func disk(applies: Int) throws -> (disk: InMemoryFileSystem, records: [ApplyRecord]) {
        let disk = Scenario.both.makeDisk()
        for number in 0..<applies {
            var scenario = Scenario.both
            (scenario.newConfig, scenario.newStore) = ("{ new: \(number) }\n", "{\"new\":\(number)}\n")
            try scenario.apply(disk)
        }
        return (disk, try Scenario.folder(disk).records())
    }

    /// The calls that reading all records makes.
    private func calls(_ disk: InMemoryFileSystem) throws -> [InMemoryFileSystem.Call] {
        disk.forgetCalls()
        _ = try Scenario.folder(disk).records()
        return disk.calls
    }

    @Test func whatHoldsTheRecordsIsAskedForOnce() throws {
        let (disk, records) = try disk(applies: 6)
        #expect(records.count == 6)
        let calls = try calls(disk)
        for path in [Scenario.setup, Self.backups] {
            #expect(calls.filter { $0.path == path && $0.operation == .status }.count == 1, "\(path)")
        }
        #expect(calls.filter { $0.operation == .realPath }.count == 1)
        // The record itself and its own folder are asked for each.
        for record in records {
            #expect(calls.filter { $0.path == record.folder && $0.operation == .status }.count == 1)
            #expect(calls.filter { $0.path == record.folder + "/record" && $0.operation == .open }.count == 1)
        }
    }

    @Test func eachFurtherRecordCostsTheSame() throws {
        let (few, some, many) = (try disk(applies: 1).disk, try disk(applies: 2).disk, try disk(applies: 6).disk)
        let counts = try [few, some, many].map { try calls($0).filter { $0.operation != .read }.count }
        #expect(counts[2] - counts[1] == 4 * (counts[1] - counts[0]))
        // Opened, its status before and behind the bytes, closed, and its folder.
        #expect(counts[1] - counts[0] == 5)
    }

    @Test(arguments: [false, true], 0..<3)
    func ofManyRecordsOnlyTheOneThatOthersMayWriteIsPassedOver(isFolder: Bool, place: Int) throws {
        let (disk, records) = try disk(applies: 3)
        let folder = records[place].folder
        disk.setMode(of: isFolder ? folder : folder + "/record", isFolder ? 0o770 : 0o660)
        let rest = records.enumerated().filter { $0.offset != place }.flatMap(\.element.copyPaths)
        #expect(rest.count == 4 && Set(Scenario.folder(disk).copyPaths) == Set(rest))
        let error = #expect(throws: FileError.self) { try Scenario.folder(disk).records() }
        #expect(error?.code == .untrusted && error?.path == folder + "/record")
    }

    @Test(arguments: [Scenario.setup, Self.backups])
    func noRecordIsTrustedWhereOthersMayWriteWhatHoldsThem(folder: String) throws {
        let (disk, _) = try disk(applies: 3)
        disk.setMode(of: folder, 0o770)
        #expect(Scenario.folder(disk).copyPaths == [])
        let error = #expect(throws: FileError.self) { try Scenario.folder(disk).records() }
        #expect(error?.code == .untrusted && error?.distrust?.subject == folder)
    }

    /// Who could write there only before the first record was read has changed nothing by then that is followed.
    @Test func aFolderThatOthersMayWriteFromTheFirstRecordOnIsSeen() throws {
        let (disk, records) = try disk(applies: 3)
        let calls = try calls(disk)
        let first = try #require(calls.firstIndex { $0.operation == .open && $0.path.hasSuffix("/record") })
        disk.restartCount()
        disk.before(call: first + 1) { $0.setMode(of: Self.backups, 0o777) }
        #expect(Scenario.folder(disk).copyPaths == [] && !records.isEmpty)
    }
}
