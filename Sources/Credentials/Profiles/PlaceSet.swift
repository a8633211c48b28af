/// Places that were met, for leaving out those that come again.
///
/// No `Set`, whose first use over a new type makes Swift's runtime search every conformance in the program, and no mark for
/// each profile of the store: with a provider for each of thousands that takes the square of them.
struct PlaceSet {
    /// Each place, counted from 1; 0 is free. A power of two.
    private var slots: [Int]

    init(expecting count: Int) {
        var size = 16
        while size < count * 2 { size *= 2 }
        slots = [Int](repeating: 0, count: size)
    }

    /// Notes a place; false where it was noted before. No more than were expected.
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
