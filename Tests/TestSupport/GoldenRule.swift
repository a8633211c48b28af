package import JSON5

/// Something that we do other than the gateway on purpose: where it applies is seen in a case's content, never in its name.
package struct GoldenRule: Sendable {
    /// Why, in a sentence.
    package let reason: String
    /// The subjects that it is about; in the first one the project's own data must hold a case of it.
    package let subjects: [String]
    /// Where in a case ours may be other than the gateway's, as patterns in which `*` stands for any characters; none where
    /// the rule does not apply.
    package let places: @Sendable (Value) -> [String]

    package init(
        _ subjects: String...,
        because reason: String,
        places: @escaping @Sendable (Value) -> [String]
    ) {
        self.subjects = subjects
        self.reason = reason
        self.places = places
    }

    /// A rule whose places are the same in every case to which it applies.
    package init(
        _ subject: String,
        because reason: String,
        at places: [String],
        where applies: @escaping @Sendable (Value) -> Bool
    ) {
        self.init(subject, because: reason) { applies($0) ? places : [] }
    }

    /// Whether a place is one of those that a pattern means.
    package static func isPlace(_ place: String, in pattern: String) -> Bool {
        let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
        guard let first = parts.first, let last = parts.last, parts.count > 1 else { return place == pattern }
        guard place.hasPrefix(first) else { return false }
        var rest = place.dropFirst(first.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let range = rest.firstRange(of: part) else { return false }
            rest = rest[range.upperBound...]
        }
        return rest.hasSuffix(last)
    }
}
