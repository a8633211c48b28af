internal import GatewayHost
internal import TerminalUI

extension Wizard {
    package var farewell: [String] {
        if case .nothing = steps.done.state {
            let refusal =
                setup.refusal.map {
                    [$0.message] + $0.details + ($0.next.map { [words("farewell.next", ["next": $0])] } ?? [])
                } ?? []
            return refusal + [words("farewell.nothing")]
        }
        var context = context
        context.words.isNarrow = false
        let blocks = steps.done.blocks(context, answers).filter { !$0.isOptional }
        return BodyLayout(columns: 96, marks: marks).place(blocks, rows: .max).flatMap(\.lines).map(\.text)
    }
}

extension BodyLine {
    /// The line as plain text.
    var text: String {
        var text = ""
        for span in spans {
            let gap = span.column - TextWidth.columns(of: text)
            text += String(repeating: " ", count: max(0, gap)) + TextWidth.drawable(span.text)
        }
        return text
    }
}
