import TestSupport
import Testing

/// The rules about `mask/` in folders other than the project's own.
@Suite struct GoldenFolderTests {
    @Test func theRulesAreRecognisedInPartOfTheCases() throws {
        let home = try TemporaryHome()
        let copy = try GoldenFolder.own.renamedCopy(of: ["mask"], in: home) { $0 % 3 != 1 }
        for tally in [
            try GoldenMaskTests.normalizeAPIKeyInput(in: copy), try GoldenMaskTests.redactSensitiveText(in: copy),
        ] {
            #expect(tally.total > 4)
            #expect(tally.problems().map(\.text) == [])
        }
    }

    @Test func aFileThatAnotherFolderLacksComparesNothing() throws {
        let home = try TemporaryHome()
        let missing: Set = ["mask/redact-sensitive-text.json"]
        let copy = try GoldenFolder.own.renamedCopy(of: ["mask"], in: home, without: missing)
        let tally = try GoldenMaskTests.redactSensitiveText(in: copy)
        #expect(tally.total == 0)
        #expect(tally.problems().map(\.text) == [])
        // The project's own data may lack nothing.
        let own = GoldenFolder(path: copy.path, isOwn: true)
        #expect(throws: GoldenError.self) { try GoldenMaskTests.redactSensitiveText(in: own) }
    }
}
