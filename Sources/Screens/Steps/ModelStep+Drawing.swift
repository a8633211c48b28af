internal import Anthropic
internal import GatewayHost
internal import TerminalUI

extension ModelStep {
    func blocks(_ context: StepContext, _ answers: SetupAnswers) -> [Block] {
        let words = context.words
        guard field == nil else {
            return [
                .title(words("model.other.title")), .text(words("model.other.intro"), .muted), .gap, .widget, .gap,
                .text(words("model.other.note"), .muted).optional,
            ]
        }
        let isLimited = !context.facts.allowedModels.isEmpty
        let allowed = isLimited ? [Block.text(words("model.allowed"), .muted).optional] : []
        let intro = [Block.title(words("model.title")), .text(words("model.intro"), .muted).optional]
        let warning = context.modelsWarning().map { [Block.note(.warning, $0)] } ?? []
        let source = words.isSpoken ? [Block.text(source(context), .muted)] : []
        return intro + warning + source + allowed + [.gap, .widget]
    }

    /// Where the list comes from, and how another one comes.
    private func source(_ context: StepContext) -> String {
        context.modelsAsked().map { context.words("model.live", ["time": $0]) } ?? context.words("model.builtInOnly")
    }

    func asking(_ context: StepContext) -> Asking {
        field == nil ? list.asking(context.words) : .text(typed)
    }

    var comfortableRows: Int { 10 }

    func widgetRows(columns: Int, _ context: StepContext) -> Int {
        field == nil ? ModelTable(self, context, columns: columns).height : 1
    }

    func drawWidget(on canvas: inout Canvas, in area: Rect, _ context: StepContext) -> Point? {
        guard let field else { return ModelTable(self, context, columns: area.columns).draw(on: &canvas, in: area) }
        let place = area.inset(left: FrameLayout.textEdge)
        field.draw(on: &canvas, in: place)
        return field.cursor(in: place)
    }

    /// What stands beside the row that asks, or in its place where nobody can be asked.
    func askNote(_ context: StepContext) -> String {
        let words = context.words
        if case .running(let seconds, let spinner) = context.modelsView {
            let text = words("model.asking", ["seconds": String(seconds)])
            return spinner.isEmpty ? text : text + " " + spinner
        }
        guard context.modelsHost != nil else { return source(context) }
        return context.modelsAsked().map { words("model.askedAt", ["time": $0]) } ?? words("model.oneRequest")
    }
}
