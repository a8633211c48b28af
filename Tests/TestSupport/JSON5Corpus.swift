import Foundation

/// The files of github.com/json5/json5-tests: `.json` and `.json5` must parse, `.js` and `.txt` must be refused.
///
/// The corpus is not part of this package: `OPENCLAW_JSON5_TESTS` names it, else a folder beside the package is used.
/// Without it the tests are skipped with a notice.
package enum JSON5Corpus {
    package struct File: Sendable {
        package let name: String
        package let bytes: [UInt8]
        package let mustBeRead: Bool
    }

    /// The files, sorted by name; empty, with a notice, if there is no corpus.
    package static func files() throws -> [File] {
        let names = FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []
        let files = try names.sorted().compactMap { name -> File? in
            guard let mustBeRead = mustBeRead(name) else { return nil }
            let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
            return File(name: name, bytes: Array(bytes), mustBeRead: mustBeRead)
        }
        print(files.isEmpty ? "json5-tests: SKIPPED, no corpus in \(folder)" : "json5-tests: \(files.count) files")
        return files
    }

    private static let folder =
        ProcessInfo.processInfo.environment["OPENCLAW_JSON5_TESTS"]
        ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../shared/json5-tests").standardized.path

    private static func mustBeRead(_ name: String) -> Bool? {
        switch (name as NSString).pathExtension {
        case "json", "json5": true
        case "js", "txt": false
        default: nil
        }
    }
}
