internal import GatewayConfig
internal import GatewayHost
internal import Secrets
internal import TerminalUI

// The rows: the configured model, the current ones, what only the provider or a newer gateway has, the older ones, and
// last what leads to any other model.
extension ModelStep {
    mutating func rows(_ context: StepContext) -> [PickRow] {
        let models = context.models()
        options = Dictionary(models.map { ($0.reference, $0) }) { first, _ in first }
        let words = context.words
        let configured = context.facts.primaryModel
        let allowed = Set(context.facts.allowedModels)
        var rows: [PickRow] = []
        if let configured {
            // The configured model is always the first row: keeping it is the safe choice.
            let known = models.first { $0.reference == configured }
            options[Row.keep + configured] = known
            let note = words("model.configured")
            rows.append(row(configured, id: Row.keep + configured, note: note, known, allowed, context))
        }
        let others = models.filter { $0.reference != configured }
        for option in others where option.isCurrent { rows.append(row(option, allowed, context)) }
        rows += group(others.filter { !$0.isBuiltIn }, words("model.liveOnly"), allowed, context)
        let (newer, older) = (others.filter { $0.newer != nil }, others.filter { $0.newer == nil })
        rows += group(newer.filter(\.isBuiltIn), words("model.newer"), allowed, context)
        rows += group(older.filter { $0.isBuiltIn && !$0.isCurrent }, words("model.older"), allowed, context)
        rows.append(PickRow(id: Row.other, label: words("model.other"), isAction: true))
        // At the very end, where End leads.
        if let host = context.modelsHost { rows.append(asking(host, context)) }
        return rows
    }

    /// The row that fetches the provider's list; it names the host before anything is sent.
    private func asking(_ host: String, _ context: StepContext) -> PickRow {
        let words = context.words
        let isTold = context.termsAreTold || context.checkedKind != .setupToken
        return PickRow(
            id: Row.ask,
            label: words("model.ask"),
            explanation: [words("model.ask.host", ["host": host])] + (isTold ? [] : [words("policy.sentence")]),
            isAction: true
        )
    }

    private func group(
        _ options: [ModelOption],
        _ heading: String,
        _ allowed: Set<String>,
        _ context: StepContext
    ) -> [PickRow] {
        var rows = options.map { row($0, allowed, context) }
        if !rows.isEmpty { rows[0].heading = heading }
        return rows
    }

    private func row(_ option: ModelOption, _ allowed: Set<String>, _ context: StepContext) -> PickRow {
        let key = new.contains(option.reference) ? "model.new" : option.isDefault ? "model.default" : nil
        let note = key.map { context.words($0) } ?? ""
        return row(option.reference, id: option.reference, note: note, option, allowed, context)
    }

    private func row(
        _ reference: String,
        id: String,
        note: String,
        _ option: ModelOption?,
        _ allowed: Set<String>,
        _ context: StepContext
    ) -> PickRow {
        let words = context.words
        let isAllowed = allowed.isEmpty || allowed.contains(reference)
        var notes = [note, isAllowed ? "" : words("model.notAllowed")].filter { !$0.isEmpty }
        let isMissing = option?.isOffered == false
        // There is no space beside another note, so it is shown below the row while that is marked.
        var explanation = isMissing && !notes.isEmpty ? [words("model.notOffered")] : []
        if let newer = option?.newer {
            explanation.append(words.newer(since: newer.since, release: newer.release))
        }
        if isMissing, notes.isEmpty { notes = [words("model.builtIn")] }
        let size = option?.contextWindow.map(words.tokens) ?? ""
        return PickRow(
            id: id,
            label: reference.withoutDefaultProvider,
            notes: [notes.joined(separator: words("line.join")), size, option.map(words.price) ?? ""],
            explanation: explanation
        )
    }

    func startRow(_ rows: [PickRow], _ context: StepContext) -> String {
        if context.facts.primaryModel != nil, let first = rows.first { return first.id }
        return context.models().first(where: \.isDefault)?.reference ?? rows.first?.id ?? Row.other
    }
}

extension Words {
    /// `$5 in, $25 out`.
    func price(_ option: ModelOption) -> String {
        guard let input = option.inputCost, let output = option.outputCost else { return "" }
        return self("model.price", ["input": Self.dollars(input), "output": Self.dollars(output)])
    }

    /// Whether a price of a model is not whole.
    static func hasCents(_ option: ModelOption) -> Bool {
        [option.inputCost, option.outputCost].contains { $0.map { Int(($0 * 100).rounded()) % 100 != 0 } ?? false }
    }
}
