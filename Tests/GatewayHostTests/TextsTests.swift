import Foundation
import GatewayHost
import Testing

/// The texts and the sources fit each other: nothing shows a key in brackets, and no text is left over.
@Suite struct TextsTests {
    private static let sources: [String] = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Sources")
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        return (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
            .compactMap { try? String(contentsOf: $0, encoding: .utf8) }
    }()

    /// Every string literal of the sources that could be a key or the beginning of one.
    private static let literals: Set<String> = {
        var found: Set<String> = []
        for source in sources {
            for match in source.matches(of: /"([A-Za-z][A-Za-z0-9_.-]*)(?:"|\\\()/) { found.insert(String(match.1)) }
        }
        return found
    }()

    @Test func everyKeyThatTheSourcesNameHasAText() {
        var missing: Set<String> = []
        for source in Self.sources {
            let calls = source.matches(of: /(?:\btexts|\bwords|Words\.text|\btext)\(\s*"([A-Za-z][A-Za-z0-9_.-]*[A-Za-z0-9])"/)
            for match in calls where match.1.contains(".") && !Texts.english.has(String(match.1)) {
                missing.insert(String(match.1))
            }
        }
        #expect(Self.sources.count > 100)
        #expect(missing.isEmpty, "no text for \(missing.sorted())")
    }

    @Test func everyTextIsUsed() {
        let unused = Texts.english.keys.filter { key in
            var prefix = key
            guard !Self.literals.contains(key) else { return false }
            while let dot = prefix.lastIndex(of: ".") {
                prefix = String(prefix[..<dot])
                // "effect." + code, "help." + option, "parse.\(problem)"
                if Self.literals.contains(prefix + ".") { return false }
                if Self.literals.contains(where: { $0.hasPrefix(prefix + ".") && key.hasPrefix($0) && $0.count > prefix.count }) {
                    return false
                }
            }
            // "onboard.agent" behind "help."
            return !Self.literals.contains { key.hasSuffix("." + $0) && $0.contains(".") }
        }
        #expect(unused.isEmpty, "texts nobody shows: \(unused)")
    }

    @Test func placeholdersAreFilledOnceFromLeftToRight() {
        #expect(Texts.english("error.prefix", ["message": "{message}"]) == "Error: {message}")
        #expect(Texts.english("no.such.key") == "[no.such.key]")
    }
}
