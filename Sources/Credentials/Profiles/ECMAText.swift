import JSON5

/// The JavaScript rules that determine how the gateway reads a store.
enum ECMAText {
    /// `Object.entries`: keys that are array indices come first, in numeric order; the rest in file order.
    static func entries(of value: Value?) -> [(key: String, value: Value)] {
        switch value {
        case .object(let members):
            let all = members.entries
            return order(of: all.lazy.map(\.key))?.map { all[$0] } ?? all
        case .array(let elements):
            return elements.enumerated().map { (key: String($0), value: $1) }
        default:
            return []
        }
    }

    /// The indices of the keys in that order; nil if it equals the file order.
    static func order(of keys: some Collection<String>) -> [Int]? {
        guard keys.contains(where: { arrayIndex($0) != nil }) else { return nil }
        let indexes = keys.map(arrayIndex)
        let named = indexes.indices.filter { indexes[$0] == nil }
        return indexes.indices.filter { indexes[$0] != nil }.sorted { (indexes[$0] ?? 0) < (indexes[$1] ?? 0) } + named
    }

    private static func arrayIndex(_ key: String) -> UInt32? {
        guard let first = key.utf8.first, (0x30...0x39).contains(first), let number = UInt32(key), number != .max,
            String(number) == key
        else { return nil }
        return number
    }

    /// `Number(x)`; NaN where JavaScript gives NaN.
    static func number(_ value: Value?) -> Double {
        switch value {
        case nil: .nan
        case .null: 0
        case .bool(let bool): bool ? 1 : 0
        case .number(let number): number.doubleValue
        case .string(let text): text.nonBlank.map { Double($0) ?? .nan } ?? 0
        case .array(let elements): elements.isEmpty ? 0 : .nan
        case .object: .nan
        }
    }
}

extension Value {
    /// A finite positive number as whole milliseconds, which the gateway accepts as a time. Values above the last valid
    /// date are clamped to it.
    var positiveTime: Int64? {
        guard let number = doubleValue, number.isFinite, number > 0 else { return nil }
        return TimeRange.clamped(number)
    }

    /// A finite number as a count, clamped to the integers that JavaScript represents exactly.
    var count: Int64? {
        guard let number = doubleValue, number.isFinite else { return nil }
        let limit = 9_007_199_254_740_991.0
        return Int64(min(max(number, -limit), limit).rounded(.towardZero))
    }
}
