/// The members of an object in text order; keys are unique.
package struct Members: Sendable {
    /// All members, without a copy.
    package private(set) var entries: [(key: String, value: Value)] = []
    /// An index of the keys, only for objects too large for linear search.
    private var places: KeyPlaces?

    private static let searchLimit = 16

    package init() {}

    /// For a repeated key the last value wins, at the position of the first, as in JavaScript.
    package init(_ members: some Sequence<(key: String, value: Value)>) {
        entries.reserveCapacity(members.underestimatedCount)
        for member in members { self[member.key] = member.value }
    }

    /// The same for an array; a separate overload that other targets can call without dynamic protocol dispatch.
    package init(_ members: [(key: String, value: Value)]) {
        entries.reserveCapacity(members.count)
        for member in members { self[member.key] = member.value }
    }

    /// The value of a key; setting nil removes it, setting a new key appends it.
    package subscript(key: String) -> Value? {
        get { place(of: key).map { entries[$0].value } }
        set {
            switch (place(of: key), newValue) {
            case (let place?, let value?): entries[place].value = value
            case (let place?, nil): remove(at: place)
            case (nil, let value?): append(key, value)
            case (nil, nil): break
            }
        }
    }

    package var keys: [String] {
        entries.map(\.key)
    }

    package var count: Int {
        entries.count
    }

    package var isEmpty: Bool {
        entries.isEmpty
    }

    private func place(of key: String) -> Int? {
        if let places { return places.place(of: key) { entries[$0].key } }
        return entries.firstIndex { $0.key.isIdentical(to: key) }
    }

    private mutating func append(_ key: String, _ value: Value) {
        entries.append((key, value))
        if places != nil {
            places?.note(key, at: entries.count - 1)
        } else if entries.count > Self.searchLimit {
            indexPlaces()
        }
    }

    private mutating func remove(at place: Int) {
        entries.remove(at: place)
        if places != nil { indexPlaces() }
    }

    private mutating func indexPlaces() {
        var places = KeyPlaces()
        places.reserveCapacity(entries.capacity)
        for (place, entry) in entries.enumerated() { places.note(entry.key, at: place) }
        self.places = places
    }
}

extension Members: Sequence {
    package func makeIterator() -> IndexingIterator<[(key: String, value: Value)]> {
        entries.makeIterator()
    }

    package var underestimatedCount: Int {
        count
    }
}

extension Members: Equatable {
    /// Whether both have the same members in the same order.
    package static func == (left: Members, right: Members) -> Bool {
        left.count == right.count
            && zip(left, right).allSatisfy { $0.key.isIdentical(to: $1.key) && $0.value == $1.value }
    }
}

extension Members: ExpressibleByDictionaryLiteral {
    /// Keys in a literal must be unique.
    package init(dictionaryLiteral members: (String, Value)...) {
        self.init(literal: members)
    }

    init(literal members: [(String, Value)]) {
        entries = members.map { (key: $0.0, value: $0.1) }
        assert(Set(entries.map(\.key)).count == entries.count)
        if entries.count > Self.searchLimit { indexPlaces() }
    }
}
