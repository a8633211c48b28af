/// Making a value equal to another with as few edits as possible, so that comments and spelling inside survive.
extension Document {
    /// With more changed items than this a container is written anew: each change reads the text again.
    private static let changeLimit = 64
    /// With more elements than this, in both together, arrays are not compared.
    private static let elementLimit = 2000

    /// Changes what differs in the value at a path, which exists.
    mutating func update(_ pointer: Pointer, to value: Value) throws(EditError) {
        guard let node = node(at: pointer) else { return }
        let old = self.value(of: node)
        guard !old.isSame(as: value) else { return }
        switch (old, value) {
        case (.object(let old), .object(let new)) where old.isWorthMerging(with: new, limit: Self.changeLimit):
            try updateMembers(of: pointer, from: old, to: new)
        case (.array(let old), .array(let new)) where !new.isEmpty && old.count + new.count <= Self.elementLimit:
            let difference = new.difference(from: old) { $0.isSame(as: $1) }
            if difference.count > Self.changeLimit { fallthrough }
            try updateElements(of: pointer, from: old, to: new, difference)
        default:
            try apply(replacement(of: node, with: value))
        }
    }

    private mutating func updateMembers(of pointer: Pointer, from old: Members, to new: Members) throws(EditError) {
        for member in new where old[member.key] != nil {
            try update(pointer.appending(member.key), to: member.value)
        }
        for member in new where old[member.key] == nil {
            try set(member.value, at: pointer.appending(member.key))
        }
        for member in old where new[member.key] == nil {
            try remove(at: pointer.appending(member.key))
        }
    }

    /// Walks along both arrays; where an element leaves and another comes, the one becomes the other.
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
    /// Whether something of the object stays, a comment inside an empty one perhaps, and few members change.
    fileprivate func isWorthMerging(with other: Members, limit: Int) -> Bool {
        let common = count { other[$0.key] != nil }
        let changed = count { other[$0.key].map($0.value.isSame) != true }
        return (isEmpty || common > 0) && changed + other.count - common <= limit
    }
}

extension CollectionDifference.Change {
    fileprivate var offset: Int {
        switch self {
        case .insert(let offset, _, _), .remove(let offset, _, _): offset
        }
    }
}
