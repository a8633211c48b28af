/// The list of wizard steps beside the page: how far each is, and what it was answered with.
///
/// A step takes two rows, its name and below it the answer, so that no step moves when an answer comes. If there are
/// not enough rows for that, each takes one and there are no answers.
package struct StepRail: Sendable, Equatable {
    /// One step and its state.
    package struct Step: Sendable, Equatable {
        package var label: String
        package var state: State
        package var answer: Answer

        package init(label: String, state: State, answer: Answer = Answer()) {
            self.label = label
            self.state = state
            self.answer = answer
        }
    }

    /// What a step was answered with.
    package struct Answer: Sendable, Equatable {
        package var text: String
        /// Used where `text` does not fit; empty cuts it.
        package var shortText: String
        /// Whether it was found to be good: drawn with its mark.
        package var isGood: Bool

        package init(_ text: String = "", short shortText: String = "", isGood: Bool = false) {
            self.text = text
            self.shortText = shortText
            self.isGood = isGood
        }

        func fitting(_ columns: Int, _ marks: Marks) -> String {
            let sign = isGood ? marks.ok + " " : ""
            let text = sign + text
            guard TextWidth.columns(of: text) > columns else { return text }
            return Shortening.end(shortText.isEmpty ? text : sign + shortText, columns: columns)
        }
    }

    package enum State: Sendable, Equatable {
        case done
        case current
        case ahead
        /// Passed without an answer.
        case skipped
        /// Its answer was found to be no good.
        case failed
    }

    package var steps: [Step]

    package init(_ steps: [Step]) {
        self.steps = steps
    }

    /// The cells in front of an answer.
    private static let answerIndent = 4

    /// Draws the steps; the current one stays visible if rows are short.
    /// - Parameter rows: the rows of the page without a message, so that a message does not change the form of the rail.
    package func draw(on canvas: inout Canvas, in area: Rect, rows: Int? = nil, marks: Marks) {
        guard !area.isEmpty else { return }
        let height = 2 * steps.count - 1 <= rows ?? area.rows ? 2 : 1
        let current = steps.firstIndex { $0.state == .current } ?? 0
        let shown = (area.rows + height - 1) / height
        let first = max(0, min(current - shown + 1, steps.count - shown))
        for (offset, step) in steps.dropFirst(first).prefix(shown).enumerated() {
            let line = area.inset(top: offset * height)
            draw(step, on: &canvas, in: line, marks: marks)
            if height == 2, line.rows > 1 { drawAnswer(of: step, on: &canvas, in: line.inset(top: 1), marks: marks) }
        }
    }

    private func draw(_ step: Step, on canvas: inout Canvas, in line: Rect, marks: Marks) {
        let markColumns = 1 + TextWidth.columns(of: marks.ok)
        let (mark, markStyle, style) = look(of: step, marks: marks)
        canvas.put(mark, at: line.origin, style: markStyle, limit: line.columns)
        let label = Point(column: line.origin.column + markColumns, row: line.origin.row)
        canvas.put(step.label, at: label, style: style, limit: line.columns - markColumns)
    }

    private func drawAnswer(of step: Step, on canvas: inout Canvas, in line: Rect, marks: Marks) {
        let room = line.columns - Self.answerIndent
        guard step.state != .current, step.state != .ahead, room > 0 else { return }
        let style: Style = step.answer.isGood ? .ok : step.state == .failed ? .error : .muted
        let point = Point(column: line.origin.column + Self.answerIndent, row: line.origin.row)
        canvas.put(step.answer.fitting(room, marks), at: point, style: style, limit: room)
    }

    private func look(of step: Step, marks: Marks) -> (mark: String, markStyle: Style, style: Style) {
        switch step.state {
        case .done: (marks.ok, .ok, .text)
        case .current: (marks.marked, .accent, .accent)
        case .ahead: ("", .muted, .muted)
        case .skipped: (marks.warning, .warning, .text)
        case .failed: (marks.error, .error, .text)
        }
    }
}
