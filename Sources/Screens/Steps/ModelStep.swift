internal import GatewayConfig
internal import GatewayHost
internal import Secrets
internal import TerminalUI

extension StepID { static let model = StepID("model") }

/// Chooses the model for all agents: current models first, then older ones, and a field for any other.
struct ModelStep: Step {
    let id = StepID.model
    let fields = [SetupField.model]
    private(set) var list = PickList([])
    /// The field for another id; nil while the list is shown.
    private var field: TextField?
    private var typed = ""
    /// The models that the last refresh added to the list.
    private(set) var added: [String] = []

    private enum Row {
        static let keep = "keep:"
        static let other = "other"
        static let ask = "ask"
    }

    var keys: KeyContext { field != nil ? .textField : list.filtersByTyping ? .longList : .choices }

    mutating func enter(_ context: StepContext, _ answers: inout SetupAnswers) {
        let rows = rows(context)
        list = PickList(rows, filterTexts: FilterTexts(context.words))
        field = nil
        guard let model = answers.model else { return list.mark(id: startRow(rows, context)) }
        let isListed = rows.contains { $0.id == model }
        if !isListed { typed = model }
        list.mark(id: isListed ? model : Row.other)
    }

    mutating func refresh(_ context: StepContext, _ answers: inout SetupAnswers) {
        let before = Set(list.rows.map(\.id))
        let rows = rows(context)
        added = rows.map(\.id).filter { !before.contains($0) }
        list.filterTexts = FilterTexts(context.words)
        list.replaceRows(rows)
    }

    /// Marks what the provider's list brought, after it was asked for: the first new model, else the one to start at.
    mutating func markAdded(_ context: StepContext) {
        guard list.markedRow?.id == Row.ask else { return }
        list.mark(id: added.first ?? startRow(list.rows, context))
    }

    mutating func handle(_ key: Key, _ context: StepContext, _ answers: inout SetupAnswers) -> StepOutcome {
        if field != nil { return handleField(key, context, &answers) }
        switch list.handle(key) {
        case .ignored, .pasted: return .ignored
        case .handled, .accepted: return .handled
        case .chosen(let index): return take(list.rows[index].id, &answers)
        case .refused(let refusal): return .say(.error(refusal.text(context.words, filter: list.filter)))
        }
    }

    /// The answer of the marked row; also used if the page is skipped.
    private mutating func take(_ id: String, _ answers: inout SetupAnswers) -> StepOutcome {
        if id == Row.other {
            field = TextField(typed)
            return .handled
        }
        if id == Row.ask { return .askModels }
        answers.model = id.hasPrefix(Row.keep) ? nil : id
        return .next
    }

    func blocks(_ context: StepContext, _ answers: SetupAnswers) -> [Block] {
        let words = context.words
        guard field != nil else {
            let allowed =
                context.facts.allowedModels.isEmpty ? [] : [Block.text(words("model.allowed"), .muted).optional]
            let intro = [Block.title(words("model.title")), .text(words("model.intro"), .muted).optional]
            let warning = context.modelsWarning().map { [Block.note(.warning, $0)] } ?? []
            return intro + warning + [.text(source(context), .muted).optional] + allowed + [.gap, .widget]
        }
        return [
            .title(words("model.other.title")), .text(words("model.other.intro"), .muted), .gap, .widget, .gap,
            .text(words("model.other.note"), .muted).optional,
        ]
    }

    /// The source of the list.
    private func source(_ context: StepContext) -> String {
        if case .running(let seconds, let spinner) = context.modelsView {
            let values = ["host": context.modelsHost ?? "", "seconds": String(seconds)]
            return [context.words("model.asking", values), spinner].filter { !$0.isEmpty }.joined(separator: " ")
        }
        return kept(context)
    }

    private func kept(_ context: StepContext) -> String {
        // The row that asks says so itself; without one, a command does it.
        let builtIn = context.modelsHost == nil ? "model.builtInOnly" : "model.builtInOnly.asks"
        return context.modelsAsked().map { context.words("model.live", ["time": $0]) } ?? context.words(builtIn)
    }

    func asking(_ context: StepContext) -> Asking {
        field == nil ? list.asking(context.words) : .text(typed)
    }

    func widgetRows(columns: Int, _ context: StepContext) -> Int {
        field == nil ? list.height(columns: columns) : 1
    }

    var comfortableRows: Int { 8 }

    func drawWidget(on canvas: inout Canvas, in area: Rect, _ context: StepContext) -> Point? {
        guard let field else {
            return drawList(on: &canvas, in: area, context)
        }
        field.draw(on: &canvas, in: area)
        return field.cursor(in: area)
    }

    /// Draws the list; if its end is not visible, a line says what is there.
    private func drawList(on canvas: inout Canvas, in area: Rect, _ context: StepContext) -> Point? {
        let isCut = list.height(columns: area.columns) > area.rows && list.marked != list.rows.count - 1
        let (rows, hint) = area.splitBottom(isCut ? 1 : 0)
        list.draw(on: &canvas, in: rows, marks: context.marks)
        if isCut {
            let place = Point(column: hint.origin.column + 2, row: hint.origin.row)
            let key = context.modelsHost == nil ? "model.more" : "model.more.asks"
            canvas.put(context.words(key), at: place, style: .muted, limit: hint.columns - 2)
        }
        return list.cursor(in: rows)
    }

    // MARK: - Field

    private mutating func handleField(
        _ key: Key,
        _ context: StepContext,
        _ answers: inout SetupAnswers
    ) -> StepOutcome {
        guard var field else { return .ignored }
        let action = field.handle(key)
        typed = field.text
        // Back from the field leads to the list; the typed text stays.
        self.field = key == .escape || key == .backTab ? nil : field
        switch action {
        case .accepted: return accept(context, &answers)
        case .refused(let refusal): return .say(.error(refusal.text(context.words)))
        case .ignored where self.field == nil: return .handled
        case .ignored: return .ignored
        case .handled, .chosen, .pasted: return .handled
        }
    }

    private func accept(_ context: StepContext, _ answers: inout SetupAnswers) -> StepOutcome {
        let words = context.words
        let name = typed.split(separator: " ").joined(separator: " ")
        if name.isEmpty { return .say(.error(words("model.other.empty"))) }
        if name.contains(" ") { return .say(.error(words("model.other.spaces"))) }
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        if parts.contains(where: \.isEmpty) { return .say(.error(words("model.other.slash"))) }
        answers.model = parts.count == 1 ? ModelReference.defaultProvider + "/" + name : name
        return .next
    }

    // MARK: - Rows

    private func rows(_ context: StepContext) -> [PickRow] {
        let words = context.words
        let configured = context.facts.primaryModel
        let allowed = Set(context.facts.allowedModels)
        var rows: [PickRow] = []
        if let configured {
            // The configured model is always the first row: keeping it is the safe choice.
            let known = context.models().first { $0.reference == configured }
            let note = words("model.configured")
            rows.append(row(configured, id: Row.keep + configured, note: note, known, allowed, context))
        }
        let others = context.models().filter { $0.reference != configured }
        for option in others where option.isCurrent { rows.append(row(option, allowed, context)) }
        rows += group(others.filter { !$0.isBuiltIn }, words("model.liveOnly"), allowed, context)
        let (newer, older) = (others.filter { $0.newer != nil }, others.filter { $0.newer == nil })
        rows += group(newer.filter(\.isBuiltIn), words("model.newer"), allowed, context)
        rows += group(older.filter { $0.isBuiltIn && !$0.isCurrent }, words("model.older"), allowed, context)
        // An empty heading separates the last rows.
        var last = [PickRow(id: Row.other, label: words("model.other"), isAction: true)]
        // At the very end, where End leads.
        if let host = context.modelsHost { last.append(asking(host, context)) }
        last[0].heading = ""
        return rows + last
    }

    /// The row that fetches the provider's list; its note names the host and the usage policy before anything is sent.
    private func asking(_ host: String, _ context: StepContext) -> PickRow {
        PickRow(
            id: Row.ask,
            label: context.words("model.ask"),
            explanation: [context.words("model.ask.host", ["host": host])]
                + (context.checkedKind == .setupToken ? [context.words("policy.line")] : []),
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
        let note = option.isDefault ? context.words("model.default") : ""
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

    private func startRow(_ rows: [PickRow], _ context: StepContext) -> String {
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
}
