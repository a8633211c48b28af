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
        let canClear = !overlays.isEmpty || step.canClear
        Footer(words: words, context: keys, enterLabel: enterLabel, canClear: canClear).draw(
            on: &canvas,
            in: layout.footer
        )
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
            total: host.facts.agents.count,
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
        let context = context
        if !layout.isNarrow {
            let rows = layout.body(messageRows: 0).rows
            rail(context).draw(on: &canvas, in: layout.rail(in: body), rows: rows, marks: marks)
        }
        let page = layout.page(in: body)
        let aside = context.isBroad ? step.aside(context, answers) : []
        let panes = PanePair(page, hasAside: !aside.isEmpty)
        if let place = panes.aside {
            _ = BodyLayout(columns: place.columns, marks: marks)
                .draw(aside, on: &canvas, in: place, widget: BodyLayout.Wish(rows: 0)) { _, _ in nil }
        }
        return draw(step, context, on: &canvas, in: panes.main, isTight: !layout.isRoomy)
    }

    private func draw(
        _ step: any Step,
        _ context: StepContext,
        on canvas: inout Canvas,
        in area: Rect,
        isTight: Bool
    ) -> Point? {
        let wish = BodyLayout.Wish(
            rows: step.widgetRows(columns: area.columns, context),
            comfortable: step.comfortableRows
        )
        let layout = BodyLayout(columns: area.columns, marks: marks)
        let blocks = step.blocks(context, answers)
        // A page that needs fewer rows than there are stands apart from the header.
        let last = isTight ? layout.place(blocks, rows: area.rows, widget: wish).last : nil
        let isShort = last.map { $0.row + $0.rows < area.rows } ?? false
        let area = isShort ? area.inset(top: 1) : area
        let cursor = layout.draw(blocks, on: &canvas, in: area, widget: wish) { canvas, place in
            step.drawWidget(on: &canvas, in: place, context)
        }
        return cursor ?? area.origin
    }

    private func draw(_ steps: StepsList, on canvas: inout Canvas, in body: Rect) -> Point? {
        let title = body.inset(left: FrameLayout.textEdge)
        canvas.put(words("steps.title"), at: title.origin, style: .title, limit: title.columns)
        let list = body.inset(top: 2)
        steps.list.draw(on: &canvas, in: list, marks: marks)
        return steps.list.cursor(in: list)
    }
}
