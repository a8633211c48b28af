internal import Anthropic
internal import Credentials
internal import GatewayHost
internal import Secrets
internal import TerminalUI

// The texts of the page: field, verdict on its content, who pays, where to get one.
extension CredentialStep {
    func widgetRows(columns: Int, _ context: StepContext) -> Int {
        candidates.isEmpty ? 1 : choice.height(columns: columns)
    }

    func drawWidget(on canvas: inout Canvas, in area: Rect, _ context: StepContext) -> Point? {
        guard candidates.isEmpty else {
            choice.draw(on: &canvas, in: area, marks: context.marks)
            return choice.cursor(in: area)
        }
        let words = context.words
        let stars = Rect(column: area.origin.column, row: area.origin.row, columns: words.isNarrow ? 17 : 25, rows: 1)
        field.draw(on: &canvas, in: stars)
        if !field.isEmpty {
            canvas.put(
                fieldNote(words),
                at: Point(column: stars.endColumn + 1, row: area.origin.row),
                limit: area.columns - stars.columns - 1
            )
        }
        return field.cursor(in: stars)
    }

    /// Length and last characters: all that is ever shown of a secret.
    private func fieldNote(_ words: Words) -> String {
        let ending = isBeingTyped ? "" : field.reading.outcome.secret?.ending ?? ""
        let values = ["count": String(field.count), "ending": ending]
        return words(ending.isEmpty ? "credential.field" : "credential.field.ends", values)
    }

    func blocks(_ context: StepContext, _ answers: SetupAnswers) -> [Block] {
        let words = context.words
        guard candidates.isEmpty else {
            return [.title(words("credential.several")), .text(words("credential.several.intro")), .gap, .widget]
        }
        var blocks: [Block] = [.title(words("credential.title"))]
        blocks += [.text(intro(context.words, answers)), .gap, .widget, .gap]
        blocks += words.isSpoken ? [.text(words("credential.empty"))] : state(context, answers)
        blocks += environmentNotes(context, answers) + [.gap]
        blocks += sourceHelp(words, answers)
        // The Method page has already explained it.
        let isNew = answers.kind == .setupToken && (answers.wantedKind != .setupToken || context.methodIsGiven)
        guard isNew, !isAskedAsToken(context) else { return blocks }
        return blocks + [.gap, .text(words("policy.line"), .muted).optional]
    }

    /// The check shows the policy note itself, because it sends a token.
    private func isAskedAsToken(_ context: StepContext) -> Bool {
        context.checkHost != nil && announced.map { SecretKind(of: $0) } == .setupToken
    }

    /// Which provider host is asked when the page is answered.
    private func announcement(_ context: StepContext) -> [Block] {
        guard let host = context.checkHost, announced != nil else { return [] }
        let policy: [Block] = isAskedAsToken(context) ? [.text(context.words("policy.line"), .muted)] : []
        return [.text(context.words("credential.asked", ["host": host]))] + policy
    }

    /// What the field contains and what was removed from a paste.
    private func state(_ context: StepContext, _ answers: SetupAnswers) -> [Block] {
        judgement(context, answers) + announcement(context) + history.map { .text($0) } + [.gap]
    }

    func news(_ context: StepContext, _ answers: SetupAnswers) -> [Block] {
        guard candidates.isEmpty, !field.isEmpty else { return [] }
        return [.text(fieldNote(context.words))] + state(context, answers)
    }

    func asking(_ context: StepContext) -> Asking {
        candidates.isEmpty ? .secret : choice.asking(context.words)
    }

    private func intro(_ words: Words, _ answers: SetupAnswers) -> String {
        guard case .replace(let id) = answers.intent else { return words("credential.intro") }
        return words("credential.intro.replace", ["profile": words.isNarrow ? id.withoutProvider : id])
    }

    /// The verdict on the content as text: stored, well-formed and verified are different things.
    private func judgement(_ context: StepContext, _ answers: SetupAnswers) -> [Block] {
        let words = context.words
        if field.isEmpty { return [.text(words("credential.empty"))] }
        if let login = field.reading.login { return self.login(login, context) }
        switch field.reading.outcome {
        case .setupToken(_, .whole):
            return kindBlocks(.setupToken, words, answers) + [
                .text(words("credential.wellFormed"))
            ]
        case .setupToken(_, .looksCutOff(let count)):
            return kindBlocks(.setupToken, words, answers) + [.note(.warning, cutOff(count, words))]
        case .apiKey:
            return kindBlocks(.apiKey, words, answers) + [.text(words("credential.wellFormed"))]
        case .unknownKind(let secret) where secret.count < TokenLength.leastOfAny:
            return [.note(.error, words("refused.tooLittle", count: secret.count))]
        case .refused(.tooShort(let count)):
            return [.note(.warning, words("credential.piece", ["count": String(count)]))]
        case .unknownKind: return [.note(.warning, words("credential.isUnknown"))]
        case .refused(let reason): return [.note(.error, reason.text(words))]
        case .several: return [.text(words("credential.several"))]
        }
    }

    /// Claude Code's own login: never called a setup-token, because it ends within hours.
    private func login(_ login: ClaudeLogin, _ context: StepContext) -> [Block] {
        let words = context.words
        return [
            .text(words("credential.is.login")), .note(.warning, words("credential.login")),
            .text(words("credential.login.next"), .muted),
        ]
    }

    /// The kind and who pays; a kind other than the requested one is not an error but is pointed out.
    private func kindBlocks(_ kind: SecretKind, _ words: Words, _ answers: SetupAnswers) -> [Block] {
        let word = kind == .setupToken ? "setupToken" : "apiKey"
        guard kind != answers.wantedKind else { return [.text(words("credential.is.\(word)"))] }
        return [.text(words("credential.crossed.\(word)")), .text(words("credential.payer.\(word)"))]
    }

    private func cutOff(_ count: Int, _ words: Words) -> String {
        words("credential.cutOff", ["count": String(count), "whole": String(TokenLength.ofWholeToken)])
    }

    private func environmentNotes(_ context: StepContext, _ answers: SetupAnswers) -> [Block] {
        context.facts.environmentKeys.prefix(1).map { key in
            let place = context.words.place(of: key)
            return .note(.warning, context.words("credential.environment", ["variable": key.variable, "place": place]))
        }
    }

    private func sourceHelp(_ words: Words, _ answers: SetupAnswers) -> [Block] {
        let kind = answers.wantedKind == .setupToken ? "noToken" : "noKey"
        return [
            .text(words("credential.\(kind)"), .muted).optional,
            .verbatim(words("credential.\(kind).source")).optional,
            .text(words("credential.\(kind).then"), .muted).optional,
        ]
    }
}
