import FileTransactions
import TestSupport
import Testing

@Suite struct UndoTests {
    @Test(arguments: Scenario.all)
    func restoresBytesAndRemovesWhatWasMade(scenario: Scenario) throws {
        let disk = scenario.makeDisk()
        let before = disk.tree().seen.withoutTimes
        try scenario.apply(disk)
        try Scenario.undo(disk)
        var wanted = before
        // A mode wider than 0600 is restored only on request.
        for path in wanted.paths where wanted[path]?.kind == .file && scenario.oldConfig != nil {
            if wanted[path]?.mode == 0o644 { wanted[path]?.mode = 0o600 }
        }
        #expect(wanted.difference(to: disk.tree().seen.withoutTimes) == "")
    }

    @Test func marksTheApplyAndFindsTheOneBefore() throws {
        let disk = Scenario.both.makeDisk()
        let folder = Scenario.folder(disk)
        let first = try #require(try Scenario.both.apply(disk).record)
        disk.advance(milliseconds: 60_000)
        var again = Scenario.both
        again.newConfig = "{ third: 3 }\n"
        let second = try #require(try again.apply(disk).record)
        #expect(try folder.latestUndoable()?.id == second.id)
        let receipt = try #require(try Scenario.undo(disk))
        #expect(receipt.record?.undoes == second.id)
        #expect(disk.text(Scenario.config) == Scenario.both.newConfig)
        #expect(try folder.latestUndoable()?.id == first.id)
        #expect(try folder.records().map(\.state) == [.applied, .undone, .applied])
        try Scenario.undo(disk)
        #expect(disk.text(Scenario.config) == Scenario.both.oldConfig)
        #expect(try folder.latestUndoable() == nil)
    }

    @Test func takesTheConfigBackBeforeTheCredential() throws {
        let disk = Scenario.both.makeDisk()
        try Scenario.both.apply(disk)
        disk.forgetCalls()
        try Scenario.undo(disk)
        let renamed = disk.calls.filter { $0.operation == .rename }.map(\.path)
        let store = try #require(renamed.firstIndex(of: Scenario.store))
        let config = try #require(renamed.firstIndex(of: Scenario.config))
        #expect(config < store)
    }

    @Test func givesBackANarrowerModeAndOnRequestAWiderOne() throws {
        let disk = Scenario.both.makeDisk()
        disk.setMode(of: Scenario.store, 0o400)
        try Scenario.both.apply(disk)
        let folder = Scenario.folder(disk)
        let plan = try folder.undoPlan(for: try #require(try folder.latestUndoable()))
        #expect(plan.files.map(\.hadWiderMode) == [false, true])
        let receipt = try folder.undo(plan, givingBackWiderModes: true, summary: "undo", waiting: { _ in .wait })
        #expect(disk.tree()[Scenario.store]?.mode == 0o400)
        #expect(disk.tree()[Scenario.config]?.mode == 0o644)
        #expect(receipt.tightened.isEmpty)
    }

    @Test func stopsAtAFileThatWasWrittenSince() throws {
        let disk = Scenario.both.makeDisk()
        try Scenario.both.apply(disk)
        disk.overwrite(Scenario.store, "theirs")
        let before = disk.tree()
        let error = #expect(throws: FileError.self) { try Scenario.undo(disk) }
        #expect(error?.code == .changedSince)
        #expect(error?.paths == [Scenario.store])
        #expect(before.difference(to: disk.tree()) == "")
    }

    @Test func takesAReplacementForAFileThatWasWrittenSince() throws {
        let disk = Scenario.both.makeDisk()
        try Scenario.both.apply(disk)
        disk.overwrite(Scenario.store, "new and marks")
        let folder = Scenario.folder(disk)
        let plan = try folder.undoPlan(for: try #require(try folder.latestUndoable()))
        #expect(plan.changedSince == [Scenario.store])
        #expect(plan.files.first?.current.contents == Array("new and marks".utf8))
        _ = try folder.undo(
            plan,
            replacements: [Scenario.store: Array("old and marks".utf8)],
            summary: "undo",
            waiting: { _ in .wait }
        )
        #expect(disk.text(Scenario.store) == "old and marks")
        #expect(disk.text(Scenario.config) == Scenario.both.oldConfig)
    }

    @Test func aReplacementMayBeThatTheFileGoes() throws {
        let scenario = Scenario(name: "fresh", oldConfig: nil, oldStore: nil)
        let disk = scenario.makeDisk()
        try scenario.apply(disk)
        disk.overwrite(Scenario.store, "new and marks")
        let folder = Scenario.folder(disk)
        let plan = try folder.undoPlan(for: try #require(try folder.latestUndoable()))
        _ = try folder.undo(plan, replacements: [Scenario.store: nil], summary: "undo", waiting: { _ in .wait })
        #expect(disk.tree().seen.paths.allSatisfy { !$0.hasPrefix(Scenario.state) })
    }

    @Test func aFileThatIsAlreadyBackIsNoObstacle() throws {
        let disk = Scenario.both.makeDisk()
        try Scenario.both.apply(disk)
        disk.overwrite(Scenario.config, Scenario.both.oldConfig ?? "")
        let folder = Scenario.folder(disk)
        let plan = try folder.undoPlan(for: try #require(try folder.latestUndoable()))
        #expect(plan.files.map(\.state) == [.asWritten, .alreadyBack])
        try Scenario.undo(disk)
        #expect(disk.text(Scenario.store) == Scenario.both.oldStore)
        #expect(try folder.latestUndoable() == nil)
    }

    @Test func aFolderThatIsUsedByOthersStays() throws {
        let scenario = Scenario(name: "fresh", oldConfig: nil, oldStore: nil)
        let disk = scenario.makeDisk()
        try scenario.apply(disk)
        disk.addFile(Scenario.agent + "/models.json", "{}")
        try Scenario.undo(disk)
        #expect(disk.tree(Scenario.agent).paths == [Scenario.agent, Scenario.agent + "/models.json"])
    }

    @Test(arguments: [("gone", FileError.Code.backupMissing), ("damaged", .backupDamaged)])
    func aBackupThatIsNotWhatItWasStopsTheUndo(what: String, code: FileError.Code) throws {
        let disk = Scenario.both.makeDisk()
        let record = try #require(try Scenario.both.apply(disk).record)
        let copy = try #require(record.backupPath(of: record.files[0]))
        if what == "gone" { disk.delete(copy) } else { disk.overwrite(copy, "other") }
        let before = disk.tree()
        let error = #expect(throws: FileError.self) { try Scenario.undo(disk) }
        #expect(error?.code == code)
        #expect(error?.path == copy)
        #expect(before.difference(to: disk.tree()) == "")
    }
}

@Suite struct RetentionTests {
    @Test func keepsFiveAppliesHoweverOld() throws {
        let disk = Scenario.both.makeDisk()
        for number in 1...8 { try apply(number, disk, after: 10 * 24 * 3600 * 1000) }
        #expect(try Scenario.folder(disk).records().count == 5)
        #expect(disk.text(Scenario.config) == "{ number: 8 }\n")
    }

    @Test func keepsEverythingForSevenDays() throws {
        let disk = Scenario.both.makeDisk()
        for number in 1...8 { try apply(number, disk, after: 12 * 3600 * 1000) }
        #expect(try Scenario.folder(disk).records().count == 8)
    }

    @Test func leavesAloneWhatItDidNotMake() throws {
        let disk = Scenario.both.makeDisk()
        let first = try #require(try apply(1, disk, after: 1))
        disk.addFile(first.folder + "/notes.txt", "mine")
        disk.addFile(Scenario.setup + "/backups/mine/record", "mine")
        disk.addFile(Scenario.setup + "/backups/20200101-000000Z/copy", "mine")
        for number in 2...8 { try apply(number, disk, after: 10 * 24 * 3600 * 1000) }
        #expect(disk.text(first.folder + "/notes.txt") == "mine")
        #expect(!disk.exists(first.folder + "/record"))
        #expect(disk.text(Scenario.setup + "/backups/mine/record") == "mine")
        #expect(disk.text(Scenario.setup + "/backups/20200101-000000Z/copy") == "mine")
        #expect(try Scenario.folder(disk).records().count == 5)
    }

    @Test func severalAppliesWithinASecondHaveFoldersOfTheirOwn() throws {
        let disk = Scenario.both.makeDisk()
        let folders = try (1...3).map { try apply($0, disk, after: 1)?.folder }
        #expect(Set(folders).count == 3)
        #expect(try Scenario.folder(disk).records().map(\.folder) == folders.reversed())
    }

    @discardableResult
    private func apply(_ number: Int, _ disk: InMemoryFileSystem, after: Int64) throws -> ApplyRecord? {
        disk.advance(milliseconds: after)
        var scenario = Scenario.both
        scenario.newConfig = "{ number: \(number) }\n"
        return try scenario.apply(disk).record
    }
}
