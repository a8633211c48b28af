/// The JavaScript rules that determine how the gateway reads its files.
package enum ECMAText {
    /// `Object.entries`: keys that are array indices come first, in numeric order; the rest in file order.
    package static func entries(of value: Value?) -> [(key: String, value: Value)] {
        switch value {
        case .object(let members):
            let all = members.entries
            return sorted(all.lazy.map(\.key))?.map { all[$0] } ?? all
        case .array(let elements):
            return elements.enumerated().map { (key: String($0), value: $1) }
        default:
            return []
        }
    }

    /// The indices of the keys in that order; nil if it equals the file order.
    package static func order(of keys: [String]) -> [Int]? { sorted(keys) }

    /// Private, so that it is specialised for each caller: as a generic function of another module it would look up
    /// the conformances of its collection at run time.
    private static func sorted(_ keys: some Collection<String>) -> [Int]? {
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
}
