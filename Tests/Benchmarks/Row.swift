/// One line of a suite's result: a measurement and its reference.
struct Row {
    var name: String
    var ours: Double
    var theirs: Double
    /// The maximum ratio; nil if it is only reported.
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
    /// For each larger input, the cost per byte or profile divided by that of the cheapest smaller input.
    ///
    /// Linear growth gives 1; quadratic growth gives ten at each of these steps.
    static func growth(of costs: [(name: String, each: Double)], limit: Double) -> [Row] {
        costs.indices.dropFirst().map { index in
            let smaller = costs[..<index].map(\.each).min() ?? .nan
            return Row(name: costs[index].name, ours: costs[index].each, theirs: smaller, limit: limit)
        }
    }
}

extension [Double] {
    /// The median; of two middle values the lower one.
    var median: Double {
        let sorted = sorted()
        return sorted.isEmpty ? .nan : sorted[(sorted.count - 1) / 2]
    }
}
