import JSON5

/// Edits that can be made together: no path is inside another one, so that the defining file and the current value of
/// each do not depend on the others.
struct EditBatch {
    /// By file, in order.
    var edits: [String: [ValueEdit]] = [:]
    /// The contents of the files before the edits.
    var finders: [String: NodeFinder] = [:]

    private var places: Set<Pointer> = []
    private var containers: Set<Pointer> = []
    /// For an array that loses elements from its end: the last removed index.
    private var lastRemoved: [Pointer: Int] = [:]

    /// False if an edit has to wait until the previous ones are made.
    mutating func admit(_ edit: ValueEdit) -> Bool {
        let components = edit.pointer.components
        let index = components.firstIndex { if case .index = $0 { true } else { false } }
        // A path with an index affects the whole array, because other indices may shift.
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
