import Foundation
import GatewayHost
import Testing

@testable import Screens

/// Every word of the screens stands in `Resources/strings/en.json`, and every one that stands there is used.
@Suite struct TextsTests {
    /// The literals of the sources, as patterns: what is interpolated may be anything.
    private static func literals() -> [Regex<Substring>] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Sources/Screens").standardizedFileURL
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        let sources = (files?.allObjects ?? []).compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
        return sources.flatMap { source -> [Regex<Substring>] in
            guard let text = try? String(contentsOf: source, encoding: .utf8) else { return [] }
            return text.matches(of: /"([^"\n]*)"/).compactMap { pattern(String($0.1)) }
        }
    }

    private static func pattern(_ literal: String) -> Regex<Substring>? {
        let isKey = literal.allSatisfy { $0.isASCII && !$0.isWhitespace } && literal.contains { $0.isLetter }
        guard isKey else { return nil }
        let parts = literal.split(separator: /\\\(.*?\)+/, omittingEmptySubsequences: false).map { part in
            part.replacing(".", with: "\\.").replacing("?", with: "\\?").replacing("+", with: "\\+")
        }
        return try? Regex(parts.joined(separator: ".+"))
    }

    @Test func everyTextIsUsed() {
        let literals = Self.literals()
        #expect(literals.count > 100)
        for key in Texts.english.keys where key.hasPrefix("wizard.") {
            let base = String(key.dropFirst("wizard.".count))
                .replacing(/\.narrow$/, with: "").replacing(/\.(one|two|other)$/, with: "")
            let names =
                [base]
                + ["keys.sheet.", "keys.", "review."].filter(base.hasPrefix).map { String(base.dropFirst($0.count)) }
                + (base.hasPrefix("effect.") ? [String(base.dropFirst("effect.".count))] : [])
                + (base.hasPrefix("refused.") ? [base] : [])
            let isUsed = names.contains { name in literals.contains { name.wholeMatch(of: $0) != nil } }
            #expect(isUsed || base.hasPrefix("refused.") || base.hasPrefix("field."), "\(key) is not used")
        }
    }

    @Test("rule 38: texts are ASCII; a no-break space only holds a command together")
    func textsAreASCII() {
        for key in Texts.english.keys where key.hasPrefix("wizard.") {
            let text = Texts.english(key)
            #expect(text.allSatisfy { $0.isASCII || $0 == "\u{A0}" }, "\(key): \(text)")
        }
    }

    @Test func everyShortFormHasALongOneAndTheSamePlaceholders() {
        let texts = Texts.english
        for key in texts.keys where key.hasPrefix("wizard.") && key.hasSuffix(".narrow") {
            let long = String(key.dropLast(".narrow".count))
            #expect(texts.has(long), "\(key) stands alone")
            let names = texts(long).matches(of: /\{[a-z]+\}/).map { String($0.0) }
            let short = texts(key).matches(of: /\{[a-z]+\}/).map { String($0.0) }
            // How many agents there are is given beside their names.
            let given = names.contains("{agents}") ? names + ["{count}"] : names
            #expect(Set(short).isSubset(of: Set(given)), "\(key) has placeholders of its own")
        }
    }

    @Test("rule 40: names of steps fit the rail")
    func stepNamesFitTheRail() {
        for step in StepID.allCases {
            #expect(Texts.english("wizard." + step.nameKey).count <= FrameLayout.railColumns - 3)
        }
    }
}
