/// Where keys stand in a list, found by their hash.
///
/// Swift takes `é` and `e` with an accent mark for one key; to JSON they are two. The dictionary knows one place of such
/// a family and the list itself tells the rest. (Keys of a type of our own would be exact at once; but the first
/// dictionary over a new type makes Swift's runtime search every conformance in the program, 250 000 instructions.)
struct KeyPlaces: Sendable {
    private var places: [String: Int] = [:]

    mutating func reserveCapacity(_ count: Int) {
        places.reserveCapacity(count)
    }

    /// Notes where a key stands that is not in the list yet.
    mutating func note(_ key: String, at place: Int) {
        if places[key] == nil { places[key] = place }
    }

    /// The place of a key in the list; nil when it is not there.
    func place(of key: String, in count: Int, keyAt: (Int) -> String) -> Int? {
        guard let place = places[key] else { return nil }
        if keyAt(place).isIdentical(to: key) { return place }
        return (0..<count).first { keyAt($0).isIdentical(to: key) }
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
