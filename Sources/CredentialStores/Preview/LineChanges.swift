/// A line diff of two texts.
///
/// Small ranges are compared exactly, in quadratic time. Large ranges are first aligned at lines that occur once in
/// both texts (patience diff); the ranges between those anchors are compared recursively. A range without anchors
/// counts as changed as a whole.
struct LineChanges {
    private(set) var isRemoved: [Bool]
    private(set) var isAdded: [Bool]

    /// Ranges with more lines than this, of both texts together, are not compared exactly.
    private static let exactLimit = 2000
    /// Maximum recursion depth.
    private static let depthLimit = 16

    init(from old: [String], to new: [String]) {
        isRemoved = [Bool](repeating: false, count: old.count)
        isAdded = [Bool](repeating: false, count: new.count)
        var numbers: [String: Int] = [:]
        func numbered(_ lines: [String]) -> [Int] {
            lines.map { line in
                let number = numbers[line] ?? numbers.count
                numbers[line] = number
                return number
            }
        }
        let (before, after) = (numbered(old), numbered(new))
        compare(before[...], after[...], depth: 0)
    }

    private mutating func compare(_ old: ArraySlice<Int>, _ new: ArraySlice<Int>, depth: Int) {
        var (old, new) = (old, new)
        while let first = old.first, first == new.first { (old, new) = (old.dropFirst(), new.dropFirst()) }
        while let last = old.last, last == new.last { (old, new) = (old.dropLast(), new.dropLast()) }
        guard !old.isEmpty, !new.isEmpty else { return change(old, new) }
        guard old.count + new.count > Self.exactLimit else { return compareExactly(old, new) }
        let pairs = depth < Self.depthLimit ? Self.anchors(old, new) : []
        guard !pairs.isEmpty else { return change(old, new) }
        var (from, to) = (old.startIndex, new.startIndex)
        for pair in pairs {
            compare(old[from..<pair.old], new[to..<pair.new], depth: depth + 1)
            (from, to) = (pair.old + 1, pair.new + 1)
        }
        compare(old[from...], new[to...], depth: depth + 1)
    }

    private mutating func compareExactly(_ old: ArraySlice<Int>, _ new: ArraySlice<Int>) {
        for change in Array(new).difference(from: Array(old)) {
            switch change {
            case .remove(let offset, _, _): isRemoved[old.startIndex + offset] = true
            case .insert(let offset, _, _): isAdded[new.startIndex + offset] = true
            }
        }
    }

    private mutating func change(_ old: ArraySlice<Int>, _ new: ArraySlice<Int>) {
        for index in old.indices { isRemoved[index] = true }
        for index in new.indices { isAdded[index] = true }
    }

    // MARK: - Anchors

    private struct Pair {
        let old: Int
        let new: Int
        /// The previous pair in the longest sequence that ends with this pair.
        var previous: Int?
    }

    /// The longest sequence of lines that occur once in both texts and in the same order.
    private static func anchors(_ old: ArraySlice<Int>, _ new: ArraySlice<Int>) -> [Pair] {
        let places = once(new)
        var pairs = once(old).compactMap { line, place in places[line].map { Pair(old: place, new: $0) } }
        pairs.sort { $0.old < $1.old }
        // For each length, the last pair of the best sequence with that length.
        var ends: [Int] = []
        for index in pairs.indices {
            var (low, high) = (0, ends.count)
            while low < high {
                let middle = (low + high) / 2
                if pairs[ends[middle]].new < pairs[index].new { low = middle + 1 } else { high = middle }
            }
            pairs[index].previous = low > 0 ? ends[low - 1] : nil
            if low == ends.count { ends.append(index) } else { ends[low] = index }
        }
        var row: [Pair] = []
        var next = ends.last
        while let index = next {
            row.append(pairs[index])
            next = pairs[index].previous
        }
        return row.reversed()
    }

    /// The positions of the lines that occur once.
    private static func once(_ lines: ArraySlice<Int>) -> [Int: Int] {
        var places: [Int: Int] = [:]
        for index in lines.indices { places[lines[index]] = places[lines[index]] == nil ? index : -1 }
        return places.filter { $0.value >= 0 }
    }
}
