import JSON5
import Secrets
import TestSupport
import Testing

/// How the gateway masks and cleans secrets: the parts of `mask/` about secrets only.
@Suite struct GoldenMaskTests {
    @Test(
        "the gateway's masks are out of scope: ours show at most the last four",
        arguments: [
            "mask-api-key", "format-api-key-preview",
        ]
    )
    func masks(name: String) throws {
        var tally = try GoldenTally("mask/" + name)
        for golden in try GoldenFolder.cases("mask/\(name).json") {
            let input = golden["input"]?.stringValue ?? ""
            let label = SecretMask.label(Secret(input))
            let isWhole = ["missing", SecretMask.full].contains(label)
            let isCut = label.count == 7 && label.hasPrefix("...") && input.contains(label.suffix(4))
            #expect(isWhole || isCut, "\(input): \(label)")
            tally.skip()
        }
        tally.report()
    }

    @Test(
        "a label shows four characters of a long secret, none of a short one",
        arguments: [
            ("sk-ant-api03-AAAAAAAAAAAAAAAAAAAAAAAAwxyz", "...wxyz"),
            (" sk-ant-api03-AAAAAAAAAAAAAAAAAAAAAAAAwxyz\n", "...wxyz"),
            ("12345678901234567", "...4567"), ("1234567890123456", "********"), ("abcd", "********"), ("", "missing"),
            (" \n", "missing"), ("ключ-ключ-ключ-ключ", "********"), ("sk-ant-api03-AAAAAAAA\u{1B}[2J", "********"),
        ]
    )
    func aLabelShowsFour(secret: String, label: String) {
        #expect(SecretMask.label(Secret(secret)) == label)
    }

    /// The gateway normalises a line, this program parses a paste; for a usable input the result must be the same.
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
