/// One value that differs between two trees. It can hold a secret, so it is only compared and never shown.
package struct ValueDifference: Sendable, Equatable {
    let place: Pointer
    let old: Value?
    let new: Value?

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
