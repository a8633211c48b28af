internal import GatewayHost
internal import Secrets
internal import TerminalUI

/// The preview of a change: a small one in the strip, a larger one over the page.
///
/// When files change meanwhile, it is planned again and shows the new plan.
struct Proposal: Sendable {
    /// What is asked for.
    let change: ProposedChange
    /// The action as text: `Clear the cooldown of old`.
    let title: String
    /// The success message for the message row and the shell.
    private(set) var done: String
    /// Details of the action, if the title does not say everything.
    let details: [String]
    private(set) var plan: ChangePlan
    /// The changed lines of the plan, if the strip shows some: making them takes longer than drawing them.
    private var changedLines: [DiffLine] = []
    /// The replacement secret with its check; nil for any other change.
    private(set) var replacement: Replacement?
    /// The plan changed since it was first shown.
    private(set) var isNew = false
    var list: PickList
    /// The number of lines of the difference that the strip shows; 0 leaves them to `d`.
    private let shownLines: Int
    /// The first visible line of the large preview.
    private(set) var offset = 0

    /// A change with more lines than this is previewed over the page.
    private static let stripLines = 2

    /// - Parameter isDangerous: the row that does it is not marked first.
    init(
        _ change: ProposedChange,
        plan: ChangePlan,
        title: String,
        details: [String] = [],
        done: String,
        isDangerous: Bool,
        replacement: Replacement? = nil,
        shownLines: Int = 0,
        words: Words
    ) {
        self.change = change
        self.plan = plan
        self.title = title
        self.details = details
        self.done = done
        self.replacement = replacement
        self.shownLines = shownLines
        list =
            replacement.map { PickList($0.choice(words).rows) }
            ?? Strip.choice(words("strip.do"), words("strip.leave"), isDangerous: isDangerous)
        makeChangedLines()
    }

    private mutating func makeChangedLines() {
        if shownLines > 0 { changedLines = plan.redactedDiff().changed }
    }

    /// Whether the change is previewed in the strip; a replacement with a check never is.
    var isSmall: Bool {
        plan.files.count == 1 && details.count + plan.effects.folded.count <= Self.stripLines && !hasCheck
    }

    private var hasCheck: Bool {
        switch replacement?.view {
        case .open, .running, .ended: true
        case .none?, .impossible, nil: false
        }
    }

    var keys: KeyContext { isSmall ? .strip : .planReview }

    /// Takes the new plan; true if it differs.
    mutating func replan(_ plan: ChangePlan) -> Bool {
        let differs = !plan.isSameWrite(as: self.plan)
        // Even a plan that writes the same was made from other files, and only the new one can be applied.
        self.plan = plan
        makeChangedLines()
        if differs { isNew = true }
        return differs
    }

    /// Updates the state of the new secret's check; true if the rows changed.
    mutating func show(_ view: CheckView, _ words: Words) -> Bool {
        guard var replacement else { return false }
        replacement.view = view
        self.replacement = replacement
        if view.isVerified { done = words("profiles.done.replaceVerified", ["profile": replacement.name]) }
        let rows = replacement.choice(words).rows
        guard rows.map(\.id) != list.rows.map(\.id) else { return false }
        list = PickList(rows)
        return true
    }

    /// The id of the row that `y` chooses.
    func yes(_ words: Words) -> String { replacement?.choice(words).yes ?? Strip.doIt }

    /// The new plan was seen.
    mutating func noteSeen() { isNew = false }

    // MARK: - Showing

    /// The preview as a strip above the footer.
    func strip(
        _ words: Words,
        _ text: PlanText,
        display: (String) -> String,
        columns: Int,
        isUnicode: Bool,
        waiting: String?
    ) -> Strip {
        var lines: [Block] = [.text(words("strip.nothingYet"), .muted)]
        lines += details.map { .text($0) } + (replacement?.blocks(words, model: "") ?? [])
        lines += plan.files.map { .text(Self.line($0, words, display)) }
        lines += words.firstLines(of: changedLines, rows: shownLines, columns: columns, isUnicode: isUnicode)
        lines += text.sentences(plan.effects).map { .note(.warning, $0) }
        if isNew { lines.append(.note(.warning, words("strip.isNew"))) }
        if let waiting { lines.append(.note(.warning, waiting)) }
        return Strip(title: title, lines: lines, list: list)
    }

    /// The preview as a page: action, files, consequences; then the rows.
    func blocks(
        _ words: Words,
        _ text: PlanText,
        model: String,
        display: (String) -> String,
        waiting: String?
    ) -> [Block] {
        var blocks: [Block] = [.title(words("planReview.title")), .gap, .text(title, .title)]
        // First, because later lines can be out of view.
        if isNew { blocks.append(.note(.warning, words("strip.isNew"))) }
        if let waiting { blocks.append(.note(.warning, waiting)) }
        blocks += (replacement?.blocks(words, model: model) ?? []) + [.gap]
        if !details.isEmpty { blocks += details.map { .text($0) } + [.gap] }
        blocks += plan.files.map { .text(Self.line($0, words, display)) } + [.gap]
        blocks += text.sentences(plan.effects).map { .note(.warning, $0) }
        return blocks
    }

    private static func line(_ file: PlannedFile, _ words: Words, _ display: (String) -> String) -> String {
        let what = words.values([file])
        // Below 60 columns the shortened paths of two stores would look the same.
        if words.isNarrow, case .credentialStore(let agent) = file.role {
            return words("strip.store", ["agent": agent, "what": what])
        }
        return words("strip.file", ["path": display(file.path), "what": what])
    }

    /// Draws the page; the text scrolls, the rows stay.
    func drawReview(
        on canvas: inout Canvas,
        in area: Rect,
        marks: Marks,
        _ words: Words,
        _ blocks: [Block]
    ) -> Point? {
        let rows = list.rows.count
        let (body, choice) = area.splitBottom(rows + 1)
        let lines = BodyLayout(columns: area.columns, marks: marks).place(blocks, rows: .max).flatMap(\.lines)
        let first = max(0, min(offset, lines.count - body.rows))
        for (row, line) in lines.dropFirst(first).prefix(body.rows).enumerated() {
            line.draw(on: &canvas, in: body, row: row)
        }
        let hidden = lines.count - first - body.rows
        if hidden > 0 {
            canvas.put(words("planReview.more", count: hidden), at: choice.origin, style: .muted, limit: area.columns)
        }
        let place = choice.inset(top: 1)
        list.draw(on: &canvas, in: place, marks: marks)
        return list.cursor(in: place)
    }

    /// Up above the first row, PgUp and PgDn scroll the text.
    mutating func scroll(_ command: Command, lines: Int, rows: Int) {
        offset = Reading.offset(offset, after: command, lines: lines, rows: rows)
    }
}
