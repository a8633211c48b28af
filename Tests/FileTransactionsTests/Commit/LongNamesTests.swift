import FileTransactions
import Glibc
import TestSupport
import Testing

@Suite struct LongNamesTests {
    /// Every name length up to the maximum, in one-byte and in three-byte characters.
    @Test(arguments: ["c", "漢"])
    func namesOfAnyLengthAreWrittenAndTakenBack(letter: String) throws {
        let home = try TemporaryHome()
        for bytes in [200, 224, 225, 230, 253, 254, 255] {
            let width = letter.utf8.count
            let name = String(repeating: letter, count: bytes / width) + String(repeating: "x", count: bytes % width)
            let path = try home.write(".openclaw/" + name, "old")
            let folder = SetupFolder(stateFolder: home.stateFolder)
            var transaction = FileTransaction(folder, summary: "long")
            try transaction.stage(.read(path, SystemFileSystem()), contents: [1], rank: 0, lock: .none)
            #expect(try transaction.commit(waiting: { _ in .cancel }).unfinished.isEmpty)
            #expect(home.text(".openclaw/" + name) == "\u{1}")
            let plan = try folder.undoPlan(for: try #require(try folder.latestUndoable()))
            _ = try folder.undo(plan, summary: "undo", waiting: { _ in .cancel })
            #expect(home.text(".openclaw/" + name) == "old")
        }
        #expect(try home.tree().paths.allSatisfy { !$0.contains(".openclaw-") })
    }

    @Test func aKilledCommitOfALongNameIsTakenBack() throws {
        let disk = Scenario.both.makeDisk()
        let paths = ["a", "b"].map { Scenario.state + "/" + String(repeating: "n", count: 254) + $0 }
        for path in paths { disk.addFile(path, "old") }
        disk.syncAll()
        func apply(_ disk: InMemoryFileSystem) throws {
            var transaction = FileTransaction(Scenario.folder(disk), summary: "long")
            for path in paths { try transaction.stage(.read(path, disk), contents: [1], rank: 0, lock: .none) }
            _ = try transaction.commit(waiting: { _ in .cancel })
        }
        let undisturbed = InMemoryFileSystem(copying: disk)
        undisturbed.restartCount()
        try apply(undisturbed)
        for call in undisturbed.writeCalls {
            let killed = InMemoryFileSystem(copying: disk)
            killed.restartCount()
            killed.arm(.crash(call: call))
            _ = try? apply(killed)
            killed.reboot()
            _ = try Scenario.folder(killed).recover()
            #expect(Set(paths.map { killed.text($0) }).count == 1)
            #expect(killed.tree().paths.allSatisfy { !$0.contains(".openclaw-") })
        }
        // Two names that differ only beyond the kept part get different temporary names.
        #expect(
            Set(undisturbed.calls.filter { $0.operation == .write && $0.path.contains(".openclaw-") }.map(\.path)).count
                == 2
        )
    }
}
