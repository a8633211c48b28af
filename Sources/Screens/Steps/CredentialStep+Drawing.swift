internal import Anthropic
internal import Credentials
internal import GatewayHost
internal import Secrets
internal import TerminalUI

// The page: the field, then what it holds, or where to get one as long as it holds nothing.
extension CredentialStep {
    func widgetRows(columns: Int, _ context: StepContext) -> Int {
        candidates.isEmpty ? 1 : choice.height(columns: columns)
    }

    func drawWidget(on canvas: inout Canvas, in area: Rect, _ context: StepContext) -> Point? {
        guard candidates.isEmpty else {
            choice.draw(on: &canvas, in: area, marks: context.marks)
            return choice.cursor(in: area)
        }
        let place = area.inset(left: FrameLayout.textEdge)
        let stars = context.words.isNarrow ? 16 : 24
        field.draw(on: &canvas, in: place, stars: stars)
        return field.cursor(in: place, stars: stars)
    }

    func blocks(_ context: StepContext, _ answers: SetupAnswers) -> [Block] {
        let words = context.words
        guard candidates.isEmpty else {
            return [.title(words("credential.several")), .text(words("credential.several.intro")), .gap, .widget]
        }
        var blocks: [Block] = [.title(words("credential.title")), .text(intro(words, answers), .muted).optional]
        blocks += [.gap, .widget]
        if words.isSpoken {
            blocks += [.text(words("credential.empty"))] + environmentNotes(context) + sourceHelp(words, answers)
        } else if field.isEmpty {
            blocks += [.text(words("credential.empty"), .muted), .gap] + environmentNotes(context) + [.gap]
            blocks += sourceHelp(words, answers)
        } else {
            blocks += [.gap] + receipt(context, answers) + [.gap] + environmentNotes(context)
        }
        return blocks
    }

    private func intro(_ words: Words, _ answers: SetupAnswers) -> String {
        guard case .replace(let id) = answers.intent else { return words("credential.intro") }
        return words("credential.intro.replace", ["profile": words.isNarrow ? id.withoutProvider : id])
    }

    func news(_ context: StepContext, _ answers: SetupAnswers) -> [Block] {
        candidates.isEmpty && !field.isEmpty ? receipt(context, answers) : []
    }

    func asking(_ context: StepContext) -> Asking {
        candidates.isEmpty ? .secret : choice.asking(context.words)
    }

    private func environmentNotes(_ context: StepContext) -> [Block] {
        context.facts.environmentKeys.prefix(1).map { key in
            let place = context.words.place(of: key)
            return .note(.warning, context.words("credential.environment", ["variable": key.variable, "place": place]))
        }
    }

    private func sourceHelp(_ words: Words, _ answers: SetupAnswers) -> [Block] {
        let kind = answers.wantedKind == .setupToken ? "noToken" : "noKey"
        // On a phone the head says how.
        let how: [Block] = words.isNarrow ? [] : [.text(words("credential.\(kind).how")).optional]
        return [.head(words("credential.\(kind)")).optional] + how + [
            .verbatim(words("credential.\(kind).source")).optional,
            .text(words("credential.\(kind).then")).optional,
        ]
    }
}
