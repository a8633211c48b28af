import JSON5

/// Edits that can be made at once: none is about a place inside another one's, so that who owns a value and what it is now
/// is the same for each as if it were the first.
struct EditBatch {
    /// By file, in their order.
    var edits: [String: [ValueEdit]] = [:]
    /// What stands in the files before the edits.
    var finders: [String: NodeFinder] = [:]

    private var places: Set<Pointer> = []
    private var containers: Set<Pointer> = []
    /// Of an array that loses elements from its back, the index that was last removed.
    private var lastRemoved: [Pointer: Int] = [:]

    /// False where an edit has to wait until those before it are made.
    mutating func admit(_ edit: ValueEdit) -> Bool {
        let components = edit.pointer.components
        let index = components.firstIndex { if case .index = $0 { true } else { false } }
        // What has an index in its path is about the whole array: the other indexes may move.
        let place = Pointer(Array(components.prefix(index ?? components.count)))
        if case .remove = edit.change, case .index(let element)? = components.last, index == components.count - 1 {
            if let last = lastRemoved[place], element < last {
                lastRemoved[place] = element
                return true
            }
            guard note(place) else { return false }
            lastRemoved[place] = element
            return true
        }
        lastRemoved[place] = nil
        return note(place)
    }

    private mutating func note(_ place: Pointer) -> Bool {
        guard !containers.contains(place), !places.contains(place) else { return false }
        var around: [Pointer] = []
        var parent = place.parent
        while let container = parent {
            if places.contains(container) { return false }
            around.append(container)
            parent = container.parent
        }
        places.insert(place)
        containers.formUnion(around)
        return true
    }
}
