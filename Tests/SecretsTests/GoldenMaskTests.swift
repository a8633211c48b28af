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
        var tally = GoldenTally("mask/" + name, .current)
        for golden in try GoldenFolder.current.cases("mask/\(name).json") {
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
        try Self.normalizeAPIKeyInput(in: .current).report()
    }

    static func normalizeAPIKeyInput(in folder: GoldenFolder) throws -> GoldenTally {
        var tally = GoldenTally("mask/normalize-api-key-input", folder)
        for golden in try folder.cases("mask/normalize-api-key-input.json") {
            let input = golden["input"]?.stringValue ?? ""
            let output = golden["output"]?.stringValue ?? ""
            let outcome = PasteReader.read(Secret(input)).outcome
            let isSame = (outcome.secret ?? Secret("")) == Secret(output)
            tally.compare(input, golden, isSame ? [] : [GoldenDifference("outcome", "\(outcome)")])
        }
        return tally
    }

    @Test func redactSensitiveText() throws {
        try Self.redactSensitiveText(in: .current).report()
    }

    static func redactSensitiveText(in folder: GoldenFolder) throws -> GoldenTally {
        var tally = GoldenTally("mask/redact-sensitive-text", folder)
        for (number, golden) in try folder.cases("mask/redact-sensitive-text.json").enumerated() {
            let ours = Redaction.redact(golden["input"]?.stringValue ?? "")
            let gateways = golden["output"]?.stringValue ?? ""
            // Where the gateway leaves parts of a secret we leave none; around them the text is the same.
            let masks = /[^\s"'=:]{6}…[^\s"'=:]{4}|\*{3}/
            let withoutParts = gateways.replacing(masks, with: Secret.redacted)
            let place = ours == withoutParts ? "mask" : "text"
            tally.compare("\(number)", golden, at: place, ours, gateways)
        }
        return tally
    }
}
