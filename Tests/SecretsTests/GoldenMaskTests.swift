import JSON5
import Secrets
import TestSupport
import Testing

/// How the gateway abbreviates and cleans secrets: `mask/`, as far as it is about secrets alone.
@Suite struct GoldenMaskTests {
    @Test func maskAPIKey() throws {
        var tally = try GoldenTally("mask/mask-api-key")
        for golden in try GoldenFolder.cases("mask/mask-api-key.json") {
            let input = golden["input"]?.stringValue ?? ""
            tally.compare(input, SecretMask.status(Secret(input)), golden["output"]?.stringValue)
        }
        tally.report()
    }

    @Test func formatAPIKeyPreview() throws {
        var tally = try GoldenTally("mask/format-api-key-preview")
        for golden in try GoldenFolder.cases("mask/format-api-key-preview.json") {
            let input = golden["input"]?.stringValue ?? ""
            let preview = SecretMask.preview(
                Secret(input),
                head: golden["opts"]?["head"]?.intValue.map { Int($0) } ?? 4,
                tail: golden["opts"]?["tail"]?.intValue.map { Int($0) } ?? 4
            )
            tally.compare(input, preview, golden["output"]?.stringValue)
        }
        tally.report()
    }

    /// We read a paste where the gateway normalises a line; what comes out of a usable one must be the same.
    @Test func normalizeAPIKeyInput() throws {
        var tally = try GoldenTally("mask/normalize-api-key-input")
        for golden in try GoldenFolder.cases("mask/normalize-api-key-input.json") {
            let input = golden["input"]?.stringValue ?? ""
            let output = golden["output"]?.stringValue ?? ""
            let ours = PasteReader.read(Secret(input)).outcome.secret ?? Secret("")
            tally.compare(input, matches: ours == Secret(output), "outcome \(PasteReader.read(Secret(input)).outcome)")
        }
        tally.report()
    }

    @Test func redactSensitiveText() throws {
        var tally = try GoldenTally("mask/redact-sensitive-text")
        for (number, golden) in try GoldenFolder.cases("mask/redact-sensitive-text.json").enumerated() {
            let input = golden["input"]?.stringValue ?? ""
            tally.compare("\(number)", Redaction.redact(input), golden["output"]?.stringValue)
        }
        tally.report()
    }
}
