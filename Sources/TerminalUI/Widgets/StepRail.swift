/// The list of wizard steps beside the page: done, current, upcoming.
package struct StepRail: Sendable, Equatable {
    /// One step and its state.
    package struct Step: Sendable, Equatable {
        package var label: String
        package var state: State

        package init(label: String, state: State) {
            self.label = label
            self.state = state
        }
    }

    package enum State: Sendable, Equatable {
        case done
        case current
        case ahead
    }

    package var steps: [Step]

    package init(_ steps: [Step]) {
        self.steps = steps
    }

    /// Draws one step per row; the current one stays visible if rows are short.
    package func draw(on canvas: inout Canvas, in area: Rect, marks: Marks) {
        guard !area.isEmpty else { return }
        let current = steps.firstIndex { $0.state == .current } ?? 0
        let first = max(0, min(current - area.rows + 1, steps.count - area.rows))
        let markColumns = 1 + TextWidth.columns(of: marks.ok)
        for (offset, step) in steps.dropFirst(first).prefix(area.rows).enumerated() {
            let row = area.origin.row + offset
            let (mark, markStyle, style) = look(of: step, marks: marks)
            canvas.put(mark, at: Point(column: area.origin.column, row: row), style: markStyle, limit: area.columns)
            let label = Point(column: area.origin.column + markColumns, row: row)
            canvas.put(step.label, at: label, style: style, limit: area.columns - markColumns)
        }
    }

    private func look(of step: Step, marks: Marks) -> (mark: String, markStyle: Style, style: Style) {
        switch step.state {
        case .done: (marks.ok, .ok, .text)
        case .current: (marks.marked, .markedElsewhere, .markedElsewhere)
        case .ahead: ("", .muted, .muted)
        }
    }
}
