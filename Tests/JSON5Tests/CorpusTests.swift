import Foundation
import JSON5
import Testing

/// The files of github.com/json5/json5-tests: `.json` and `.json5` must be read, `.js` and `.txt` refused.
@Suite struct CorpusTests {
    /// `OPENCLAW_JSON5_TESTS`, else a folder beside the package; the corpus is no part of it.
    private static let folder =
        ProcessInfo.processInfo.environment["OPENCLAW_JSON5_TESTS"]
        ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../shared/json5-tests").standardized.path

    @Test func filesAreReadOrRefusedByTheirName() throws {
        let names = try #require(FileManager.default.enumerator(atPath: Self.folder)?.allObjects as? [String] ?? [])
        var count = 0
        for name in names.sorted() {
            guard let shouldRead = Self.shouldRead(name) else { continue }
            let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(Self.folder)/\(name)"))
            let document = try? Document(parsing: Array(bytes))
            #expect((document != nil) == shouldRead, "\(name)")
            if let document { #expect(document.bytes == Array(bytes), "\(name)") }
            count += 1
        }
        print(count > 0 ? "json5-tests: \(count) files" : "json5-tests: SKIPPED, no corpus in \(Self.folder)")
        #expect(count == 0 || count > 100)
    }

    private static func shouldRead(_ name: String) -> Bool? {
        switch (name as NSString).pathExtension {
        case "json", "json5": true
        case "js", "txt": false
        default: nil
        }
    }
}
