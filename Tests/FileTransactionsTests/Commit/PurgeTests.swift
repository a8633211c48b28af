import FileTransactions
import Glibc
import TestSupport
import Testing

@Suite struct PurgeTests {
    private let backups = Scenario.setup + "/backups"

    /// Two applies; the second replaces and purges what the first wrote.
    private func forget(_ texts: [String]) throws -> (disk: InMemoryFileSystem, receipt: Receipt) {
        let disk = Scenario.both.makeDisk()
        try Scenario.both.apply(disk)
        disk.advance(milliseconds: 60_000)
        var second = Scenario.both
        second.newStore = "{\"third\": 1}\n"
        second.forgets = texts
        return (disk, try second.apply(disk))
    }

    @Test func backupsWithTheForgottenTextGoWithTheCommitThatForgetsIt() throws {
        let (disk, receipt) = try forget([Scenario.oldSecret, Scenario.newSecret])
        #expect(disk.tree().paths(containing: "sk-ant-").isEmpty)
        #expect(receipt.forgetsItself && receipt.backupFolder == nil)
        #expect(receipt.purged.count == 3 && receipt.unpurged.isEmpty && receipt.unfinished.isEmpty)
        #expect(try Scenario.folder(disk).records().isEmpty)
        #expect(disk.tree(backups).paths == [backups])
    }

    @Test func otherBackupsStayAndCanBeTakenBackTo() throws {
        let (disk, receipt) = try forget([Scenario.oldSecret])
        #expect(!receipt.forgetsItself)
        #expect(try Scenario.folder(disk).records().map(\.id) == [receipt.record?.id])
        try Scenario.undo(disk)
        #expect(disk.text(Scenario.store) == Scenario.both.newStore)
    }

    @Test func aCopyThatCannotBeRemovedIsNamedAndGoesWithTheNextCommand() throws {
        let disk = Scenario.both.makeDisk()
        try Scenario.both.apply(disk)
        disk.advance(milliseconds: 60_000)
        var second = Scenario.both
        second.newStore = "{\"third\": 1}\n"
        second.forgets = [Scenario.oldSecret]
        let copy = try #require(disk.tree(backups).paths.first { $0.hasSuffix("1-auth-profiles.json") })
        let trial = InMemoryFileSystem(copying: disk)
        trial.restartCount()
        try second.apply(trial)
        let call = try #require(trial.calls.firstIndex { $0.description == "removeFile \(copy)" }) + 1

        disk.restartCount()
        disk.arm(.fail(call: call, errno: EIO))
        let receipt = try second.apply(disk)
        #expect(receipt.unpurged == [copy])
        #expect(receipt.unfinished.map(\.path) == [copy])
        #expect(disk.text(Scenario.store) == second.newStore)
        disk.arm(nil)
        let report = try Scenario.folder(disk).recover()
        #expect(report.outcome == .finished)
        #expect(disk.tree().paths(containing: Scenario.oldSecret).isEmpty)
        #expect(!disk.exists(Scenario.setup + "/journal"))
    }

    @Test func theCopiesOfOneApplyAreRemovedLater() throws {
        let disk = Scenario.both.makeDisk()
        let record = try #require(try Scenario.both.apply(disk).record)
        let folder = Scenario.folder(disk)
        let found = try folder.records { String(decoding: $0, as: UTF8.self).contains(Scenario.oldSecret) }
        #expect(found.map(\.id) == [record.id])
        let receipt = try folder.purge([record.folder], summary: "purge", waiting: { _ in .cancel })
        #expect(receipt.removed == record.copyPaths && receipt.left.isEmpty)
        #expect(!disk.exists(record.folder))
        #expect(try folder.latestUndoable() == nil)
        #expect(try folder.purge([record.folder], summary: "purge", waiting: { _ in .cancel }) == PurgeReceipt())
    }

    @Test func whatWasPlannedOnOtherFilesOrBackupsRemovesNothing() throws {
        let disk = Scenario.both.makeDisk()
        let record = try #require(try Scenario.both.apply(disk).record)
        let folder = Scenario.folder(disk)
        let store = try FileSnapshot.read(Scenario.store, disk)
        func purge(among known: Set<String>) throws(FileError) -> PurgeReceipt {
            try folder.purge([record.folder], among: known, while: [store], summary: "purge", waiting: { _ in .cancel })
        }
        for known in [[], [record.folder, backups + "/gone"]] as [Set<String>] {
            let before = disk.tree()
            let error = #expect(throws: FileError.self) { try purge(among: known) }
            #expect(error?.code == .changedMeanwhile && error?.paths.count == 1)
            #expect(before.difference(to: disk.tree()) == "")
        }
        disk.addFile(Scenario.store, "{}")
        let before = disk.tree()
        let error = #expect(throws: FileError.self) { try purge(among: [record.folder]) }
        #expect(error?.paths == [Scenario.store])
        #expect(before.difference(to: disk.tree()) == "")
        disk.addFile(Scenario.store, try #require(store.contents.map { String(decoding: $0, as: UTF8.self) }))
        #expect(try purge(among: [record.folder]).removed == record.copyPaths)
    }

    @Test func somebodysNotesInABackupStay() throws {
        let disk = Scenario.both.makeDisk()
        let record = try #require(try Scenario.both.apply(disk).record)
        disk.addFile(record.folder + "/notes.txt", "mine")
        _ = try Scenario.folder(disk).purge([record.folder], summary: "purge", waiting: { _ in .cancel })
        #expect(disk.tree(record.folder).paths == [record.folder, record.folder + "/notes.txt"])
    }

    @Test func aJournalThatCannotBeWrittenLeavesEverything() throws {
        let disk = Scenario.both.makeDisk()
        let record = try #require(try Scenario.both.apply(disk).record)
        let before = disk.tree()
        disk.features.capacity = 0
        let error = #expect(throws: FileError.self) {
            try Scenario.folder(disk).purge([record.folder], summary: "purge", waiting: { _ in .cancel })
        }
        #expect(error?.code == .noSpace && error?.aftermath == .unchanged)
        #expect(before.difference(to: disk.tree()) == "")
    }

    // MARK: - Retention, which goes with the commit as well

    @Test func aFolderThatAnEarlierRemovalLeftEmptyGoesWithTheNextApply() throws {
        let disk = Scenario.both.makeDisk()
        try Scenario.both.apply(disk)
        disk.addFolder(backups + "/20200101-000000Z")
        disk.addFolder(backups + "/mine")
        disk.advance(milliseconds: 1000)
        var second = Scenario.both
        second.newConfig = "{ second: 2 }\n"
        try second.apply(disk)
        #expect(!disk.exists(backups + "/20200101-000000Z"))
        #expect(disk.exists(backups + "/mine"))
    }

    /// If killed between removing the last file and its folder, the next command removes the folder.
    @Test func outdatedBackupsKilledAtAnyCallLeaveNoEmptyFolder() throws {
        let disk = Scenario.both.makeDisk()
        for number in 1...6 {
            var scenario = Scenario.both
            scenario.newConfig = "{ number: \(number) }\n"
            try scenario.apply(disk)
            disk.advance(milliseconds: 10 * 24 * 3600 * 1000)
        }
        disk.syncAll()
        var last = Scenario.both
        last.newConfig = "{ number: 7 }\n"
        let trial = InMemoryFileSystem(copying: disk)
        trial.restartCount()
        try last.apply(trial)
        for call in trial.writeCalls {
            let killed = InMemoryFileSystem(copying: disk)
            killed.restartCount()
            killed.arm(.crash(call: call))
            _ = try? last.apply(killed)
            killed.reboot()
            _ = try Scenario.folder(killed).recover()
            let tree = killed.tree(backups)
            let folders = tree.paths.filter { $0 != backups && tree[$0]?.kind == .folder }
            #expect(folders.allSatisfy { tree[$0 + "/record"] != nil }, "killed at call \(call)")
        }
    }

    /// An outdated backup that cannot be removed does not block commands.
    @Test func anOutdatedBackupThatStaysIsToldAndTriedAgain() throws {
        let disk = Scenario.both.makeDisk()
        let first = try #require(try Scenario.both.apply(disk).record)
        for number in 1...4 {
            disk.advance(milliseconds: 10 * 24 * 3600 * 1000)
            var scenario = Scenario.both
            scenario.newConfig = "{ number: \(number) }\n"
            try scenario.apply(disk)
        }
        disk.advance(milliseconds: 10 * 24 * 3600 * 1000)
        disk.setMode(of: first.folder, 0o500)
        for number in 5...6 {
            var scenario = Scenario.both
            scenario.newConfig = "{ number: \(number) }\n"
            let receipt = try scenario.apply(disk)
            #expect(receipt.unfinished.map(\.code) == [.permissionDenied], "\(number)")
            #expect(disk.text(Scenario.config) == scenario.newConfig)
            disk.advance(milliseconds: 1000)
        }
        disk.setMode(of: first.folder, 0o700)
        _ = try Scenario.folder(disk).recover()
        #expect(!disk.exists(first.folder))
    }
}
