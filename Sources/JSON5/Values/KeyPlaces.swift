/// A hash table from keys to their indices in a list.
///
/// Swift considers `é` and `e` with a combining accent equal; in JSON, and here, they are different keys. A Swift
/// dictionary also hashes and compares by characters, which takes several times as long.
///
///     places.note("anthropic:work", at: 3)
///     places.place(of: "anthropic:work") { keys[$0] }    // 3
package struct KeyPlaces: Sendable {
    /// For each key the upper half of its hash and its index + 1; 0 is free. The count is a power of two.
    private var slots: [UInt64] = []
    private var count = 0

    private static let placeBits: UInt64 = 0xFFFF_FFFF

    package init() {}

    /// Reserves capacity, so that adding this many keys does not rehash.
    package mutating func reserveCapacity(_ keys: Int) {
        guard keys * 2 > slots.count else { return }
        var size = 16
        while size < keys * 2 { size *= 2 }
        let noted = slots
        slots = [UInt64](repeating: 0, count: size)
        for slot in noted where slot != 0 { slots[free(from: Int(truncatingIfNeeded: slot >> 32))] = slot }
    }

    /// Adds a key that is not in the table yet.
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

    /// The index of a key; nil if it is not in the table. `keyAt` returns the key at an index.
    package func place(of key: String, keyAt: (Int) -> String) -> Int? {
        guard !slots.isEmpty else { return nil }
        var bytes = key
        return bytes.withUTF8 { place(of: $0) { keyAt($0).isIdentical(to: key) } }
    }

    /// The same for the UTF-8 of a key; `isAt` tells whether it is the key at an index.
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
        // Most compared strings differ, which `==` detects quickly: it saves a seventh of the time to decode an object.
        guard utf8.count == other.utf8.count, self == other else { return false }
        let areSame = utf8.withContiguousStorageIfAvailable { left in
            // The same memory needs no comparison: a key of many values can be a megabyte long.
            other.utf8.withContiguousStorageIfAvailable {
                left.baseAddress == $0.baseAddress || left.elementsEqual($0)
            }
        }
        return (areSame ?? nil) ?? utf8.elementsEqual(other.utf8)
    }

    /// Hashes the code points, consistent with `isIdentical`.
    func hashExactly(into hasher: inout Hasher) {
        var text = self
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
