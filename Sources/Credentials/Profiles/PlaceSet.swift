/// A set of indices, used to skip duplicates.
///
/// Not a `Set`: its first use with a new element type makes the Swift runtime scan all protocol conformances. Not a
/// flag per profile either: with thousands of providers, each with its own flags, that would take quadratic time.
struct PlaceSet {
    /// Open-addressed slots that hold index + 1; 0 is free. The count is a power of two.
    private var slots: [Int]

    init(expecting count: Int) {
        var size = 16
        while size < count * 2 { size *= 2 }
        slots = [Int](repeating: 0, count: size)
    }

    /// Inserts an index; false if it is already present. At most the expected number may be inserted.
    mutating func insert(_ place: Int) -> Bool {
        var slot = place &* 0x9E37_79B9 & (slots.count - 1)
        while slots[slot] != 0 {
            if slots[slot] == place + 1 { return false }
            slot = (slot + 1) & (slots.count - 1)
        }
        slots[slot] = place + 1
        return true
    }
}
