/// One value that differs between two trees. It can hold a secret: whoever shows one redacts it first.
package struct ValueDifference: Sendable, Equatable {
    /// Where it stands in both trees.
    package let place: Pointer
    /// Nil if the old tree has none.
    package let old: Value?
    /// Nil if the new tree has none.
    package let new: Value?

    /// Whether the old tree has no such value.
    package var isAddition: Bool { old == nil }
    /// Whether the new tree has none.
    package var isRemoval: Bool { new == nil }

    /// The differences, in the order of the old tree and then of the new one.
    package static func all(from old: Value, to new: Value) -> [ValueDifference] {
        var found: [ValueDifference] = []
        var place = Pointer.root
        collect(old, new, at: &place, into: &found)
        return found
    }

    /// - Parameter place: the path of both; the same again afterwards.
    private static func collect(
        _ old: Value?,
        _ new: Value?,
        at place: inout Pointer,
        into found: inout [ValueDifference]
    ) {
        guard case .object(let before) = old, case .object(let after) = new else {
            if old != new { found.append(ValueDifference(place: place, old: old, new: new)) }
            return
        }
        for (key, value) in before {
            place.components.append(.key(key))
            collect(value, after[key], at: &place, into: &found)
            place.components.removeLast()
        }
        for (key, value) in after where before[key] == nil {
            found.append(ValueDifference(place: place.appending(key), old: nil, new: value))
        }
    }
}
