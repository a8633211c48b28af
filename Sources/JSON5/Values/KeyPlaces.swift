/// Where keys stand in a list, found by a hash of their bytes.
///
/// Swift takes `é` and `e` with an accent mark for one key; to JSON they are two, and here too. Swift's
/// dictionary hashes and compares by characters, and takes several times as long.
///
///     places.note("anthropic:work", at: 3)
///     places.place(of: "anthropic:work") { keys[$0] }    // 3
package struct KeyPlaces: Sendable {
    /// For each key the upper half of its hash and its place, counted from 1; 0 is free. A power of two.
    private var slots: [UInt64] = []
    private var count = 0

    private static let placeBits: UInt64 = 0xFFFF_FFFF

    package init() {}

    /// Makes room, so that noting this many keys moves nothing.
    package mutating func reserveCapacity(_ keys: Int) {
        guard keys * 2 > slots.count else { return }
        var size = 16
        while size < keys * 2 { size *= 2 }
        let noted = slots
        slots = [UInt64](repeating: 0, count: size)
        for slot in noted where slot != 0 { slots[free(from: Int(truncatingIfNeeded: slot >> 32))] = slot }
    }

    /// Notes where a key stands that is not in the list yet.
    package mutating func note(_ key: String, at place: Int) {
        var key = key
        key.withUTF8 { note($0, at: place) }
    }

    /// The same for the UTF-8 of a key.
    mutating func note(_ key: UnsafeBufferPointer<UInt8>, at place: Int) {
        count += 1
        if count * 2 > slots.count { reserveCapacity(count * 2) }
        let hash = KeyHash.of(key)
        slots[free(from: Int(hash))] = UInt64(hash) << 32 | UInt64(place + 1)
    }

    /// The place of a key in the list; nil when it is not there. `keyAt` gives the key of a place.
    package func place(of key: String, keyAt: (Int) -> String) -> Int? {
        guard !slots.isEmpty else { return nil }
        var bytes = key
        return bytes.withUTF8 { place(of: $0) { keyAt($0).isIdentical(to: key) } }
    }

    /// The same for the UTF-8 of a key; `isAt` tells whether it is the key of a place.
    func place(of key: UnsafeBufferPointer<UInt8>, isAt: (Int) -> Bool) -> Int? {
        guard !slots.isEmpty else { return nil }
        let hash = KeyHash.of(key)
        var index = Int(hash) & (slots.count - 1)
        while slots[index] != 0 {
            let place = Int(slots[index] & Self.placeBits) - 1
            if slots[index] >> 32 == UInt64(hash), isAt(place) { return place }
            index = (index + 1) & (slots.count - 1)
        }
        return nil
    }

    private func free(from hash: Int) -> Int {
        var index = hash & (slots.count - 1)
        while slots[index] != 0 { index = (index + 1) & (slots.count - 1) }
        return index
    }
}

extension String {
    /// Whether both have the same code points.
    func isIdentical(to other: String) -> Bool {
        // Most strings that are compared differ, and `==` tells that at once: a seventh less time to decode an object.
        guard utf8.count == other.utf8.count, self == other else { return false }
        let areSame = utf8.withContiguousStorageIfAvailable { left in
            // One text in one place needs no second look: the key of many values can be a megabyte long.
            other.utf8.withContiguousStorageIfAvailable {
                left.baseAddress == $0.baseAddress || left.elementsEqual($0)
            }
        }
        return (areSame ?? nil) ?? utf8.elementsEqual(other.utf8)
    }

    /// Feeds the code points to a hash, for equality as `isIdentical` has it.
    func hashExactly(into hasher: inout Hasher) {
        var text = self
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
