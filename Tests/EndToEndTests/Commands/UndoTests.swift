import Foundation
import Testing

/// Undo of the last apply.
@Suite("Undo")
struct UndoTests {
    private static let flags = ["--model", "anthropic/claude-sonnet-4-5", "--cache-retention", "long"]

    /// Everything outside our own state.
    private func files(_ home: TestHome) throws -> [String: FolderPicture.ComparableEntry] {
        try home.picture().contents.filter { !$0.key.hasPrefix("state/setup") && $0.key != "state" && $0.key != "." }
    }

    @Test func thePreviewChangesNothingAndSaysWhatWouldHappen() throws {
        let home = try TestHome.existing()
        #expect(try home.onboard(Self.flags).status == 0)
        let before = try home.picture()
        let run = try home.run(["undo"])
        #expect(run.status == 0)
        #expect(run.outputText.contains("auth-profiles.json") && run.outputText.contains("openclaw.json"))
        #expect(run.outputText.contains("openclaw undo --yes"))
        #expect(Fake.piece(in: run.text) == nil)
        let after = try home.picture()
        #expect(after == before, "\(before.differences(to: after))")
    }

    @Test func bytesAndModesComeBack() throws {
        let home = try TestHome.existing()
        let before = try files(home)
        #expect(try home.onboard(Self.flags).status == 0)
        #expect(try files(home) != before)
        let run = try home.run(["undo", "--yes"])
        #expect(run.status == 0, "\(run.text)")
        #expect(Fake.piece(in: run.text) == nil)
        #expect(try files(home) == before)
    }

    @Test("a mode wider than 0600 is not given back unasked") func aWiderModeIsNotGivenBack() throws {
        let home = try TestHome.existing()
        try home.setMode(0o644, of: home.config)
        let applied = try home.onboard(Self.flags)
        #expect(applied.text.contains("644"), "the plan says that the file becomes narrower")
        #expect(try home.run(["undo", "--yes"]).status == 0)
        #expect(try home.read(home.config) == TestHome.handWrittenConfig)
        #expect(try home.picture().entries["state/openclaw.json"]?.mode == 0o600)
    }

    @Test("what cannot be taken back is told at once, with no command that would fail")
    func aForeignEditIsToldBeforeItIsTried() throws {
        let home = try TestHome.existing()
        #expect(try home.onboard(Self.flags).status == 0)
        try home.write(try home.read(home.config) + "\n", to: home.config)
        let before = try home.picture()
        for arguments in [["undo"], ["undo", "--dry-run"], ["undo", "--yes"], ["undo", "--json"]] {
            let run = try home.run(arguments)
            #expect(run.status == 1 && run.text.contains("written by somebody else"), "\(run.text)")
            #expect(!run.text.contains("undo --yes"), "\(run.text)")
        }
        let after = try home.picture()
        #expect(after == before, "\(before.differences(to: after))")
    }

    @Test func aFreshHostIsEmptyAgain() throws {
        let home = try TestHome.fresh()
        #expect(try home.onboard().status == 0)
        #expect(try home.run(["undo", "--yes"]).status == 0)
        #expect(try files(home).isEmpty)
    }

    @Test func nothingToUndoIsNotAnError() throws {
        let home = try TestHome.fresh()
        let before = try home.picture()
        for arguments in [["undo"], ["undo", "--yes"]] {
            let run = try home.run(arguments)
            #expect(run.status == 0)
            #expect(run.outputText.contains("Nothing to undo."))
        }
        #expect(try home.picture() == before)
    }

    @Test func aSecondUndoTakesTheApplyBeforeBack() throws {
        let home = try TestHome.fresh()
        #expect(try home.onboard().status == 0)
        let first = try files(home)
        #expect(try home.onboard(Self.flags, key: Fake.otherKey).status == 0)
        #expect(try home.run(["undo", "--yes"]).status == 0)
        #expect(try files(home) == first)
        #expect(try home.run(["undo", "--yes"]).status == 0)
        #expect(try files(home).isEmpty)
    }

    @Test("rule 26: marks that the gateway wrote since stay") func marksOfTheGatewayStay() throws {
        let home = try TestHome.existing()
        #expect(try home.onboard(Self.flags).status == 0)
        var store = try #require(
            try JSONSerialization.jsonObject(with: Data(try home.read(home.store).utf8)) as? [String: Any]
        )
        store["lastGood"] = ["anthropic": "anthropic:default"]
        store["usageStats"] = ["anthropic:default": ["lastUsed": 1_770_000_000_001]]
        let text = try JSONSerialization.data(withJSONObject: store, options: .prettyPrinted)
        try home.write(String(decoding: text, as: UTF8.self), to: home.store)
        let run = try home.run(["undo", "--yes"])
        #expect(run.status == 0, "\(run.text)")
        #expect(try home.secret(of: "anthropic:default") == Fake.otherKey)
        #expect(try home.read(home.store).contains("1770000000001"))
        #expect(try home.read(home.store).contains("lastGood"))
        #expect(try home.read(home.config) == TestHome.handWrittenConfig)
    }

    @Test("other changes since are named, and nothing is written") func otherChangesStopTheUndo() throws {
        let home = try TestHome.existing()
        #expect(try home.onboard(Self.flags).status == 0)
        try home.write(try home.read(home.config) + "// changed since\n", to: home.config)
        let before = try home.picture()
        let run = try home.run(["undo", "--yes"])
        #expect(run.status == 1)
        #expect(run.errorText.contains("openclaw.json"))
        #expect(Fake.piece(in: run.text) == nil)
        let after = try home.picture()
        #expect(after == before, "\(before.differences(to: after))")
    }
}
