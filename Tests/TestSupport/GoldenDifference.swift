package import JSON5

/// One place of a case where ours is other than the gateway's.
package struct GoldenDifference: Sendable, Equatable, CustomStringConvertible {
    /// Where in the case: words joined by dots, as `steps.0.file.order`; what rules go by.
    package let place: String
    /// Both sides, for people.
    package let text: String

    package var description: String { "\(place): \(text)" }

    package init(_ place: String, _ text: String = "") {
        self.place = place
        self.text = text
    }

    /// None or one, for two sides that should be equal.
    package static func between<Side: Equatable>(_ place: String, _ ours: Side, _ gateways: Side) -> [GoldenDifference]
    {
        ours == gateways ? [] : [GoldenDifference(place, "ours \(ours), gateway's \(gateways)")]
    }
}

extension Value {
    /// Where two values differ, member by member; the order of members does not count, nothing is an object without
    /// members.
    package static func differences(at place: String, ours: Value?, gateways: Value?) -> [GoldenDifference] {
        if let ours, let gateways, ours.isSame(as: gateways) { return [] }
        if ours == nil, gateways == nil { return [] }
        let whole = GoldenDifference(
            place,
            "ours \(ours?.json() ?? "nothing"), gateway's \(gateways?.json() ?? "nothing")"
        )
        guard let mine = members(of: ours), let others = members(of: gateways) else { return [whole] }
        let keys = mine.keys + others.keys.filter { mine[$0] == nil }
        let found = keys.flatMap { differences(at: "\(place).\($0)", ours: mine[$0], gateways: others[$0]) }
        return found.isEmpty ? [whole] : found
    }

    private static func members(of value: Value?) -> Members? { value == nil ? Members() : value?.objectValue }

    /// What of this value, the gateway's, is missing or other in ours, which may have more members; here the order of
    /// members counts.
    package func missing(in ours: Value?, at place: String) -> [GoldenDifference] {
        guard let ours else { return [GoldenDifference(place, "missing")] }
        switch (self, ours) {
        case (.object(let mine), .object(let others)):
            let order = others.keys.filter { mine[$0] != nil }
            return (order == mine.keys ? [] : [GoldenDifference(place, "keys \(order)")])
                + mine.flatMap { $0.value.missing(in: others[$0.key], at: "\(place).\($0.key)") }
        case (.array(let mine), .array(let others)):
            guard mine.count == others.count else { return [GoldenDifference(place, "\(others.count) elements")] }
            return zip(mine, others).enumerated().flatMap { index, pair in
                pair.0.missing(in: pair.1, at: "\(place)[\(index)]")
            }
        default: return GoldenDifference.between(place, ours, self)
        }
    }
}

extension String {
    /// The lines of this text, the gateway's, that are missing in ours or do not stand in the same order there.
    package func missingLines(in ours: [String], at place: String) -> [GoldenDifference] {
        var rest = ours[...]
        // The text ends with a line break.
        return split(separator: "\n", omittingEmptySubsequences: false).dropLast().compactMap { line in
            guard let index = rest.firstIndex(of: String(line)) else {
                return GoldenDifference("\(place).\(line)", "no such line")
            }
            rest = rest[(index + 1)...]
            return nil
        }
    }
}
