internal import Credentials
internal import GatewayHost
internal import Secrets
internal import TerminalUI

extension StepID { static let credential = StepID("credential") }

/// The masked field for an API key or a setup-token: either method accepts either kind.
///
/// The field shows at most a length and four characters. Every change is parsed at once. A usable secret is stored in
/// the answers at once, a doubtful one only after Enter on the warning.
struct CredentialStep: Step {
    let id = StepID.credential
    let fields = [SetupField.anthropicAPIKey, .token]
    var field = SecretField()
    /// The choices if a paste contained several secrets.
    var candidates: [Candidate] = []
    var choice = PickList([])
    var doubt = Doubt.none
    /// What was removed from the last paste.
    var removed: [Removal] = []
    /// The end was typed, not pasted: showing the last characters would reveal each typed key.
    var isBeingTyped = false
    /// Where the secret would be stored; nil without one, and where there is no room beside the page to say it.
    private(set) var destination: PlanSummary.StoredCredential?

    /// A doubtful secret is accepted only by an Enter after its warning was visible.
    enum Doubt: Equatable {
        case none
        case warned
        case shown
        case accepted
    }

    var keys: KeyContext { candidates.isEmpty ? .secretField : .choices }
    var enterLabel: String { candidates.isEmpty ? "continue" : "choose" }
    /// The secret that the page announces a check for; nil without a usable one.
    var announced: Secret? { candidates.isEmpty ? field.reading.outcome.secret : nil }
    /// A warning is visible, and the next Enter accepts it.
    var isWarned: Bool { doubt == .shown }
    var canClear: Bool { !field.isEmpty }
    /// Whether leaving would lose something.
    var holdsSecret: Bool { !field.isEmpty || !candidates.isEmpty }

    mutating func enter(_ context: StepContext, _ answers: inout SetupAnswers) {
        if doubt == .warned { doubt = .none }
        isBeingTyped = false
        record(context, &answers)
        if !candidates.isEmpty { showCandidates(context.words) }
    }

    func answer(_ context: StepContext, _ answers: SetupAnswers) -> StepAnswer {
        if let answer = context.check.answer(context.words) { return answer }
        guard let ending = answers.secret?.ending, !ending.isEmpty else {
            return StepAnswer(context.words("rail.pasted"))
        }
        return StepAnswer(context.words("credential.ends", ["ending": ending]))
    }

    mutating func presented() {
        if doubt == .warned { doubt = .shown }
    }

    mutating func handle(_ key: Key, _ context: StepContext, _ answers: inout SetupAnswers) -> StepOutcome {
        if !candidates.isEmpty, let outcome = handleChoice(key, context, &answers) { return outcome }
        let before = field.secret
        let action = field.handle(key)
        if field.secret != before {
            removed = []
            doubt = .none
            if case .character = key { isBeingTyped = true } else { isBeingTyped = false }
        }
        if case .brokenPaste(let piece) = key, let outcome = broken(piece, action, context, &answers) { return outcome }
        switch action {
        case .ignored, .chosen: return .ignored
        case .handled: break
        case .accepted: return accept(context, &answers)
        case .pasted(let paste, let how): return pasted(paste, how, context, &answers)
        case .refused(let refusal): return .say(.error(refusal.text(context.words)))
        }
        record(context, &answers)
        return .handled
    }

    /// Appends the rest of a paste that arrived on the next page, whole or in parts; false if it is not such a rest.
    mutating func addLate(_ rest: Key, _ context: StepContext, _ answers: inout SetupAnswers) -> Bool {
        var next = field
        switch next.handle(rest) {
        case .pasted(_, .continued): break
        case .handled: break
        default: return false
        }
        field = next
        doubt = .none
        removed = []
        record(context, &answers)
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
        case .refused(let reason):
            guard case .tooShort = reason, case .refused(.tooShort(let count)) = field.reading.outcome else {
                return .say(.error(reason.text(words)))
            }
            record(context, &answers)
            // On a screen the page says it beside the field.
            return words.isSpoken ? .say(.warning(words("credential.piece", ["count": String(count)]))) : .handled
        case .several(let found):
            candidates = found
            showCandidates(words)
            return .handled
        case .setupToken, .apiKey, .unknownKind: break
        }
        candidates = []
        removed = paste.removed
        doubt = .none
        let had = answers.secret != nil
        record(context, &answers)
        switch how {
        case .continued: return .say(.ok(words("credential.continued", ["count": String(field.count)])))
        case .sameAgain: return .say(.ok(words("credential.sameAgain")))
        case .replaced: return had ? .say(.ok(words("credential.replaced"))) : .handled
        }
    }

    /// A paste arrived in parts: says how much has arrived; nil if the general text applies.
    private mutating func broken(
        _ piece: BrokenPaste,
        _ action: WidgetAction,
        _ context: StepContext,
        _ answers: inout SetupAnswers
    ) -> StepOutcome? {
        switch action {
        case .pasted(let paste, _) where paste.outcome.secret == nil: return nil
        case .refused: return nil
        default: break
        }
        if case .pasted(let paste, _) = action {
            candidates = []
            removed = paste.removed
        }
        record(context, &answers)
        let count = ["count": String(piece.progress == .paused ? piece.whole.count : field.count)]
        switch piece.progress {
        case .paused: return .say(.plain(context.words("credential.paused", count)))
        case .ended: return .say(.ok(context.words("credential.late", count)))
        case .lost: return .say(.warning(context.words("credential.broken", count)))
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
        case .setupToken(_, .whole): break
        case .apiKey where !field.mayBeCutOff: break
        case .unknownKind(let secret) where secret.count < TokenLength.leastOfAny:
            return .say(.error(words("refused.tooLittle", count: secret.count)))
        case .apiKey, .setupToken(_, .looksCutOff), .unknownKind:
            if let outcome = doubted(words("credential.enterAgain")) { return outcome }
        }
        record(context, &answers)
        answers.method = .secret(answers.kind ?? .apiKey)
        return .next
    }

    /// Shows the warning first; nil if it was already visible before this Enter.
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

    /// Stores the usable secret in the answers, or removes it.
    mutating func record(_ context: StepContext, _ answers: inout SetupAnswers) {
        let outcome = field.reading.outcome
        record(field.reading.login, &answers)
        switch outcome {
        case .setupToken(let secret, let length) where length == .whole || doubt == .accepted:
            (answers.secret, answers.kind) = (secret, .setupToken)
        case .apiKey(let secret) where !field.mayBeCutOff || doubt == .accepted:
            (answers.secret, answers.kind) = (secret, .apiKey)
        case .unknownKind(let secret) where doubt == .accepted:
            // The text does not reveal its kind, so the chosen method decides.
            (answers.secret, answers.kind) = (secret, answers.wantedKind)
        case .setupToken, .apiKey, .unknownKind, .refused, .several: (answers.secret, answers.kind) = (nil, nil)
        }
        destination = Self.findDestination(context, answers)
    }

    private static func findDestination(
        _ context: StepContext,
        _ answers: SetupAnswers
    ) -> PlanSummary.StoredCredential? {
        guard context.isBroad, answers.secret != nil, case .success(let plan) = context.planner(answers) else {
            return nil
        }
        return plan.summary.credential
    }

    /// What a login says of itself goes into the answers, and out again with the login.
    private func record(_ login: ClaudeLogin?, _ answers: inout SetupAnswers) {
        (answers.isClaudeLogin, answers.loginExpires) = (login != nil, login?.expires)
    }
}
