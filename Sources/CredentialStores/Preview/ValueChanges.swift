package import JSON5

/// The number of values that differ between two trees, counted where a person would see one change.
package struct ValueChanges: Sendable, Equatable {
    package var added: Int
    package var changed: Int
    package var removed: Int

    package init(added: Int = 0, changed: Int = 0, removed: Int = 0) {
        (self.added, self.changed, self.removed) = (added, changed, removed)
    }

    /// From one tree to the other.
    package static func count(from old: Value, to new: Value) -> ValueChanges {
        ValueDifference.all(from: old, to: new).reduce(into: ValueChanges()) { counts, difference in
            if difference.isAddition {
                counts.added += 1
            } else if difference.isRemoval {
                counts.removed += 1
            } else {
                counts.changed += 1
            }
        }
    }
}
