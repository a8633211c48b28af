import Foundation
import Testing

/// The history and the backups by command.
@Suite("History and restore")
struct RestoreCommandTests {
    /// A host with two changes of its config.
    private func home() throws -> TestHome {
        let home = try TestHome.existing()
        #expect(try home.run(["config", "set", "gateway.port", "19001"]).status == 0)
        #expect(try home.run(["config", "set", "gateway.port", "19002"]).status == 0)
        return home
    }

    private func backups(_ home: TestHome) throws -> [[String: Any]] {
        try home.run(["restore", "--json"]).document()["backups"] as? [[String: Any]] ?? []
    }

    private func id(_ home: TestHome, _ index: Int) throws -> String {
        try #require(try backups(home)[index]["id"] as? String)
    }

    @Test("rule 70: the changes and the backups are listed") func listed() throws {
        let home = try home()
        let run = try home.run(["history"])
        #expect(run.status == 0 && run.outputText.contains("1 of 2 undoable now"), "\(run.text)")
        #expect(
            run.outputText.contains("gateway.port: 19002") && run.outputText.contains("before gateway.port was changed")
        )
        #expect(try home.run(["restore"]).outputText.contains("openclaw restore ID FILE"))
        let none = try TestHome.fresh().run(["history"])
        #expect(none.status == 0 && none.outputText == "openclaw has changed nothing here yet.\n")
        #expect(try TestHome.fresh().run(["restore"]).outputText.contains("There is no backup to restore."))
    }

    @Test func thePreviewChangesNothingAndNamesTheCommandThatDoesIt() throws {
        let home = try home()
        let before = try home.picture()
        let id = try id(home, 1)
        for more in [[], ["--dry-run"], ["--dry-run", "--yes"], ["--json"]] {
            let run = try home.run(["restore", id] + more)
            #expect(run.status == 0 && run.outputText.contains("gateway"), "\(run.text)")
            #expect(Fake.piece(in: run.text) == nil)
        }
        #expect(try home.run(["restore", id]).outputText.contains("openclaw restore \(id.prefix(8)) "))
        let after = try home.picture()
        #expect(after == before, "\(before.differences(to: after))")
    }

    @Test("restore and undo give the bytes back") func restoredAndUndone() throws {
        let home = try home()
        let now = try home.read(home.config)
        let run = try home.run(["restore", try id(home, 1), "openclaw.json", "--yes"])
        #expect(run.status == 0 && run.outputText.hasPrefix("Restored "), "\(run.text)")
        #expect(try home.read(home.config) == TestHome.handWrittenConfig)
        #expect(try home.run(["undo", "--yes"]).status == 0)
        #expect(try home.read(home.config) == now)
    }

    @Test("rule 56: a broken config is mended") func mended() throws {
        let home = try home()
        try home.write("{ gateway: { port: 1 auth: {} } }\n", to: home.config)
        #expect(try home.run(["history"]).status == 0)
        let run = try home.run(["restore", try id(home, 0), "--yes"])
        #expect(run.status == 0, "\(run.text)")
        #expect(try home.run(["config", "get", "gateway.port"]).outputText.contains("19001"))
    }

    @Test func aFileThatIsSoAlreadyIsNoError() throws {
        let home = try home()
        let id = try id(home, 1)
        #expect(try home.run(["restore", id, "--yes"]).status == 0)
        let run = try home.run(["restore", id, "--yes"])
        #expect(run.status == 0 && run.outputText.contains("Nothing to change."), "\(run.text)")
    }

    @Test("an error says what, that nothing was changed, and what to do") func errors() throws {
        let home = try home()
        let before = try home.picture()
        let id = try id(home, 0)
        for words in [["restore", "ffff0000"], ["restore", id, "other.json"], ["restore", "x"]] {
            let run = try home.run(words + ["--yes"])
            #expect(run.status == 1 && run.errorText.contains("Nothing was changed."), "\(run.text)")
            #expect(run.errorText.contains("Next: "), "\(run.text)")
        }
        #expect(try home.picture() == before)
    }

    @Test func aReaderThatTakesNothingStopsIt() throws {
        let home = try home()
        let before = try home.read(home.config)
        let line = "\"$0\" restore \(try id(home, 1)) --yes >/dev/full"
        let run = try home.run(["-c", line, Program.path], program: "/bin/bash")
        #expect(run.status == 1 && run.errorText.contains("Standard output takes nothing"), "\(run.text)")
        #expect(try home.read(home.config) == before)
    }
}
