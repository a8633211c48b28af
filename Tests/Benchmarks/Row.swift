/// One line of a suite's result: what was measured, beside what it is compared with.
struct Row {
    var name: String
    var ours: Double
    var theirs: Double
    /// What the ratio may be at most; nil where it is only told.
    var limit: Double?

    var ratio: Double { ours / theirs }
    var isWithinLimit: Bool { limit.map { ratio <= $0 } ?? true }

    static func heading(ours: String = "openclaw", theirs: String) -> String {
        line("", ours, theirs, "ratio", "limit")
    }

    var text: String {
        Self.line(name, Self.number(ours), Self.number(theirs), Self.number(ratio), limit.map(Self.number) ?? "-")
    }

    private static func line(_ name: String, _ columns: String...) -> String {
        name + String(repeating: " ", count: max(0, 44 - name.count))
            + columns.map { String(repeating: " ", count: max(1, 12 - $0.count)) + $0 }.joined()
    }

    /// Two decimals.
    private static func number(_ value: Double) -> String {
        guard value.isFinite else { return "-" }
        let hundredths = Int((value * 100).rounded())
        let decimals = String(hundredths % 100)
        return "\(hundredths / 100)." + (decimals.count < 2 ? "0" : "") + decimals
    }
}

extension Row {
    /// How much more a byte, or a profile, costs in each larger input than in the cheapest smaller one.
    ///
    /// A flat line is 1; what grows with the square is ten times as much at each of these steps.
    static func growth(of costs: [(name: String, each: Double)], limit: Double) -> [Row] {
        costs.indices.dropFirst().map { index in
            let smaller = costs[..<index].map(\.each).min() ?? .nan
            return Row(name: costs[index].name, ours: costs[index].each, theirs: smaller, limit: limit)
        }
    }
}

extension [Double] {
    /// The middle value; of two, the lower one.
    var median: Double {
        let sorted = sorted()
        return sorted.isEmpty ? .nan : sorted[(sorted.count - 1) / 2]
    }
}
