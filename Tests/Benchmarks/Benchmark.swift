import Glibc
import TestSupport

/// Measures `openclaw onboard` beside `dialog --menu`, both through one pseudo-terminal timer and in one run.
///
/// Ratios count, not times: both programs meet the same machine, load and terminal. Exits 1 when ours is more than twice
/// as slow to its first full frame or from a key to the last byte that answers it.
@main
enum Benchmark {
    static let runs = 20

    static func main() {
        do {
            exit(try compare() ? 0 : 1)
        } catch {
            print("\(error)")
            exit(2)
        }
    }

    /// Whether both ratios are within their limit.
    private static func compare() throws -> Bool {
        let home = try BenchmarkHome()
        let ours = Contestant.openclaw(home)
        let theirs = try Contestant.dialog(home)
        var samples = (ours: Samples(), theirs: Samples())
        // In turns, so that a busy spell of the machine meets both.
        for _ in 0..<runs {
            try samples.ours.add(ours)
            try samples.theirs.add(theirs)
        }
        print("openclaw onboard beside dialog --menu, medians of \(runs) runs, one pseudo-terminal timer, 80x24")
        print(Row.heading)
        let rows = [
            Row(name: "exec to first full frame, ms", samples, \.firstFrames, limit: 2),
            Row(name: "key to last byte, p50, ms", samples, \.keys, limit: 2),
            Row(name: "bytes of a list move", samples, \.bytes, limit: nil),
        ]
        for row in rows { print(row.text) }
        for row in rows where !row.isWithinLimit { print("FAILED: \(row.name) is over its limit") }
        return rows.allSatisfy(\.isWithinLimit)
    }
}

/// One line of the result.
struct Row {
    var name: String
    var ours: Double
    var theirs: Double
    var limit: Double?

    init(
        name: String,
        _ samples: (ours: Samples, theirs: Samples),
        _ values: KeyPath<Samples, [Double]>,
        limit: Double?
    ) {
        self.name = name
        ours = samples.ours[keyPath: values].median
        theirs = samples.theirs[keyPath: values].median
        self.limit = limit
    }

    var ratio: Double { ours / theirs }
    var isWithinLimit: Bool { limit.map { ratio <= $0 } ?? true }

    static let heading = line("", "openclaw", "dialog", "ratio", "limit")
    var text: String {
        Self.line(name, Self.number(ours), Self.number(theirs), Self.number(ratio), limit.map(Self.number) ?? "-")
    }

    private static func line(_ name: String, _ columns: String...) -> String {
        name + String(repeating: " ", count: max(0, 30 - name.count))
            + columns.map { String(repeating: " ", count: max(1, 10 - $0.count)) + $0 }.joined()
    }

    /// Two decimals.
    private static func number(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let decimals = String(hundredths % 100)
        return "\(hundredths / 100)." + (decimals.count < 2 ? "0" : "") + decimals
    }
}

extension [Double] {
    /// The middle value; of two, the lower one.
    var median: Double {
        let sorted = sorted()
        return sorted.isEmpty ? .nan : sorted[(sorted.count - 1) / 2]
    }
}
