import Secrets

/// A gateway release number as written in its files: `2026.2.9`, `v2026.2.26`, `2026.2.9-1`.
package struct ReleaseNumber: Sendable, Comparable {
    private let parts: [Int]

    /// Nil if the text is not a release number.
    package init?(_ text: String) {
        let text = text.trimmedAsJavaScript
        let numbers = (text.hasPrefix("v") ? text.dropFirst() : text[...]).split(
            separator: ".",
            maxSplits: 2,
            omittingEmptySubsequences: false
        )
        guard numbers.count == 3 else { return nil }
        let last = numbers[2].split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        let spelled = numbers[..<2] + last.prefix(1)
        let values = spelled.compactMap { part in part.allSatisfy(\.isASCII) ? Int(part) : nil }
        guard values.count == 3, values.allSatisfy({ $0 >= 0 }) else { return nil }
        // A suffix after a hyphen that is not a number marks a prerelease of that version.
        let revision = last.count < 2 ? 0 : Int(last[1]) ?? -1
        parts = values + [revision]
    }

    /// The same without its suffix: a prerelease or a revision keeps its files where the release does.
    package static func withoutSuffix(_ text: String) -> ReleaseNumber? {
        ReleaseNumber(String(text.prefix { $0 != "-" }))
    }

    package static func < (one: ReleaseNumber, other: ReleaseNumber) -> Bool {
        one.parts.lexicographicallyPrecedes(other.parts)
    }
}
