import JSON5
import Testing

@testable import GatewayConfig

@Suite struct ConfigEditorTests {
    private let written = """
        {
          // the gateway
          gateway: {
            mode: 'local', // here
            auth: { token: '${TOK}' },
          },
        }

        """

    @Test func editTouchesOnlyItsRegion() throws {
        var editor = try ConfigEditor(snapshot(written, EnvironmentLayers(process: ["TOK": "abc"])))
        try editor.set("remote", at: ["gateway", "mode"])
        #expect(editor.changes.map(\.text) == [written.replacing("'local'", with: "'remote'")])
        #expect(editor.changes[0].before.path == "/s/openclaw.json")
        #expect(editor.result(reader([:])).value(at: ["gateway", "mode"]) == "remote")
    }

    @Test func valueThatIsAlreadyThereChangesNothingEvenThroughAVariable() throws {
        var editor = try ConfigEditor(snapshot(written, EnvironmentLayers(process: ["TOK": "abc"])))
        try editor.set("local", at: ["gateway", "mode"])
        try editor.set("abc", at: ["gateway", "auth", "token"])
        try editor.set(["token": "abc"], at: ["gateway", "auth"])
        #expect(editor.changes.isEmpty)
        try editor.set("other", at: ["gateway", "auth", "token"])
        #expect(editor.changes.count == 1)
    }

    @Test func newFileIsMadeOnlyWhenItHoldsSomething() throws {
        var editor = try ConfigEditor(snapshot(nil))
        #expect(editor.changes.isEmpty)
        try editor.set("local", at: ["gateway", "mode"])
        #expect(
            editor.changes.map(\.text) == [
                """
                {
                  "gateway": {
                    "mode": "local"
                  }
                }

                """
            ]
        )
        #expect(editor.changes[0].before.contents == nil)
    }

    @Test func includedValueIsEditedInItsOwnFile() throws {
        let before = snapshot("{auth: {$include: './a'}}", includes: ["a": "{ order: { x: ['1'] } } // mine"])
        var editor = try ConfigEditor(before)
        try editor.set(["2"], at: ["auth", "order", "x"])
        try editor.set(["3"], at: ["auth", "order", "y"])
        #expect(editor.changes.map(\.before.path) == ["/s/a"])
        let result = editor.result(reader([:]))
        #expect(result.value(at: ["auth", "order"]) == ["x": ["2"], "y": ["3"]])
        #expect(result.document == before.document)
    }

    @Test func includeOutsideOfTheFolderIsReadAndNotEdited() throws {
        let before = snapshot("{auth: {$include: '../shared/a'}}", includes: ["../shared/a": "{order: {x: ['1']}}"])
        var editor = try ConfigEditor(before)
        let error = ConfigEditError.outOfReach(path: "/shared/a", ["auth", "order", "x"])
        #expect(throws: error) { try editor.set([], at: ["auth", "order", "x"]) }
        #expect(throws: error) { try editor.remove(at: ["auth", "order", "x"]) }
        try editor.set("local", at: ["gateway", "mode"])
        #expect(editor.changes.map(\.before.path) == ["/s/openclaw.json"])
    }

    @Test func elementBehindThoseOfSeveralFilesGoesToTheLastOne() throws {
        let before = snapshot(
            "{agents: {$include: ['a', 'b']}}",
            includes: ["a": "{list: [{id: 'x'}]}", "b": "{list: [{id: 'y'}, {id: 'z'}]}"]
        )
        var editor = try ConfigEditor(before)
        try editor.insert(["id": "last"], at: ["agents", "list", 3])
        try editor.insert(["id": "second"], at: ["agents", "list", 1])
        #expect(editor.changes.map(\.before.path) == ["/s/b"])
        let ids = editor.result(reader([:])).value(at: ["agents", "list"])?.arrayValue?.compactMap { $0["id"] }
        #expect(ids == ["x", "second", "y", "z", "last"])
    }

    @Test func sharedValueHasNoSingleOwner() throws {
        var editor = try ConfigEditor(snapshot("{g: {$include: 'a', x: 1}}", includes: ["a": "{y: 2}"]))
        #expect(throws: ConfigEditError.ownedBySeveral(paths: ["/s/openclaw.json", "/s/a"], ["g"])) {
            try editor.set(5, at: ["g"])
        }
    }

    @Test func removalReachesValuesThatWereHidden() throws {
        let before = snapshot("{$include: ['a', 'b'], x: 3}", includes: ["a": "{x: 1, k: 1}", "b": "{x: 2}"])
        var editor = try ConfigEditor(before)
        #expect(try editor.remove(at: ["x"]))
        #expect(editor.result(reader([:])).value(at: ["x"]) == nil)
        #expect(editor.changes.map(\.before.path) == ["/s/b", "/s/a", "/s/openclaw.json"])
        #expect(try !editor.remove(at: ["x"]))
    }

    @Test(arguments: ["'a', 'a'", "'a', 'b', 'a'"])
    func aFileIncludedSeveralTimesHidesOnlyOthers(files: String) throws {
        let before = snapshot("{$include: [\(files)]}", includes: ["a": "{x: 1, k: 1}", "b": "{x: 2}"])
        #expect(before.hiddenPlaces(of: ["x"]).map(\.path) == (files.contains("b") ? ["/s/b"] : []))
        var editor = try ConfigEditor(before)
        try editor.apply([ValueEdit(["x"], .rename(to: "y", 3))])
        let after = editor.result(reader(["/s/b": "{x: 2}"]))
        #expect(after.value(at: ["x"]) == nil && after.value(at: ["y"]) == 3)
    }

    @Test func elementIsInsertedAtItsIndexAndAtTheEnd() throws {
        var editor = try ConfigEditor(snapshot("{agents: {list: [{id: 'a'}]}}"))
        try editor.insert(["id": "b"], at: ["agents", "list", 1])
        try editor.insert(["id": "c"], at: ["agents", "list", 0])
        let list = editor.result(reader([:])).value(at: ["agents", "list"])
        #expect(list == [["id": "c"], ["id": "a"], ["id": "b"]])
    }

    @Test func unusableConfigurationIsNotEdited() {
        #expect(throws: ConfigEditError.self) { try ConfigEditor(snapshot("{")) }
        #expect(throws: ConfigEditError.self) { try ConfigEditor(snapshot("{$include: 'gone'}")) }
    }

    @Test func missingVariableCanBeCured() throws {
        let broken = snapshot(written)
        #expect(!broken.unset.isEmpty)
        var editor = try ConfigEditor(broken)
        try editor.set("literal", at: ["gateway", "auth", "token"])
        #expect(editor.result(reader([:])).unset.isEmpty)
    }

    @Test func pathThatDoesNotFitIsRejected() throws {
        var editor = try ConfigEditor(snapshot("{gateway: 5}"))
        #expect(throws: ConfigEditError.self) { try editor.set(1, at: ["gateway", "port"]) }
        #expect(editor.changes.isEmpty)
    }
}
