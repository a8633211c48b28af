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
                ValueEdit(Pointer(models.components + ["anthropic/a", "params", "cacheRetention"]), .set("long")),
                ValueEdit(Pointer(models.components + ["anthropic/a", "params", "cacheControlTtl"]), .remove),
                ValueEdit(Pointer(models.components + ["anthropic/b", "params", "cacheControlTtl"]), .remove),
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
}
