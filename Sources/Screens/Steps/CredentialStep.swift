internal import Credentials
internal import GatewayHost
internal import Secrets
internal import TerminalUI

/// The masked field for an API key or a setup-token: either box takes either kind.
///
/// The field never shows more than a length and four characters. Every change is read at once; a usable secret is an answer
/// at once, a doubtful one only after Enter was pressed on the warning.
struct CredentialStep: Step {
    let id = StepID.credential
    private(set) var field = SecretField()
    /// Several were in the paste: which one it should be.
    private var candidates: [Candidate] = []
    private var choice = PickList([])
    private var doubt = Doubt.none
    /// What the last change removed, or did to what was there.
    private var history: [String] = []
    /// The end was typed here: showing the last characters would show every key in turn.
    private var isBeingTyped = false

    /// A doubtful secret counts only when Enter comes after its warning was on the screen.
    private enum Doubt: Equatable {
        case none
        case warned
        case shown
        case accepted
    }

    var keys: KeyContext { candidates.isEmpty ? .secretField : .choices }
    var enterLabel: String { candidates.isEmpty ? "continue" : "choose" }
    /// Something would be lost by leaving.
    var holdsSecret: Bool { !field.isEmpty || !candidates.isEmpty }

    mutating func enter(_ context: StepContext, _ answers: inout SetupAnswers) {
        if doubt == .warned { doubt = .none }
        isBeingTyped = false
        record(&answers)
        if !candidates.isEmpty { showCandidates(context.words) }
    }

    mutating func presented() {
        if doubt == .warned { doubt = .shown }
    }

    mutating func handle(_ key: Key, _ context: StepContext, _ answers: inout SetupAnswers) -> StepOutcome {
        if !candidates.isEmpty, let outcome = handleChoice(key, context, &answers) { return outcome }
        let before = field.secret
        let action = field.handle(key)
        if field.secret != before {
            history = []
            doubt = .none
            if case .character = key { isBeingTyped = true } else { isBeingTyped = false }
        }
        switch action {
        case .ignored, .chosen: return .ignored
        case .handled: break
        case .accepted: return accept(context, &answers)
        case .pasted(let paste, let how): return pasted(paste, how, context, &answers)
        case .refused(let refusal): return .say(.error(refusal.text(context.words)))
        }
        record(&answers)
        return .handled
    }

    /// Adds the rest of a paste that arrived on the next page; false when it is not a rest.
    mutating func addLate(_ rest: Secret, _ context: StepContext, _ answers: inout SetupAnswers) -> Bool {
        var next = field
        guard case .pasted(_, .continued) = next.handle(.paste(rest)) else { return false }
        field = next
        doubt = .none
        history = []
        record(&answers)
        return true
    }

    // MARK: - What a paste did

    private mutating func pasted(
        _ paste: Paste,
        _ how: PasteReader.Combination,
        _ context: StepContext,
        _ answers: inout SetupAnswers
    ) -> StepOutcome {
        let words = context.words
        switch paste.outcome {
        case .refused(let reason): return .say(.error(reason.text(words)))
        case .several(let found):
            candidates = found
            showCandidates(words)
            return .handled
        case .setupToken, .apiKey, .unknownKind: break
        }
        candidates = []
        history = words.removals(paste.removed).map { [$0] } ?? []
        doubt = .none
        let had = answers.secret != nil
        record(&answers)
        switch how {
        case .continued: return .say(.ok(words("credential.continued", ["count": String(field.count)])))
        case .sameAgain: return .say(.ok(words("credential.sameAgain")))
        case .replaced: return had ? .say(.ok(words("credential.replaced"))) : .handled
        }
    }

    // MARK: - Enter

    private mutating func accept(_ context: StepContext, _ answers: inout SetupAnswers) -> StepOutcome {
        let words = context.words
        switch field.reading.outcome {
        case .refused(let reason): return .say(.error(reason.text(words)))
        case .several(let found):
            candidates = found
            showCandidates(words)
            return .handled
        case .setupToken(_, .whole), .apiKey: break
        case .setupToken(_, .looksCutOff):
            if let outcome = doubted(words("credential.enterAgain")) { return outcome }
        case .unknownKind:
            if let outcome = doubted(words("credential.enterAgain")) { return outcome }
        }
        record(&answers)
        answers.method = answers.kind == .token ? .setupToken : .apiKey
        return .next
    }

    private func cutOff(_ count: Int, _ words: Words) -> String {
        words("credential.cutOff", ["count": String(count), "whole": String(TokenLength.ofWholeToken)])
    }

    /// Warns first; nil when the warning was on the screen before this Enter.
    private mutating func doubted(_ warning: String) -> StepOutcome? {
        switch doubt {
        case .none, .warned:
            doubt = .warned
            return .say(.warning(warning))
        case .shown, .accepted:
            doubt = .accepted
            return nil
        }
    }

    /// Writes what the field holds into the answers, or that it holds nothing usable.
    private func record(_ answers: inout SetupAnswers) {
        let outcome = field.reading.outcome
        switch outcome {
        case .setupToken(let secret, let length) where length == .whole || doubt == .accepted:
            (answers.secret, answers.kind) = (secret, .token)
        case .apiKey(let secret): (answers.secret, answers.kind) = (secret, .apiKey)
        case .unknownKind(let secret) where doubt == .accepted:
            // Nothing in it tells its kind, so the box in which it was pasted does.
            (answers.secret, answers.kind) = (secret, answers.method == .setupToken ? .token : .apiKey)
        case .setupToken, .unknownKind, .refused, .several: (answers.secret, answers.kind) = (nil, nil)
        }
    }

    // MARK: - Several candidates

    private mutating func showCandidates(_ words: Words) {
        choice = PickList(
            candidates.enumerated().map { index, candidate in
                let ending = candidate.ending.isEmpty ? "" : words("credential.ends", ["ending": candidate.ending])
                let length = words("credential.length", ["count": String(candidate.length)])
                return PickRow(id: String(index), label: words(candidate.kind.key), notes: [length, ending])
            }
        )
    }

    private mutating func handleChoice(
        _ key: Key,
        _ context: StepContext,
        _ answers: inout SetupAnswers
    ) -> StepOutcome? {
        switch choice.handle(key) {
        case .chosen(let index):
            field.hold(candidates[index].secret)
            candidates = []
            history = []
            doubt = .none
            record(&answers)
            return .handled
        case .handled: return .handled
        default: break
        }
        switch key {
        case .escape, .backTab, .control("u"):
            candidates = []
            return .handled
        case .paste: return nil
        default: return .ignored
        }
    }

    // MARK: - Drawing

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

    /// Length and ending: all that is ever shown of a secret.
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
        // Whoever came through Method has read it there.
        let isNew = answers.kind == .token && (answers.method != .setupToken || context.methodIsGiven)
        return isNew ? blocks + [.gap, .text(words("policy.line"), .muted).optional] : blocks
    }

    /// What the field holds and what a paste was cleaned of.
    private func state(_ context: StepContext, _ answers: SetupAnswers) -> [Block] {
        judgement(context, answers) + history.map { .text($0) } + [.gap]
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

    /// What the field holds, in words: stored, well-formed and verified are three different things.
    private func judgement(_ context: StepContext, _ answers: SetupAnswers) -> [Block] {
        let words = context.words
        if field.isEmpty { return [.text(words("credential.empty"))] }
        switch field.reading.outcome {
        case .setupToken(_, .whole):
            return kindBlocks(.token, words, answers) + [
                .text(words("credential.wellFormed"))
            ]
        case .setupToken(_, .looksCutOff(let count)):
            return kindBlocks(.token, words, answers) + [.note(.warning, cutOff(count, words))]
        case .apiKey:
            return kindBlocks(.apiKey, words, answers) + [.text(words("credential.wellFormed"))]
        case .unknownKind: return [.note(.warning, words("credential.isUnknown"))]
        case .refused(let reason): return [.note(.error, reason.text(words))]
        case .several: return [.text(words("credential.several"))]
        }
    }

    /// What it is and who pays; the other kind than was asked for is not an error, but it is said.
    private func kindBlocks(_ kind: CredentialKind, _ words: Words, _ answers: SetupAnswers) -> [Block] {
        let wanted: CredentialKind = answers.method == .setupToken ? .token : .apiKey
        let word = kind == .token ? "setupToken" : "apiKey"
        guard kind != wanted else { return [.text(words("credential.is.\(word)"))] }
        return [.text(words("credential.crossed.\(word)")), .text(words("credential.payer.\(word)"))]
    }

    private func environmentNotes(_ context: StepContext, _ answers: SetupAnswers) -> [Block] {
        context.facts.environmentKeys.prefix(1).map { key in
            let place = context.words.place(of: key.place)
            return .note(.warning, context.words("credential.environment", ["variable": key.variable, "place": place]))
        }
    }

    private func sourceHelp(_ words: Words, _ answers: SetupAnswers) -> [Block] {
        let kind = answers.method == .setupToken ? "noToken" : "noKey"
        return [
            .text(words("credential.\(kind)"), .muted).optional,
            .verbatim(words("credential.\(kind).source")).optional,
            .text(words("credential.\(kind).then"), .muted).optional,
        ]
    }
}
