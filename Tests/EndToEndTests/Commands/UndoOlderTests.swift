import Foundation
import Testing

/// Undo of a change that is named by its id.
@Suite("Undo of an older change")
struct UndoOlderTests {
    /// A host with a change of its store between two changes of its config.
    private func home() throws -> TestHome {
        let home = try TestHome.existing()
        #expect(try home.run(["config", "set", "gateway.port", "19001"]).status == 0)
        #expect(try home.run(["models", "auth", "order", "set", "anthropic:default"]).status == 0)
        #expect(try home.run(["config", "set", "gateway.port", "19002"]).status == 0)
        return home
    }

    /// The ids of the changes, newest first.
    private func ids(_ home: TestHome) throws -> [String] {
        let applies = try home.run(["history", "--json"]).document()["applies"] as? [[String: Any]] ?? []
        return applies.compactMap { $0["id"] as? String }
    }

    @Test func thePreviewSaysWhatWasChangedAndDoesNothing() throws {
        let home = try home()
        let before = try home.picture()
        let id = try ids(home)[0]
        let run = try home.run(["undo", id])
        #expect(run.status == 0 && run.outputText.contains("(gateway.port: 19002)"), "\(run.text)")
        #expect(run.outputText.contains("openclaw undo \(id.prefix(8)) --yes"), "\(run.text)")
        let document = try home.run(["undo", id, "--json"]).document()
        #expect(document["id"] as? String == id && document["changed"] as? Bool == false)
        #expect(document["what"] as? String == "gateway.port: 19002")
        let after = try home.picture()
        #expect(after == before, "\(before.differences(to: after))")
    }

    @Test("an older change is undone by the beginning of its id, and the newer one stays") func older() throws {
        let home = try home()
        let config = try home.read(home.config)
        let id = try ids(home)[1]
        #expect(try home.read(home.store).contains("\"order\""))
        #expect(try home.run(["undo", id]).outputText.contains("(changed the order of main)"))
        let run = try home.run(["undo", String(id.prefix(6)).uppercased(), "--yes"])
        #expect(run.status == 0 && run.outputText.contains("Undone."), "\(run.text)")
        #expect(try home.read(home.store) == TestHome.handWrittenStore)
        #expect(try home.read(home.config) == config)
        let again = try home.run(["undo", id, "--yes"])
        #expect(again.status == 0 && again.outputText.contains("Nothing to undo."), "\(again.text)")
    }

    @Test("a change below a newer one is refused with the one that comes first") func newerFirst() throws {
        let home = try home()
        let before = try home.picture()
        let all = try ids(home)
        let oldest = try #require(all.last)
        for more in [[], ["--yes"], ["--json"]] {
            let run = try home.run(["undo", oldest] + more)
            #expect(run.status == 1 && run.text.contains("A newer change wrote the same file"), "\(run.text)")
            #expect(run.text.contains("openclaw undo \(all[0].prefix(8))"), "\(run.text)")
        }
        #expect(try home.picture() == before)
        #expect(try home.run(["undo", all[0], "--yes"]).status == 0)
        let second = try home.run(["undo", all[1], "--yes"])
        let last = try home.run(["undo", oldest, "--yes"])
        #expect(second.status == 0 && last.status == 0, "\(second.text)\(last.text)")
        #expect(try home.read(home.config) == TestHome.handWrittenConfig)
    }

    @Test("a file that was changed since stops it, as on the screen") func changedSince() throws {
        let home = try home()
        let id = try ids(home)[0]
        try home.write(try home.read(home.config) + "// mine\n", to: home.config)
        let before = try home.picture()
        let run = try home.run(["undo", id, "--yes"])
        #expect(run.status == 1 && run.errorText.contains("Somebody else has written this since"), "\(run.text)")
        #expect(run.errorText.contains("Next: openclaw restore \(id.prefix(8))"), "\(run.text)")
        #expect(try home.picture() == before)
    }

    @Test("an unknown id is named with the nearest one") func unknown() throws {
        let home = try home()
        let before = try home.picture()
        let id = String(try ids(home)[0].prefix(8))
        let typo = String(id.prefix(6)) + "zz"
        let near = try home.run(["undo", typo, "--yes"])
        #expect(near.status == 1 && near.errorText.contains("The nearest is \(id)."), "\(near.text)")
        #expect(near.errorText.contains("Next: openclaw undo \(id)"), "\(near.text)")
        let far = try home.run(["undo", "what"])
        #expect(far.status == 1 && far.errorText.contains("There is no change what."), "\(far.text)")
        #expect(far.errorText.contains("Next: openclaw history"), "\(far.text)")
        #expect(try home.picture() == before)
    }
}
