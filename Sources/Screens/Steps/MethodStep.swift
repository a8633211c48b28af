internal import Credentials
internal import GatewayHost
internal import Secrets
internal import TerminalUI

extension StepID { static let method = StepID("method") }

/// Chooses the kind of credential, with who pays for it and where to get it.
///
/// A key in the environment is the first row; it is copied only if chosen.
struct MethodStep: ListStep {
    let id = StepID.method
    let fields = [SetupField.authChoice]
    var list = PickList([])

    private enum Row {
        static let skip = "skip"
        static let environment = "env:"
    }

    mutating func enter(_ context: StepContext, _ answers: inout SetupAnswers) {
        show(rows(context), marked: mark(for: answers, context), filterTexts: FilterTexts(context.words))
    }

    mutating func take(_ id: String, _ context: StepContext, _ answers: inout SetupAnswers) -> StepOutcome {
        if id == Row.skip {
            answers.intent = .skip
            return .next
        }
        if answers.intent == .skip { answers.intent = .add }
        let hadEnvironment = answers.usesEnvironment
        guard let kind = SecretKind(rawValue: id) else {
            let variable = String(id.dropFirst(Row.environment.count))
            answers.method = .environment(variable: variable)
            answers.secret = nil
            answers.kind = context.facts.environmentKeys.first { $0.variable == variable }?.kind
            return .next
        }
        answers.method = .secret(kind)
        if hadEnvironment { answers.kind = nil }
        return .next
    }

    func blocks(_ context: StepContext, _ answers: SetupAnswers) -> [Block] {
        let words = context.words
        var title = words("method.title")
        if case .replace(let id) = answers.intent { title = words("method.replace", ["profile": id]) }
        return [.title(title), .text(words("method.intro"), .muted).optional, .gap, .widget]
    }

    private func rows(_ context: StepContext) -> [PickRow] {
        let words = context.words
        let page = SecretKind.allCases.map { kind in
            PickRow(
                id: kind.rawValue,
                label: words("method.\(kind.rawValue)"),
                explanation: [words("method.\(kind.rawValue).payer"), words("method.\(kind.rawValue).source")]
                    + (kind == .setupToken ? [words("policy.line")] : [])
            )
        }
        let skip = PickRow(id: Row.skip, label: words("method.skip"), explanation: [words("method.skip.explanation")])
        return context.facts.environmentKeys.map { environmentRow($0, context) } + page + [skip]
    }

    /// The variable of the marked row, whose explanation is visible.
    var markedVariable: String? {
        guard let id = list.markedRow?.id, id.hasPrefix(Row.environment) else { return nil }
        return String(id.dropFirst(Row.environment.count))
    }

    private func environmentRow(_ key: SetupFacts.EnvironmentKey, _ context: StepContext) -> PickRow {
        let words = context.words
        let values = ["variable": key.variable, "ending": key.ending]
        let payer = "method.\(key.kind.rawValue).payer"
        return PickRow(
            id: Row.environment + key.variable,
            label: words(key.ending.isEmpty ? "method.environment" : "method.environment.ends", values),
            explanation: [words(payer), place(of: key, words)] + announcement(key, context)
        )
    }

    private func announcement(_ key: SetupFacts.EnvironmentKey, _ context: StepContext) -> [String] {
        guard let host = context.checkHost else { return [] }
        let policy = key.kind == .setupToken ? [context.words("policy.line")] : []
        return [context.words("method.asked", ["host": host])] + policy
    }

    private func place(of key: SetupFacts.EnvironmentKey, _ words: Words) -> String {
        switch key.layer {
        case .process: words("method.place.process")
        case .workingFolder: words("method.place.workingFolder")
        case .stateFolder: words("method.place.stateFile", ["path": key.file ?? ""])
        case .config: words("method.place.config")
        }
    }

    private func mark(for answers: SetupAnswers, _ context: StepContext) -> String? {
        if answers.intent == .skip { return Row.skip }
        switch answers.method {
        case .secret(let kind): return kind.rawValue
        case .environment(let variable): return Row.environment + variable
        case nil: return replacedKind(answers, context)
        }
    }

    /// A replacement secret most likely is of the same kind as the old one.
    private func replacedKind(_ answers: SetupAnswers, _ context: StepContext) -> String? {
        guard case .replace(let id) = answers.intent else { return nil }
        let kind = context.facts.profiles.first { $0.id == id }?.kind
        return (kind?.secretKind ?? .apiKey).rawValue
    }
}

extension SetupAnswers {
    /// The kind that the chosen method asks for.
    var wantedKind: SecretKind {
        if case .secret(let kind) = method { kind } else { .apiKey }
    }

    /// The secret is copied from a variable, so nothing is pasted.
    var usesEnvironment: Bool {
        if case .environment = method { true } else { false }
    }
}
