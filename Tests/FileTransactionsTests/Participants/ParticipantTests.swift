import FileTransactions
import Glibc
import TestSupport
import Testing

/// What another program writes is part of a commit as a file is. `FaultLawTests` check it at every call.
@Suite struct ParticipantTests {
    private let scenario = Scenario.withProgram
    private let journal = Scenario.setup + "/journal"

    private func value(_ disk: InMemoryFileSystem) throws -> String? { try disk.ask(program: Scenario.program) }

    @Test func itIsPlacedByItsRankAndBackedUp() throws {
        let disk = scenario.makeDisk()
        let receipt = try scenario.apply(disk)
        #expect(try value(disk) == "new-row")
        let record = try #require(receipt.record)
        #expect(record.files.map(\.path) == [Scenario.store, Scenario.config])
        guard case .other(let other) = record.parts[1] else { return #expect(Bool(false), "\(record.parts)") }
        #expect(other.subject == Scenario.program)
        #expect(disk.text(record.folder + "/2-value") == "old-row")
        #expect(disk.text(record.folder + "/record")?.hasPrefix("openclaw-record 2\n") == true)
        #expect(try Scenario.folder(disk).records() == [record])
        let writes = disk.calls.filter(\.isWrite).map(\.description)
        let told = try #require(writes.lastIndex(of: "write " + Scenario.program))
        let store = try #require(writes.firstIndex(of: "rename " + Scenario.store))
        let config = try #require(writes.firstIndex(of: "rename " + Scenario.config))
        #expect(store < told && told < config)
    }

    /// A failure before or after the program has stored the value.
    @Test(arguments: [false, true])
    func aProgramThatFailedIsAskedWhatItDid(failsAfterwards: Bool) throws {
        let disk = scenario.makeDisk()
        let before = disk.tree()
        var failing = scenario
        failing.programFailsAfterwards = failsAfterwards
        if !failsAfterwards {
            disk.restartCount()
            let trial = try Trial(applying: scenario)
            disk.arm(.fail(call: try trial.number(of: "write " + Scenario.program), errno: EIO))
        }
        let error = #expect(throws: FileError.self) { try failing.apply(disk) }
        #expect(error?.code == (failsAfterwards ? .other : .inputOutput) && error?.aftermath == .unchanged)
        #expect(before.difference(to: disk.tree()) == "")
    }

    @Test func itsSecretIsNotInTheJournal() throws {
        let trial = try Trial(applying: scenario)
        for call in trial.writeCalls {
            let disk = trial.killed(at: call)
            for name in ["journal", "journal.next"] {
                let text = disk.text(Scenario.setup + "/" + name) ?? ""
                #expect(!text.contains("-row"), "\(trial.name(of: call))")
            }
        }
    }

    @Test func whatAnotherWroteThereSincePlanningIsFound() throws {
        let disk = scenario.makeDisk()
        let error = #expect(throws: FileError.self) {
            var transaction = FileTransaction(Scenario.folder(disk), summary: "onboard")
            try transaction.add(try ProgramParticipant(disk, Scenario.program, new: "new-row", rank: 1))
            disk.addProgram(Scenario.program, value: "theirs")
            _ = try transaction.commit(waiting: { _ in .cancel })
        }
        #expect(error?.code == .changedMeanwhile && error?.paths == [Scenario.program])
        #expect(try value(disk) == "theirs")
    }

    // MARK: - After a crash

    /// A disk on which the apply was killed when only the config was missing.
    private func killed() throws -> InMemoryFileSystem {
        let trial = try Trial(applying: scenario)
        return trial.killed(at: try trial.number(of: "rename \(Scenario.config)"))
    }

    @Test func aKilledApplyIsTakenBack() throws {
        let disk = try killed()
        let old = try #require(disk.text(journal))
        #expect(old.hasPrefix("openclaw-journal 3\n") && old.contains("\nparticipant program 2-value /srv/program "))
        let paths = [Scenario.store, Scenario.program, Scenario.config]
        #expect(try Scenario.folder(disk).interruptedCommit()?.paths == paths)
        #expect(try value(disk) == "new-row")
        let report = try Scenario.folder(disk).recover()
        #expect(report.outcome == .takenBack && report.paths == paths && report.left.isEmpty)
        #expect(try value(disk) == "old-row")
    }

    @Test func whatAnotherWroteThereAfterTheCrashStays() throws {
        let disk = try killed()
        try disk.tell(program: Scenario.program, "theirs")
        let report = try Scenario.folder(disk).recover()
        // The config was staged, so the rest follows.
        #expect(report.outcome == .finished)
        #expect(try value(disk) == "theirs")
        #expect(disk.text(Scenario.config) == scenario.newConfig)
    }

    /// A program without its kind is one of a newer version: it is told of, and nothing at all is touched.
    @Test func aKindThatIsNotKnownIsNotFollowed() throws {
        let disk = try killed()
        let before = disk.tree()
        let stranger = SetupFolder(stateFolder: Scenario.state, files: disk, clock: disk.clock)
        for _ in 0..<2 {
            let error = #expect(throws: FileError.self) { try stranger.recover() }
            #expect(error?.code == .journalTooNew && error?.path == journal)
            #expect(throws: FileError.self) { try stranger.interruptedCommit() }
        }
        #expect(before.difference(to: disk.tree()) == "")
        #expect(try Scenario.folder(disk).recover().outcome == .takenBack)
    }

    @Test(arguments: [
        (" /srv/program ", " /etc/program ", FileError.Code.untrusted),
        (" 2-value ", " ../../openclaw.json ", .untrusted),
        (" 2-value ", " 9-value ", .untrusted), (" run\n", "\n", .journalUnreadable),
    ])
    func aLineThatNamesSomethingElseIsNotFollowed(from: String, to: String, code: FileError.Code) throws {
        let disk = try killed()
        let text = try #require(disk.text(journal))
        #expect(text.contains(from))
        disk.overwrite(journal, text.replacing(from, with: to))
        let before = disk.tree()
        let error = #expect(throws: FileError.self) { try Scenario.folder(disk).recover() }
        #expect(error?.code == code)
        #expect(before.difference(to: disk.tree()) == "")
    }

    /// Files alone are written as before, so that an earlier program can resolve them.
    @Test func aJournalOfFilesAloneKeepsItsVersion() throws {
        let trial = try Trial(applying: .both)
        let disk = trial.killed(at: try trial.number(of: "rename \(Scenario.config)"))
        let text = try #require(disk.text(journal))
        #expect(text.hasPrefix("openclaw-journal 2\n") && !text.contains("participant"))
        // A line that its version does not have is not passed over.
        let line = "participant program - /srv/program - - run"
        disk.overwrite(journal, TrustTests.Forgery.adding(line, to: text))
        let error = #expect(throws: FileError.self) { try Scenario.folder(disk).recover() }
        #expect(error?.code == .journalTooNew)
    }

    // MARK: - Undo

    @Test func anUndoTellsTheProgramTheOldValue() throws {
        let disk = scenario.makeDisk()
        try scenario.apply(disk)
        disk.forgetCalls()
        try Scenario.undo(disk)
        #expect(try value(disk) == "old-row")
        // The last one first.
        let writes = disk.calls.filter(\.isWrite).map(\.description)
        let told = try #require(writes.lastIndex(of: "write " + Scenario.program))
        let store = try #require(writes.firstIndex(of: "rename " + Scenario.store))
        let config = try #require(writes.firstIndex(of: "rename " + Scenario.config))
        #expect(config < told && told < store)
        #expect(try Scenario.folder(disk).latestUndoable() == nil)
    }

    @Test func anUndoThatCannotTakeItBackBeginsNothing() throws {
        let disk = scenario.makeDisk()
        try scenario.apply(disk)
        try disk.tell(program: Scenario.program, "theirs")
        let before = disk.tree()
        let error = #expect(throws: FileError.self) { try Scenario.undo(disk) }
        #expect(error?.code == .changedSince && error?.paths == [Scenario.program])
        #expect(before.difference(to: disk.tree()) == "")
    }

    @Test func anUndoWithoutItsKindBeginsNothing() throws {
        let disk = scenario.makeDisk()
        let record = try #require(try scenario.apply(disk).record)
        let before = disk.tree()
        let stranger = SetupFolder(stateFolder: Scenario.state, files: disk, clock: disk.clock)
        let error = #expect(throws: FileError.self) { try stranger.undoPlan(for: record) }
        #expect(error?.code == .recordUnreadable)
        #expect(before.difference(to: disk.tree()) == "")
    }

    @Test(arguments: ["participant program", "participant program x 2-value", "participant program 1 ../x"])
    func aRecordWithADamagedLineIsUnreadable(line: String) throws {
        let disk = scenario.makeDisk()
        let record = try #require(try scenario.apply(disk).record)
        let path = record.folder + "/record"
        disk.overwrite(path, TrustTests.Forgery.adding(line, to: try #require(disk.text(path))))
        let error = #expect(throws: FileError.self) { try Scenario.folder(disk).records() }
        #expect(error?.code == .recordUnreadable)
    }

    @Test func oneProgramTakesPartOnce() throws {
        let disk = scenario.makeDisk()
        let error = #expect(throws: FileError.self) {
            var transaction = FileTransaction(Scenario.folder(disk), summary: "onboard")
            for rank in 0..<2 {
                try transaction.add(try ProgramParticipant(disk, Scenario.program, new: "new", rank: rank))
            }
        }
        #expect(error?.code == .sameFileTwice)
    }
}
