extension EditRound {
    /// New members of one object.
    struct Addition {
        let container: SyntaxTree.Index
        /// The container around it.
        let outer: SyntaxTree.Index?
        private(set) var items: [NewItem] = []
        private var keys: [String] = []
        private var places = KeyPlaces()

        init(container: SyntaxTree.Index, outer: SyntaxTree.Index?) {
            (self.container, self.outer) = (container, outer)
        }

        /// Whether a key is among them.
        func has(_ key: String) -> Bool { places.place(of: key) { keys[$0] } != nil }

        /// False where the key is among them already.
        mutating func add(_ value: Value, under key: String) -> Bool {
            guard !has(key) else { return false }
            places.note(key, at: keys.count)
            keys.append(key)
            items.append(.member(key, value))
            return true
        }
    }

    /// Items of one container that go.
    struct Removals {
        private(set) var places: Set<Int> = []
        /// Of an array, the index that was last asked for: those behind it have moved.
        var lastIndex = Int.max
        /// Of an object, the places of the members of each key.
        var members: MemberPlaces?

        /// False where a neighbour goes already: what lies between them would be judged by a text that is not there.
        mutating func take(_ place: Int) -> Bool {
            guard !places.contains(place - 1), !places.contains(place), !places.contains(place + 1) else {
                return false
            }
            places.insert(place)
            return true
        }
    }

    /// The places of the members of an object by their keys, each of a repeated one.
    struct MemberPlaces {
        private var keys: [String] = []
        private var lists: [[Int]] = []
        private var index = KeyPlaces()

        init(_ layout: ContainerLayout, in document: Document) {
            for (place, item) in layout.items.enumerated() {
                let key = item.key.map { document.string(of: document.tree[$0]) } ?? ""
                if let known = list(of: key) {
                    lists[known].append(place)
                } else {
                    index.note(key, at: keys.count)
                    keys.append(key)
                    lists.append([place])
                }
            }
        }

        func places(of key: String) -> [Int] { list(of: key).map { lists[$0] } ?? [] }

        private func list(of key: String) -> Int? { index.place(of: key) { keys[$0] } }
    }
}

extension [Int] {
    /// How many of a sorted list come before those that the condition holds for.
    func partitioningIndex(where isBehind: (Int) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
