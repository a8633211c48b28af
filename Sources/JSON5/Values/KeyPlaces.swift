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
        count += 1
        if count * 2 > slots.count { reserveCapacity(count * 2) }
        let hash = Self.hash(key)
        slots[free(from: Int(hash))] = UInt64(hash) << 32 | UInt64(place + 1)
    }

    /// The place of a key in the list; nil when it is not there. `keyAt` gives the key of a place.
    package func place(of key: String, keyAt: (Int) -> String) -> Int? {
        guard !slots.isEmpty else { return nil }
        let hash = Self.hash(key)
        var index = Int(hash) & (slots.count - 1)
        while slots[index] != 0 {
            let place = Int(slots[index] & Self.placeBits) - 1
            if slots[index] >> 32 == UInt64(hash), keyAt(place).isIdentical(to: key) { return place }
            index = (index + 1) & (slots.count - 1)
        }
        return nil
    }

    private func free(from hash: Int) -> Int {
        var index = hash & (slots.count - 1)
        while slots[index] != 0 { index = (index + 1) & (slots.count - 1) }
        return index
    }

    /// Eight bytes at a time. The keys are a person's own, so nobody is kept from choosing ones that collide.
    private static func hash(_ key: String) -> UInt32 {
        var key = key
        return key.withUTF8 { bytes in
            var hash = UInt64(truncatingIfNeeded: bytes.count)
            let raw = UnsafeRawBufferPointer(bytes)
            var offset = 0
            while offset + 8 <= raw.count {
                hash = mixed(hash ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
                offset += 8
            }
            var rest: UInt64 = 0
            while offset < raw.count {
                rest = rest << 8 | UInt64(raw[offset])
                offset += 1
            }
            return UInt32(truncatingIfNeeded: mixed(hash ^ rest) >> 32)
        }
    }

    /// A multiplication that carries each bit upwards, and the upper half laid over the lower (the multiplier is that of
    /// Fibonacci hashing).
    private static func mixed(_ bits: UInt64) -> UInt64 {
        let product = bits &* 0x9E37_79B9_7F4A_7C15
        return product ^ product >> 32
    }
}

extension String {
    /// Whether both have the same code points.
    func isIdentical(to other: String) -> Bool {
        // Most strings that are compared differ, and `==` tells that at once: a seventh less time to decode an object.
        guard utf8.count == other.utf8.count, self == other else { return false }
        let areSame = utf8.withContiguousStorageIfAvailable { left in
            other.utf8.withContiguousStorageIfAvailable { left.elementsEqual($0) }
        }
        return (areSame ?? nil) ?? utf8.elementsEqual(other.utf8)
    }

    /// Feeds the code points to a hash, for equality as `isIdentical` has it.
    func hashExactly(into hasher: inout Hasher) {
        var text = self
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
