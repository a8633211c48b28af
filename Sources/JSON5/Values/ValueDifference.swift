/// One value that differs between two trees. It can hold a secret, so it is only compared and never shown.
package struct ValueDifference: Sendable, Equatable {
    let place: Pointer
    let old: Value?
    let new: Value?

    /// The differences, in the order of the old tree and then of the new one.
    package static func all(from old: Value, to new: Value) -> [ValueDifference] {
        var found: [ValueDifference] = []
        collect(old, new, at: Pointer(), into: &found)
        return found
    }

    private static func collect(_ old: Value, _ new: Value, at place: Pointer, into found: inout [ValueDifference]) {
        guard case .object(let before) = old, case .object(let after) = new else {
            if old != new { found.append(ValueDifference(place: place, old: old, new: new)) }
            return
        }
        for (key, value) in before {
            if let counterpart = after[key] {
                collect(value, counterpart, at: place.appending(key), into: &found)
            } else {
                found.append(ValueDifference(place: place.appending(key), old: value, new: nil))
            }
        }
        for (key, value) in after where before[key] == nil {
            found.append(ValueDifference(place: place.appending(key), old: nil, new: value))
        }
    }
}
