import Foundation
import GatewayHost
import Testing

/// Texts and sources match: no key is missing, and no text is unused.
@Suite struct TextsTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent()

    private static let sources: [String] = {
        let folder = root.appendingPathComponent("Sources")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
            .compactMap { try? String(contentsOf: $0, encoding: .utf8) }
    }()

    /// Every string literal of the sources that could be a key or a key prefix.
    private static let literals: Set<String> = {
        var found: Set<String> = []
        for source in sources {
            for match in source.matches(of: /"([A-Za-z][A-Za-z0-9_.-]*)(?:"|\\\()/) { found.insert(String(match.1)) }
        }
        return found
    }()

    @Test(arguments: ["file.busy.next", "file.lockedBy.next"]) func everyLockNamesANextStep(key: String) {
        #expect(Texts.english.has(key))
    }

    @Test func everyKeyThatTheSourcesNameHasAText() {
        var missing: Set<String> = []
        for source in Self.sources {
            let calls = source.matches(
                of: /\b(texts|words|text|help)\(\s*"([A-Za-z][A-Za-z0-9_.-]*[A-Za-z0-9])"(, count)?/
            )
            for call in calls {
                let (name, key) = (String(call.1), String(call.2))
                let full = Self.prefixes[name, default: ""] + key + (call.3 == nil ? "" : ".other")
                if key.contains("."), !Texts.english.has(full) { missing.insert(full) }
            }
        }
        #expect(Self.sources.count > 100)
        #expect(missing.isEmpty, "no text for \(missing.sorted())")
    }

    /// Prefixes that some functions add to a key.
    private static let prefixes = ["words": "wizard.", "help": "help."]

    @Test func everyTextIsUsed() {
        let unused = Texts.english.keys.filter { !Self.isUsed($0) }
        #expect(unused.isEmpty, "texts nobody shows: \(unused)")
    }

    /// A key is used if a literal equals it, or is a prefix that the code completes.
    private static func isUsed(_ key: String) -> Bool {
        let bare = prefixes.values.first { key.hasPrefix($0) }.map { String(key.dropFirst($0.count)) } ?? key
        if literals.contains(key) || literals.contains(bare) { return true }
        return beginnings(of: bare, from: 1).contains(where: literals.contains)
            || beginnings(of: key, from: 2).contains(where: literals.contains)
    }

    /// The first parts of a key, with and without the dot behind them.
    private static func beginnings(of key: String, from least: Int) -> [String] {
        let parts = key.split(separator: ".")
        return (least..<max(least + 1, parts.count)).flatMap { count in
            let beginning = parts.prefix(count).joined(separator: ".")
            return [beginning, beginning + "."]
        }
    }

    /// Texts are found by binary search and decoded one by one; a JSON parser must give the same.
    @Test func everyTextIsWhatAJSONReaderReads() throws {
        let file = Self.root.appendingPathComponent("Resources/strings/en.json")
        let read = try #require(JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: String])
        #expect(read.count > 500)
        #expect(Texts.english.keys == read.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        for (key, text) in read {
            #expect(Texts.english(key) == text.replacing("{openclaw}", with: "openclaw"), "\(key)")
        }
    }

    @Test func placeholdersAreFilledOnceFromLeftToRight() {
        #expect(Texts.english("error.prefix", ["message": "{message}"]) == "Error: {message}")
        #expect(Texts.english("no.such.key") == "[no.such.key]")
    }
}
