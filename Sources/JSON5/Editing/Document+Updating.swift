/// Updates a value with few edits, so that comments and formatting inside survive.
extension Document {
    /// With more changed items a container is rewritten, because each change parses the text again.
    fileprivate static let changeLimit = 64
    /// With more elements, in both arrays together, arrays are not compared.
    fileprivate static let elementLimit = 2000

    /// Edits the differences in the existing value at a path.
    mutating func update(_ pointer: Pointer, to value: Value) throws(EditError) {
        guard let node = node(at: pointer) else { return }
        let old = self.value(of: node)
        guard !old.isSame(as: value) else { return }
        switch (old, value) {
        case (.object(let old), .object(let new)) where old.isWorthMerging(with: new):
            try apply(Self.edits(from: old, to: new, at: pointer))
        case (.array(let old), .array(let new)) where old.isWorthComparing(with: new):
            let difference = new.difference(from: old) { $0.isSame(as: $1) }
            if difference.count > Self.changeLimit { fallthrough }
            try updateElements(of: pointer, from: old, to: new, difference)
        default:
            var maker = EditMaker(self)
            let container = maker.finder.way(to: pointer).dropLast().last
            try apply(maker.replacement(of: node, in: container, with: value))
        }
    }

    /// The edits that turn one object into the other: first changed members, then added ones, then removed ones.
    static func edits(from old: Members, to new: Members, at pointer: Pointer) -> [ValueEdit] {
        let kept = new.filter { member in old[member.key].map { !$0.isSame(as: member.value) } ?? false }
        let coming = new.filter { old[$0.key] == nil }
        return (kept + coming).map { ValueEdit(pointer.appending($0.key), .set($0.value)) }
            + old.filter { new[$0.key] == nil }.map { ValueEdit(pointer.appending($0.key), .remove) }
    }

    /// Compares both arrays in order; a removed element followed by an added one is an update of the element.
    private mutating func updateElements(
        of pointer: Pointer,
        from old: [Value],
        to new: [Value],
        _ difference: CollectionDifference<Value>
    ) throws(EditError) {
        let leaving = Set(difference.removals.map(\.offset))
        let coming = Set(difference.insertions.map(\.offset))
        var (from, to) = (0, 0)
        while from < old.count || to < new.count {
            let place = pointer.appending(to)
            switch (leaving.contains(from), coming.contains(to)) {
            case (true, true):
                try update(place, to: new[to])
                (from, to) = (from + 1, to + 1)
            case (true, false):
                try remove(at: place)
                from += 1
            case (false, true):
                try insert(new[to], at: place)
                to += 1
            case (false, false):
                (from, to) = (from + 1, to + 1)
            }
        }
    }
}

extension Members {
    /// Whether the object is worth updating: something stays, if only a comment in an empty one, and few members
    /// change.
    func isWorthMerging(with other: Members) -> Bool {
        let common = count { other[$0.key] != nil }
        let changed = count { other[$0.key].map($0.value.isSame) != true }
        return (isEmpty || common > 0) && changed + other.count - common <= Document.changeLimit
    }
}

extension [Value] {
    /// Whether arrays are worth comparing: not empty and not too large.
    func isWorthComparing(with other: [Value]) -> Bool {
        !other.isEmpty && count + other.count <= Document.elementLimit
    }
}

extension CollectionDifference.Change {
    fileprivate var offset: Int {
        switch self {
        case .insert(let offset, _, _), .remove(let offset, _, _): offset
        }
    }
}
