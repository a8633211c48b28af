internal import Credentials
internal import GatewayHost
internal import Secrets
internal import TerminalUI

extension StepID { static let method = StepID("method") }

/// Chooses the kind of credential, with who pays for it and where to get it.
///
/// A key in the environment is the first row; it is copied only if chosen. Over ssh the token that is made on another
/// computer comes before the key.
struct MethodStep: ListStep {
    let id = StepID.method
    let fields = [SetupField.authChoice]
    var list = PickList([])

    private enum Row {
        static let skip = "skip"
        static let environment = "env:"
    }

    mutating func enter(_ context: StepContext, _ answers: inout SetupAnswers) {
        list = PickList(rows(context, answers), notes: .atEnd, filterTexts: FilterTexts(context.words))
        list.isExplainedElsewhere = true
        if let marked = mark(for: answers, context) { list.mark(id: marked) }
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

    func answer(_ context: StepContext, _ answers: SetupAnswers) -> StepAnswer {
        let words = context.words
        if answers.intent == .skip {
            return StepAnswer(StepRail.Answer(words("rail.skipped")), .skipped)
        }
        if case .environment(let variable) = answers.method {
            return context.check.answer(words) ?? StepAnswer(variable, short: words("rail.environment"))
        }
        return StepAnswer(words(RecognisedSecret.usable(answers.kind ?? answers.wantedKind).key))
    }

    private func rows(_ context: StepContext, _ answers: SetupAnswers) -> [PickRow] {
        let words = context.words
        let kinds = SecretKind.allCases
        // What is made on the computer with the browser is the way for somebody who is not at it.
        let ordered = context.isRemote ? kinds.sorted { $0 == .setupToken && $1 != .setupToken } : kinds
        let pasted = ordered.map { kind in
            PickRow(id: kind.rawValue, label: words("method.\(kind.rawValue)"), notes: notes(kind, words))
        }
        let skip = PickRow(id: Row.skip, label: words("method.skip"))
        let rows = context.facts.environmentKeys.map { environmentRow($0, context) } + pasted + [skip]
        guard words.isSpoken else { return rows }
        return rows.map { row in
            var row = row
            row.explanation = details(of: row.id, context, answers).map { words.spoken($0) + "." }
            return row
        }
    }

    /// Who pays; where there is no room beside the rows, the explanation says it.
    private func notes(_ kind: SecretKind, _ words: Words) -> [String] {
        words.isNarrow ? [] : [words(kind == .setupToken ? "payer.claudePlan" : "payer.apiCredits")]
    }

    /// The variable of the marked row, whose explanation is visible.
    var markedVariable: String? { list.markedRow.flatMap { Self.variable(of: $0.id) } }

    private static func variable(of id: String) -> String? {
        id.hasPrefix(Row.environment) ? String(id.dropFirst(Row.environment.count)) : nil
    }

    private func environmentRow(_ key: SetupFacts.EnvironmentKey, _ context: StepContext) -> PickRow {
        let words = context.words
        let values = ["variable": key.variable, "ending": key.ending]
        return PickRow(
            id: Row.environment + key.variable,
            label: words(key.ending.isEmpty ? "method.environment" : "method.environment.ends", values),
            notes: notes(key.kind, words)
        )
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

// MARK: - Explanation of the marked row

extension MethodStep {
    /// The explanation has its place below the list, so that no row moves with the mark.
    func blocks(_ context: StepContext, _ answers: SetupAnswers) -> [Block] {
        let words = context.words
        var title = words("method.title")
        if case .replace(let id) = answers.intent { title = words("method.replace", ["profile": id]) }
        let blocks: [Block] = [.title(title), .text(words("method.intro"), .muted).optional, .gap, .widget]
        guard !words.isSpoken, let row = list.markedRow else { return blocks }
        let facts = details(of: row.id, context, answers)
        return blocks + [.gap, .head(Self.variable(of: row.id) ?? row.label), .facts(facts, FactForm(labels: 12))]
    }

    private func details(of id: String, _ context: StepContext, _ answers: SetupAnswers) -> [Fact] {
        if let variable = Self.variable(of: id) {
            let key = context.facts.environmentKeys.first { $0.variable == variable }
            return key.map { details(of: $0, context, answers) } ?? []
        }
        guard let kind = SecretKind(rawValue: id) else {
            return [fact("skip", "asked", context.words), fact("skip", "later", context.words)]
        }
        let made = fact(kind.rawValue, "made", context.words)
        return [made, billing(kind, context.words)] + terms(kind, context.words)
    }

    private func details(
        of key: SetupFacts.EnvironmentKey,
        _ context: StepContext,
        _ answers: SetupAnswers
    ) -> [Fact] {
        let words = context.words
        let agents = answers.agents
        let copied = words(
            agents.count > 1 ? "method.env.copied.several" : "method.env.copied",
            ["agent": context.names(of: agents), "count": String(agents.count)]
        )
        var facts = [
            Fact(label: words("method.env.found.label"), value: words.found(key)),
            Fact(label: words("method.env.copied.label"), value: copied),
        ]
        if key.layer != .stateFolder, key.layer != .config { facts.append(fact("env", "because", words)) }
        if let host = context.checkHost {
            let value = words("method.env.checked", ["host": host])
            facts.append(Fact(label: words("method.env.checked.label"), value: value))
        }
        return facts + [billing(key.kind, words)] + terms(key.kind, words)
    }

    private func fact(_ row: String, _ name: String, _ words: Words) -> Fact {
        Fact(label: words("method.\(row).\(name).label"), value: words("method.\(row).\(name)"))
    }

    private func billing(_ kind: SecretKind, _ words: Words) -> Fact { fact(kind.rawValue, "billing", words) }

    /// What a plan may be used for is told once in a walk: where the token is chosen.
    private func terms(_ kind: SecretKind, _ words: Words) -> [Fact] {
        kind == .setupToken ? [Fact(label: words("policy.label"), value: words("policy.line"))] : []
    }
}

extension Words {
    /// Where a key of the environment was found.
    fileprivate func found(_ key: SetupFacts.EnvironmentKey) -> String {
        switch key.layer {
        case .process: self("method.found.process")
        case .workingFolder: self("method.found.workingFolder")
        case .stateFolder, .config: place(of: key)
        }
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
