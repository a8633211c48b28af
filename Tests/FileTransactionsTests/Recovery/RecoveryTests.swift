import FileTransactions
import Glibc
import TestSupport
import Testing

@Suite struct RecoveryTests {
    @Test func nothingToRecoverMakesNothing() throws {
        let disk = Scenario(name: "fresh", oldConfig: nil, oldStore: nil).makeDisk()
        let before = disk.tree()
        #expect(try Scenario.folder(disk).recover() == RecoveryReport())
        #expect(before.difference(to: disk.tree()) == "")
    }

    @Test func aKilledCommitIsReportedByReadersAndTakenBackByTheNextWriter() throws {
        let trial = try Trial(applying: .both)
        let disk = trial.killed(at: try trial.number(of: "rename \(Scenario.config)"))
        let folder = Scenario.folder(disk)
        let before = disk.tree()
        let interrupted = try #require(try folder.interruptedCommit())
        #expect(interrupted.summary == "onboard")
        #expect(interrupted.paths == [Scenario.store, Scenario.config])
        #expect(interrupted.processID == nil)
        #expect(try folder.records().isEmpty)
        #expect(before.difference(to: disk.tree()) == "")

        let report = try folder.recover()
        #expect(report.outcome == .takenBack)
        #expect(report.summary == "onboard")
        #expect(report.timeMilliseconds == 1_770_000_000_000)
        #expect(report.paths == [Scenario.store, Scenario.config])
        #expect(disk.text(Scenario.store) == Scenario.both.oldStore)
        #expect(try folder.interruptedCommit() == nil)
    }

    @Test func aCommitKilledAfterItsEndIsFinished() throws {
        let trial = try Trial(applying: .both)
        let disk = trial.killed(at: try trial.number(of: "removeFolder \(Scenario.store).lock"))
        let report = try Scenario.folder(disk).recover()
        #expect(report.outcome == .finished)
        #expect(disk.text(Scenario.config) == Scenario.both.newConfig)
        #expect(try Scenario.folder(disk).latestUndoable() != nil)
        #expect(!disk.exists(Scenario.store + ".lock"))
    }

    @Test func theNextCommitRecoversFirst() throws {
        let trial = try Trial(applying: .both)
        let disk = trial.killed(at: try trial.number(of: "rename \(Scenario.store)"))
        let receipt = try Scenario.both.apply(disk)
        #expect(receipt.recovery.outcome == .takenBack)
        #expect(disk.text(Scenario.store) == Scenario.both.newStore)
        #expect(try Scenario.folder(disk).records().count == 1)
    }

    @Test func aPlanMadeFromHalfACommitIsRefused() throws {
        let trial = try Trial(applying: .both)
        let disk = trial.killed(at: try trial.number(of: "rename \(Scenario.config)"))
        // The store is already new, so a plan made from it has nothing to do there.
        let error = #expect(throws: FileError.self) { try Scenario.both.apply(disk) }
        #expect(error?.code == .changedMeanwhile)
        #expect(disk.text(Scenario.store) == Scenario.both.oldStore)
        #expect(!disk.exists(Scenario.setup + "/journal"))
    }

    // MARK: - After other programs went on

    @Test func whenTheGatewayUsedTheNewStoreTheRestFollows() throws {
        let trial = try Trial(applying: .both)
        let disk = trial.killed(at: try trial.number(of: "rename \(Scenario.config)"))
        disk.overwrite(Scenario.store, "new with usage marks")
        let report = try Scenario.folder(disk).recover()
        #expect(report.outcome == .finished)
        #expect(disk.text(Scenario.store) == "new with usage marks")
        #expect(disk.text(Scenario.config) == Scenario.both.newConfig)
        #expect(disk.tree(Scenario.agent).paths == [Scenario.agent, Scenario.store])
    }

    @Test func whenNeitherWayIsOpenWhatChangedIsLeftAndNamed() throws {
        let trial = try Trial(applying: .both)
        let disk = trial.killed(at: try trial.number(of: "rename \(Scenario.config)"))
        disk.overwrite(Scenario.store, "new with usage marks")
        disk.overwrite(Scenario.config, "edited")
        let report = try Scenario.folder(disk).recover()
        #expect(report.outcome == .takenBack)
        #expect(report.left == [Scenario.store])
        #expect(disk.text(Scenario.store) == "new with usage marks")
        #expect(disk.text(Scenario.config) == "edited")
        // The old bytes are still available.
        let record = try #require(try Scenario.folder(disk).records().first)
        #expect(
            try Scenario.folder(disk).undoPlan(for: record).files[0].old
                == Array(Scenario.both.oldStore?.utf8 ?? "".utf8)
        )
    }

    @Test func anEditOfAFileNotReachedYetStays() throws {
        let trial = try Trial(applying: .both)
        let disk = trial.killed(at: try trial.number(of: "rename \(Scenario.config)"))
        disk.overwrite(Scenario.config, "edited")
        let report = try Scenario.folder(disk).recover()
        #expect(report.outcome == .takenBack && report.left.isEmpty)
        #expect(disk.text(Scenario.store) == Scenario.both.oldStore)
        #expect(disk.text(Scenario.config) == "edited")
    }

    @Test func theGatewaysLockIsNotTakenForADeadOneOfOurs() throws {
        let trial = try Trial(applying: .both)
        let disk = trial.killed(at: try trial.number(of: "rename \(Scenario.config)"))
        disk.delete(Scenario.store + ".lock")
        disk.addFolder(Scenario.store + ".lock", mode: 0o755)
        disk.setTime(of: Scenario.store + ".lock", milliseconds: disk.now)
        let error = #expect(throws: FileError.self) { try Scenario.folder(disk).recover(waiting: { _ in .cancel }) }
        #expect(error?.code == .cancelled)
        #expect(disk.exists(Scenario.store + ".lock"))
        disk.delete(Scenario.store + ".lock")
        #expect(try Scenario.folder(disk).recover().outcome == .takenBack)
    }

    @Test func aFileAppearedWhereOneWasToBeMade() throws {
        let scenario = Scenario(name: "fresh", oldConfig: nil, oldStore: nil)
        let trial = try Trial(applying: scenario)
        let disk = trial.killed(at: try trial.number(of: "rename \(Scenario.config)"))
        disk.addFile(Scenario.config, "theirs")
        let report = try Scenario.folder(disk).recover()
        #expect(report.outcome == .takenBack)
        #expect(disk.text(Scenario.config) == "theirs")
        #expect(!disk.exists(Scenario.store))
    }

    // MARK: - The journal itself

    @Test(arguments: [
        ("", FileError.Code.journalUnreadable), ("openclaw-journal 1\nphase intent\n", .journalUnreadable),
        ("openclaw-journal 3\nend 1\n", .journalUnreadable), ("openclaw-journal 4\nend 1\n", .journalTooNew),
        ("{}\n", .journalUnreadable),
    ])
    func aJournalThatCannotBeReadStopsEverything(text: String, code: FileError.Code) throws {
        let disk = Scenario.both.makeDisk()
        disk.addFile(Scenario.setup + "/journal", text)
        let before = disk.tree()
        #expect(throws: FileError.self) { try Scenario.folder(disk).recover() }
        let error = #expect(throws: FileError.self) { try Scenario.both.apply(disk) }
        #expect(error?.code == code)
        #expect(error?.path == Scenario.setup + "/journal")
        #expect(before.difference(to: disk.tree()) == "")
    }

    @Test func theJournalHoldsNoSecret() throws {
        let trial = try Trial(applying: .both)
        for call in trial.writeCalls {
            let disk = trial.killed(at: call)
            for name in ["journal", "journal.next"] {
                let text = disk.text(Scenario.setup + "/" + name) ?? ""
                #expect(!text.contains(Scenario.oldSecret) && !text.contains(Scenario.newSecret))
            }
        }
    }

    @Test func aFailureThatCannotBePutBackSaysSoAndIsFinishedLater() throws {
        let trial = try Trial(applying: .both)
        let disk = trial.disk()
        // The first file is in place when all disk calls start to fail.
        disk.arm(.failFrom(call: try trial.number(of: "rename \(Scenario.config)"), errno: EIO))
        let error = #expect(throws: FileError.self) { try Scenario.both.apply(disk) }
        #expect(error?.code == .inputOutput)
        #expect(error?.aftermath != .unchanged)
        disk.arm(nil)
        #expect(try Scenario.folder(disk).recover().outcome == .takenBack)
        #expect(trial.old.difference(to: disk.tree().seen) == "")
    }
}
