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

        /// Whether they include a key.
        func has(_ key: String) -> Bool { places.place(of: key) { keys[$0] } != nil }

        /// False if they already include the key.
        mutating func add(_ value: Value, under key: String) -> Bool {
            guard !has(key) else { return false }
            places.note(key, at: keys.count)
            keys.append(key)
            items.append(.member(key, value))
            return true
        }
    }

    /// Items of one container to remove.
    struct Removals {
        private(set) var places: Set<Int> = []
        /// For an array, the index that was requested last: the elements after it have moved.
        var lastIndex = Int.max
        /// For an object, the positions of the members of each key.
        var members: MemberPlaces?

        /// False if a neighbour is being removed already, because the text between them would be analysed in an
        /// outdated state.
        mutating func take(_ place: Int) -> Bool {
            guard !places.contains(place - 1), !places.contains(place), !places.contains(place + 1) else {
                return false
            }
            places.insert(place)
            return true
        }
    }

    /// The positions of an object's members by key, including all of a repeated key.
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
    /// The number of leading elements of a sorted list for which the condition is false.
    func partitioningIndex(where isBehind: (Int) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
