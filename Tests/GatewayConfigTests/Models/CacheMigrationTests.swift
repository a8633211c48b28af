import FileTransactions
import JSON5
import Testing

@testable import GatewayConfig

@Suite struct CacheMigrationTests {
    @Test func legacyValueBecomesARetentionInPlace() throws {
        let before = snapshot(
            """
            {
              agents: { defaults: { models: {
                "anthropic/a": { params: { cacheControlTtl: "1h", temperature: 0.2 } }, // mine
                "anthropic/b": { params: { cacheControlTtl: "5m", cacheRetention: "none" } },
                "anthropic/c": { params: { cacheControlTtl: "2h" } },
                "anthropic/d": { alias: "d" },
              } } },
            }
            """
        )
        let edits = CacheMigration.edits(before.root)
        let models: Pointer = ["agents", "defaults", "models"]
        #expect(
            edits == [
                ValueEdit(
                    Pointer(models.components + ["anthropic/a", "params", "cacheControlTtl"]),
                    .rename(to: "cacheRetention", "long")
                ),
                ValueEdit(Pointer(models.components + ["anthropic/b", "params", "cacheControlTtl"]), .removeAlone),
            ]
        )
        var editor = try ConfigEditor(before)
        try editor.apply(edits)
        let result = editor.result(reader([:]))
        #expect(
            result.value(at: models)?["anthropic/a"]?["params"]?.isSame(as: [
                "cacheRetention": "long", "temperature": 0.2,
            ]) == true
        )
        #expect(result.value(at: models)?["anthropic/b"]?["params"] == ["cacheRetention": "none"])
        #expect(editor.changes.first?.text.contains("// mine") == true)
        #expect(CacheMigration.edits(result.root).isEmpty)
    }

    @Test(arguments: [
        (
            #"{ cacheControlTtl: "1h" /* long */, cacheRetention: "short" }"#,
            #"{ /* long */ cacheRetention: "short" }"#
        ),
        (
            #"{ cacheRetention: "short", cacheControlTtl: "1h" /* long */ }"#,
            #"{ cacheRetention: "short" /* long */ }"#
        ),
        (
            #"{ cacheRetention: "short", /* old */ cacheControlTtl: /* why */ "1h", }"#,
            #"{ cacheRetention: "short", /* old */ /* why */ }"#
        ),
        (
            "{\n  // mine\n  cacheControlTtl: \"1h\", // long\n  cacheRetention: \"short\",\n}",
            "{\n  // mine\n  // long\n  cacheRetention: \"short\",\n}"
        ),
        (
            "{\n  cacheRetention: \"short\",\n  // mine\n  cacheControlTtl: \"1h\"\n}",
            "{\n  cacheRetention: \"short\"\n  // mine\n}"
        ),
        (
            "{\n  cacheControlTtl: \"1h\",\n\n  cacheRetention: \"short\",\n}",
            "{\n\n  cacheRetention: \"short\",\n}"
        ),
        (#"{ cacheControlTtl: "1h", cacheRetention: "short" }"#, #"{ cacheRetention: "short" }"#),
        (#"{ cacheRetention: "short", cacheControlTtl: "1h" }"#, #"{ cacheRetention: "short" }"#),
    ])
    func commentsStayWhereTheNewerKeyIsThereToo(params: String, migrated: String) throws {
        func text(_ params: String) -> String {
            "{ agents: { defaults: { models: { 'anthropic/a': { params: \(params) } } } } }\n"
        }
        let before = snapshot(text(params))
        var editor = try ConfigEditor(before)
        try editor.apply(CacheMigration.edits(before.root))
        #expect(editor.changes.first?.text == text(migrated))
    }

    @Test(arguments: [
        (
            #"{ cacheControlTtl: "1h" /* long */, temperature: 0.2 }"#,
            #"{ cacheRetention: "long" /* long */, temperature: 0.2 }"#
        ),
        (#"{ 'cacheControlTtl' : '5m' }"#, #"{ 'cacheRetention' : 'short' }"#),
        (
            "{\n  // mine\n  \"cacheControlTtl\": /* why */ \"1h\", // end\n  temperature: 0.2,\n}",
            "{\n  // mine\n  \"cacheRetention\": /* why */ \"long\", // end\n  temperature: 0.2,\n}"
        ),
        (#"{ cacheControlTtl: "5m", a: 1, cacheControlTtl: "1h" }"#, #"{ a: 1, cacheRetention: "long" }"#),
    ])
    func theKeyIsRenamedInItsPlaceSoThatItsCommentsStay(params: String, migrated: String) throws {
        func text(_ params: String) -> String {
            "{ agents: { defaults: { models: { 'anthropic/a': { params: \(params) } } } } }\n"
        }
        let before = snapshot(text(params))
        var editor = try ConfigEditor(before)
        try editor.apply(CacheMigration.edits(before.root))
        #expect(editor.changes.first?.text == text(migrated))
    }
}
