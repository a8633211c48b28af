/// One answer of a pick list.
package struct PickRow: Sendable, Equatable {
    /// What the row stands for; the mark stays on it when rows change.
    package var id: String
    package var label: String
    /// Values beside the label, each in a column of its own; below the marked row where there is no room.
    package var notes: [String]
    /// Text under the row while it is marked.
    package var explanation: [String]
    /// A line above the row that begins a group.
    package var heading: String?
    /// Why the row cannot be taken, in words; nil if it can.
    package var unavailable: String?

    package init(
        id: String,
        label: String,
        notes: [String] = [],
        explanation: [String] = [],
        heading: String? = nil,
        unavailable: String? = nil
    ) {
        self.id = id
        self.label = label
        self.notes = notes
        self.explanation = explanation
        self.heading = heading
        self.unavailable = unavailable
    }
}

/// The words of a filter; `{shown}`, `{total}` and `{filter}` are filled in.
package struct FilterTexts: Sendable, Equatable {
    /// While nothing is typed: that typing finds.
    package var hint: String
    /// Beside what is typed: "{shown} of {total}".
    package var count: String
    /// In place of the rows: "Nothing matches '{filter}'. Esc clears."
    package var nothing: String

    package init(hint: String, count: String, nothing: String) {
        self.hint = hint
        self.count = count
        self.nothing = nothing
    }
}
