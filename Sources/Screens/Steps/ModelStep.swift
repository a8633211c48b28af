internal import Anthropic
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
    /// The listed models by their rows.
    var options: [String: ModelOption] = [:]
    /// The field for another id; nil while the list is shown.
    private(set) var field: TextField?
    private(set) var typed = ""
    /// The models that the last refresh added to the list.
    private(set) var added: [String] = []
    /// The models that the provider's list brought when it was last asked for.
    private(set) var new: Set<String> = []

    enum Row {
        static let keep = "keep:"
        static let other = "other"
        static let ask = "ask"
    }

    var keys: KeyContext { field != nil ? .textField : list.filtersByTyping ? .longList : .choices }

    var canClear: Bool { field.map { !$0.text.isEmpty } ?? !list.filter.isEmpty }

    var enterLabel: String { field == nil && list.markedRow?.id == Row.ask ? "ask" : "continue" }

    mutating func enter(_ context: StepContext, _ answers: inout SetupAnswers) {
        let rows = rows(context)
        list = PickList(rows)
        field = nil
        guard let model = answers.model else { return list.mark(id: startRow(rows, context)) }
        let isListed = rows.contains { $0.id == model }
        if !isListed { typed = model }
        list.mark(id: isListed ? model : Row.other)
    }

    mutating func refresh(_ context: StepContext, _ answers: inout SetupAnswers) {
        let before = Set(list.rows.map(\.id))
        var rows = rows(context)
        added = rows.filter { !$0.isAction && !before.contains($0.id) }.map(\.id)
        if !added.isEmpty {
            new = Set(added)
            rows = self.rows(context)
        }
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
            // What was typed to find a model may be the whole id of one that is not listed.
            let field = TextField(list.filter.isEmpty ? typed : list.filter)
            (self.field, typed) = (field, field.text)
            return .handled
        }
        if id == Row.ask { return .askModels }
        answers.model = id.hasPrefix(Row.keep) ? nil : id
        return .next
    }

    func answer(_ context: StepContext, _ answers: SetupAnswers) -> StepAnswer {
        let model = answers.model ?? context.facts.primaryModel ?? context.models().first(where: \.isDefault)?.reference
        let name = (model ?? "").withoutDefaultProvider
        let check = context.check.verification.flatMap { name.hasSuffix($0.model) ? $0 : nil }
        let isRefused = check?.isModelRefused == true
        let answer = StepRail.Answer(name.withoutFamily)
        return StepAnswer(answer, isRefused ? .failed : .done)
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
}
