internal import Anthropic
internal import GatewayHost
internal import TerminalUI

extension StepID { static let review = StepID("review") }

/// The preview of everything that would be written: the plan's rows, its consequences, then Apply.
///
/// The mark starts on Apply; Enter on a row above it opens the page that decides it and returns here afterwards.
struct ReviewStep: Step {
    let id = StepID.review
    private(set) var plan: Result<ChangePlan, Problem> = .success(
        ChangePlan(files: [], summary: PlanSummary(), effects: [])
    )
    var state = State.ready
    /// The page whose answer makes the plan impossible; nil if there is none.
    private var culprit: StepID?
    private var items: [ReviewItem] = []
    private var mark = 0
    private var answers = SetupAnswers(agents: [])
    private var unfolded: Set<ReviewItem.Fold> = []
    /// Whether a key moved the mark: then no result of a check moves it.
    private var isMarkMoved = false
    /// What would be written, for a page with room to show it.
    private var diff: [Block] = []

    var keys: KeyContext {
        switch state {
        case .waiting, .awaitingCheck: return .waiting
        case .applying: return .writing
        case .failed: return .reviewRows
        case .ready, .changed: break
        }
        guard case .success(let plan) = plan, !plan.isEmpty else { return .reviewRows }
        return items.indices.contains(mark) && items[mark].action == .apply ? .review : .reviewLines
    }

    var enterLabel: String {
        guard items.indices.contains(mark) else { return "choose" }
        return items[mark].enterLabel
    }

    mutating func enter(_ context: StepContext, _ answers: inout SetupAnswers) {
        state = .ready
        isMarkMoved = false
        plan(context, answers)
    }

    mutating func refresh(_ context: StepContext, _ answers: inout SetupAnswers) {
        let marked = items.indices.contains(mark) ? items[mark].action : nil
        if state.isWaiting { rebuild(context) } else { plan(context, answers) }
        mark = items.firstIndex { $0.action == marked } ?? mark
    }

    /// Updates the state of the check; the mark stays on its row if it still exists.
    mutating func retell(_ context: StepContext) {
        let marked = items.indices.contains(mark) ? items[mark] : nil
        rebuild(context)
        // Leave is marked only while there is nothing to do; what the check found out may be something.
        guard let marked, isMarkMoved || !marked.isLeaving else { return }
        // "Apply without a check" and "apply after the check" are different actions: those rows are matched by their
        // text.
        mark =
            items.firstIndex { $0.action == marked.action && (!marked.isRow || $0.content == marked.content) } ?? mark
    }

    /// Drops the applied plan, because it contains a secret.
    mutating func forgetPlan() {
        plan = .success(ChangePlan(files: [], summary: PlanSummary(), effects: []))
        (items, diff) = ([], [])
        answers.secret = nil
    }

    private mutating func plan(_ context: StepContext, _ answers: SetupAnswers) {
        plan = context.planner(answers)
        culprit = ReviewList.findCulprit(of: plan, context, answers)
        self.answers = answers
        diff = []
        if context.isBroad, case .success(let plan) = plan {
            let isUnicode = context.marks == .unicode
            diff = plan.redactedDiff(display: context.display).flatMap { $0.previewBlocks(isUnicode: isUnicode) }
        }
        rebuild(context)
    }

    mutating func handle(_ key: Key, _ context: StepContext, _ answers: inout SetupAnswers) -> StepOutcome {
        switch state {
        case .applying: return .handled
        case .waiting, .awaitingCheck: return .ignored
        case .ready, .changed, .failed: break
        }
        switch key {
        case .enter: return take(context, &answers)
        case .up: move(by: -1)
        case .down: move(by: 1)
        case .pageUp: move(by: -5)
        case .pageDown: move(by: 5)
        case .home: move(by: -items.count)
        case .end: move(by: items.count)
        default: return .ignored
        }
        return .handled
    }

    /// Changes the state and its rows.
    mutating func show(_ state: State, _ context: StepContext) {
        self.state = state
        rebuild(context)
    }

    /// Moves the mark over the items that do something.
    private mutating func move(by distance: Int) {
        let places = items.indices.filter { items[$0].action != nil }
        guard let here = places.firstIndex(of: mark) ?? places.indices.first else { return }
        mark = places[max(0, min(places.count - 1, here + distance))]
        isMarkMoved = true
    }

    private mutating func rebuild(_ context: StepContext) {
        items =
            ReviewList(
                context: context,
                plan: plan,
                culprit: culprit,
                state: state,
                answers: answers,
                unfolded: unfolded
            ).items
        mark = items.firstIndex { $0.isRow } ?? 0
    }

    /// Opens or closes lines; the mark stays on the first of them.
    private mutating func toggle(_ fold: ReviewItem.Fold, _ context: StepContext) {
        let place = mark
        if unfolded.remove(fold) == nil { unfolded.insert(fold) }
        rebuild(context)
        mark = min(place, items.count - 1)
    }

    private mutating func take(_ context: StepContext, _ answers: inout SetupAnswers) -> StepOutcome {
        guard items.indices.contains(mark) else { return .handled }
        switch items[mark].action {
        case .open(let step): return .open(step)
        case .diff: return .showDiff
        case nil: return .handled
        case .fold(let fold):
            toggle(fold, context)
            return .handled
        case .back:
            state = .ready
            rebuild(context)
            return .handled
        case .leave(let code): return .leave(code: code)
        case .toggleHidden:
            answers.keepsHiddenProfiles.toggle()
            let place = mark
            plan(context, answers)
            mark = min(place, items.count - 1)
            return .handled
        case .applyWhenVerified: return .awaitCheck
        case .check: return .check
        case .apply:
            guard case .success(let plan) = plan else { return .handled }
            return .apply(plan)
        }
    }

    func asking(_ context: StepContext) -> Asking {
        switch state {
        case .applying, .waiting, .awaitingCheck: .waiting
        case .ready, .changed, .failed: .rows(items.map { spoken($0, context.words) }, marked: mark)
        }
    }

    private func spoken(_ item: ReviewItem, _ words: Words) -> SpokenRow {
        switch item.content {
        case .line(let line): SpokenRow(text: words.spoken(line.fact(words)))
        case .note(let mark, let text): SpokenRow(text: words.spoken(mark, text))
        case .fold(let text, _): SpokenRow(text: words.spoken(.warning, text))
        case .row(let label, _): SpokenRow(text: label)
        }
    }

    // MARK: - Drawing

    func blocks(_ context: StepContext, _ answers: SetupAnswers) -> [Block] {
        [.title(title(context)), .gap] + notices(context) + [.gap, .widget]
    }

    private func title(_ context: StepContext) -> String {
        let words = context.words
        switch (state, plan) {
        case (.ready, .success(let plan)) where plan.isEmpty && context.check.isRefusal:
            return words("review.title.keptRefused")
        case (.failed, _): return words("review.title.failed")
        case (.applying, _): return words("review.title.applying")
        case (.awaitingCheck, .success): return words("review.title.awaiting")
        case (.waiting, .success): return words("review.title.waiting")
        case (_, .failure): return words("review.title.impossible")
        case (_, .success(let plan)): return words(plan.isEmpty ? "review.title.nothing" : "review.title")
        }
    }

    private func notices(_ context: StepContext) -> [Block] {
        let words = context.words
        switch state {
        case .failed(let problem): return Self.blocks(of: problem, words)
        case .changed(let paths):
            return [.note(.warning, words("review.changed", ["paths": paths.joined(separator: ", ")]))]
        case .waiting(let holder, _, _) where words.isSpoken:
            return [.text(words("review.waiting", ["holder": holder]))]
        case .awaitingCheck where words.isSpoken: return [.text(words("review.awaiting"))]
        case .ready, .applying, .waiting, .awaitingCheck: break
        }
        if case .failure(let problem) = plan { return Self.blocks(of: problem, words) }
        // On a screen they are lines beside the credential.
        return words.isSpoken ? context.check.blocks(words, kind: context.checkedKind) : []
    }

    /// A problem in full: what happened, where, and the next step.
    static func blocks(of problem: Problem, _ words: Words) -> [Block] {
        var blocks: [Block] = [.note(.error, problem.message)] + problem.details.map { .text($0) }
        if let next = problem.next { blocks += [.gap, .text(words("problem.next")), .text(next)] }
        return blocks
    }

    func widgetRows(columns: Int, _ context: StepContext) -> Int {
        let lines = ReviewLayout(items: items, mark: mark, columns: columns, marks: context.marks).height
        return lines + (showsDiff(context) ? ReviewDiff.height(diff, columns: columns, marks: context.marks) : 0)
    }

    var comfortableRows: Int { diff.isEmpty ? .max : 0 }

    /// Not below a failure: nothing of it is written.
    private func showsDiff(_ context: StepContext) -> Bool {
        if case .failed = state { return false }
        return context.isBroad && !diff.isEmpty
    }

    func drawWidget(on canvas: inout Canvas, in area: Rect, _ context: StepContext) -> Point? {
        let words = context.words
        var layout = ReviewLayout(items: items, mark: mark, columns: area.columns, marks: context.marks)
        layout.moreAbove = { words("review.moreAbove", count: $0) }
        layout.moreBelow = { words("review.moreBelow", count: $0) }
        let (cursor, rest) = layout.draw(on: &canvas, in: area, isActive: state != .applying)
        if showsDiff(context) {
            let offersWhole = ![.waiting, .writing].contains(keys)
            ReviewDiff(words, context.marks, offersWhole: offersWhole).draw(diff, on: &canvas, in: rest)
        }
        return cursor
    }
}
