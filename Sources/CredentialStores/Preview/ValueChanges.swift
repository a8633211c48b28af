package import JSON5

/// The number of values that differ between two trees, counted where a person would see one change.
package struct ValueChanges: Sendable, Equatable {
    package var added = 0
    package var changed = 0
    package var removed = 0

    package init() {}

    /// From one tree to the other.
    package static func count(from old: Value, to new: Value) -> ValueChanges {
        var changes = ValueChanges()
        changes.compare(old, new)
        return changes
    }

    private mutating func compare(_ old: Value, _ new: Value) {
        guard case .object(let before) = old, case .object(let after) = new else {
            if old != new { changed += 1 }
            return
        }
        for (key, value) in before {
            if let counterpart = after[key] {
                compare(value, counterpart)
            } else {
                removed += 1
            }
        }
        for key in after.keys where before[key] == nil { added += 1 }
    }
}
