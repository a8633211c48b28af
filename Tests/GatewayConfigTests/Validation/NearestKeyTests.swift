import Testing

@testable import GatewayConfig

@Suite struct NearestKeyTests {
    @Test(arguments: [
        ("gatway", "gateway"), ("GATEWAY", "gateway"), ("gaetway", "gateway"), ("porrt", "port"), ("x", nil), ("", nil),
        ("channel", "channels"), ("completely different", nil),
    ])
    func slipOfTheHandIsFound(key: String, name: String?) {
        #expect(nearest(to: key, in: ["gateway", "port", "channels", "agents"]) == name)
    }

    @Test func textThatIsLongerThanAnyNameIsNoSlip() {
        let long = String(repeating: "k", count: 1 << 20)
        #expect(nearest(to: long, in: ["gateway", long]) == nil)
        #expect(nearest(to: "gateway", in: [long]) == nil)
    }

    @Test(arguments: 1...3 as ClosedRange<UInt64>) func nameIsTheOneOfTheWholeTable(seed: UInt64) {
        var random = Random(state: seed)
        func word() -> String {
            (0..<Int.random(in: 0...9, using: &random)).map { _ in random.pick(["a", "b", "C", "é"]) }.joined()
        }
        for _ in 0..<2000 {
            let (key, known) = (word(), (0..<6).map { _ in word() })
            #expect(nearest(to: key, in: known) == naive(key, known), "\(key) \(known)")
        }
    }

    private func naive(_ key: String, _ known: [String]) -> String? {
        let distances = known.map { ($0, distance(Array(key.lowercased()), Array($0.lowercased()))) }
        guard let best = distances.min(by: { $0.1 < $1.1 }), best.1 <= max(1, key.count / 3) else { return nil }
        return best.0
    }

    private func distance(_ left: [Character], _ right: [Character]) -> Int {
        guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
        var table = [[Int]](repeating: [Int](repeating: 0, count: right.count + 1), count: left.count + 1)
        for row in 0...left.count { table[row][0] = row }
        for column in 0...right.count { table[0][column] = column }
        for row in 1...left.count {
            for column in 1...right.count {
                let replaced = table[row - 1][column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1)
                var best = min(replaced, table[row - 1][column] + 1, table[row][column - 1] + 1)
                if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                    best = min(best, table[row - 2][column - 2] + 1)
                }
                table[row][column] = best
            }
        }
        return table[left.count][right.count]
    }
}
