internal import GatewayHost
package import TerminalUI

extension Wizard {
    package func draw(on canvas: inout Canvas) -> Point? {
        let layout = FrameLayout(size: canvas.size)
        guard !layout.isTooSmall else { return TooSmallNotice(words: words).draw(on: &canvas) }
        let row = MessageRow(message, columns: layout.messageColumns, marks: marks)
        let body = layout.body(messageRows: row.lines.count)
        drawHeader(on: &canvas, layout)
        let cursor = drawBody(on: &canvas, layout, body)
        row.draw(on: &canvas, in: layout.messages(row.lines.count))
        Footer(words: words, context: keys, enterLabel: enterLabel).draw(on: &canvas, in: layout.footer)
        return cursor
    }

    /// The body of a page without a message, to limit scrolling.
    var bodyArea: Rect { FrameLayout(size: size).body(messageRows: 0) }

    // MARK: - Parts

    private func drawHeader(on canvas: inout Canvas, _ layout: FrameLayout) {
        let place = place
        Header(
            words: words,
            user: host.facts.user,
            host: host.facts.hostName,
            agents: answers.agents,
            place: place.number,
            count: place.count
        ).draw(on: &canvas, in: layout.header)
    }

    private func drawBody(on canvas: inout Canvas, _ layout: FrameLayout, _ body: Rect) -> Point? {
        switch overlays.last {
        case .reading(let reading):
            return reading.draw(on: &canvas, in: body, marks: marks) { words("reading.more", count: $0) }
        case .steps(let steps): return draw(steps, on: &canvas, in: body)
        case .question(let question):
            _ = drawPage(on: &canvas, layout, body)
            return question.draw(on: &canvas, in: body, marks: marks)
        case nil: return drawPage(on: &canvas, layout, body)
        }
    }

    private func drawPage(on canvas: inout Canvas, _ layout: FrameLayout, _ body: Rect) -> Point? {
        let step = step
        if step.hasRail, !layout.isNarrow { rail.draw(on: &canvas, in: layout.rail(in: body), marks: marks) }
        let area = layout.page(in: body, hasRail: step.hasRail)
        let context = context
        let wish = BodyLayout.Wish(
            rows: step.widgetRows(columns: area.columns, context),
            comfortable: step.comfortableRows
        )
        let layout = BodyLayout(columns: area.columns, marks: marks)
        let cursor = layout.draw(step.blocks(context, answers), on: &canvas, in: area, widget: wish) { canvas, place in
            step.drawWidget(on: &canvas, in: place, context)
        }
        return cursor ?? area.origin
    }

    private var rail: StepRail {
        let steps = flow.steps(answers)
        let here = steps.firstIndex(of: current) ?? 0
        return StepRail(
            steps.enumerated().map { index, step in
                let isDone = index < here || answered.contains(step)
                let state: StepRail.State = index == here ? .current : isDone ? .done : .ahead
                return StepRail.Step(label: words(step.nameKey), state: state)
            }
        )
    }

    private func draw(_ steps: StepsList, on canvas: inout Canvas, in body: Rect) -> Point? {
        canvas.put(words("steps.title"), at: body.origin, style: .title, limit: body.columns)
        let list = body.inset(top: 2)
        steps.list.draw(on: &canvas, in: list, marks: marks)
        return steps.list.cursor(in: list)
    }
}
