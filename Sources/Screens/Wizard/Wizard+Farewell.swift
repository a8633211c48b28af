internal import Anthropic
internal import GatewayHost
internal import Secrets
internal import TerminalUI

extension Wizard {
    package var farewell: [String] {
        if case .nothing = steps.done.state {
            guard earlier.isEmpty else { return earlier }
            return refusalLines + checkLines + [words("farewell.nothing")]
        }
        var context = context
        context.words.isNarrow = false
        // A remark that ends beyond the right end of the terminal would wrap into a line of its own.
        let columns = max(40, min(size.columns, 96))
        let blocks =
            steps.done.report(context, answers) + steps.done.nextCommands(context, answers, columns: columns)
        let lines = BodyLayout(columns: columns, marks: marks, edge: 0).place(blocks, rows: .max).flatMap(\.lines)
        return earlier + lines.map(\.text) + steps.done.longCommands(context, answers, columns: columns)
    }

    /// Whether something was written, now or before the credential was asked for again.
    var hasWritten: Bool { steps.done.state != .nothing || !earlier.isEmpty }

    /// The check result of a kept credential.
    private var checkLines: [String] {
        guard answers.intent == .keep, let verification = check.verification(of: checkSubject) else { return [] }
        return [CheckWords(setup.texts).sentence(verification)]
    }

    /// Why the host could not be written, if so.
    private var refusalLines: [String] {
        guard let refusal else { return [] }
        let next = refusal.next.map { [words("farewell.next", ["next": $0])] } ?? []
        return [refusal.message] + refusal.details + next
    }
}

extension BodyLine {
    /// The line as plain text.
    var text: String {
        var text = ""
        for span in spans {
            let gap = span.column - TextWidth.columns(of: text)
            text += String(repeating: " ", count: max(0, gap)) + VisibleText.of(span.text)
        }
        return text
    }
}
