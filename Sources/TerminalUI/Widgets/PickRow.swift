/// One row of a pick list.
package struct PickRow: Sendable, Equatable {
    /// The identity that the mark follows when rows change.
    package var id: String
    package var label: String
    /// The key that chooses the row, shown before the label; empty if no row of the list has one.
    package var key: String
    /// Values in columns beside the label; shown below the marked row if they do not fit.
    package var notes: [String]
    /// Text below the row while it is marked.
    package var explanation: [String]
    /// A heading above the row that starts a group.
    package var heading: String?
    /// Why the row cannot be chosen, as text; nil if it can.
    package var unavailable: String?
    /// Whether it does something else than to choose one of the listed things, so that the filter does not count it.
    package var isAction: Bool

    package init(
        id: String,
        label: String,
        key: String = "",
        notes: [String] = [],
        explanation: [String] = [],
        heading: String? = nil,
        unavailable: String? = nil,
        isAction: Bool = false
    ) {
        self.id = id
        self.label = label
        self.key = key
        self.notes = notes
        self.explanation = explanation
        self.heading = heading
        self.unavailable = unavailable
        self.isAction = isAction
    }
}

/// The texts of a filter with placeholders `{shown}`, `{total}` and `{filter}`.
package struct FilterTexts: Sendable, Equatable {
    /// Shown before anything is typed.
    package var hint: String
    /// Beside the filter: "{shown} of {total}".
    package var count: String
    /// Instead of rows: "Nothing matches '{filter}'. Esc clears."
    package var nothing: String

    package init(hint: String, count: String, nothing: String) {
        self.hint = hint
        self.count = count
        self.nothing = nothing
    }
}
