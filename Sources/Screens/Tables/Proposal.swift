internal import GatewayHost
internal import TerminalUI

/// A change that is shown before it is made: in the strip, or over the page when it is larger.
///
/// It can be planned again: when the files change under it, it is the new plan that is shown.
struct Proposal: Sendable {
    /// What is asked for.
    let change: ProposedChange
    /// What would be done: `Clear the cooldown of old`.
    let title: String
    /// What was done, for the message row and the shell.
    private(set) var done: String
    /// What would be done, line by line, where the title does not say it all.
    let details: [String]
    private(set) var plan: ChangePlan
    /// The secret that takes the place of another one, with its check; nil for any other change.
    private(set) var replacement: Replacement?
    /// The files changed since it was first shown.
    private(set) var isNew = false
    var list: PickList
    /// The first line of the review that is shown.
    private(set) var offset = 0

    /// More than this is shown over the page.
    private static let stripLines = 2

    /// `isDangerous`: doing it is not the marked row.
    init(
        _ change: ProposedChange,
        plan: ChangePlan,
        title: String,
        details: [String] = [],
        done: String,
        isDangerous: Bool,
        replacement: Replacement? = nil,
        words: Words
    ) {
        self.change = change
        self.plan = plan
        self.title = title
        self.details = details
        self.done = done
        self.replacement = replacement
        list =
            replacement.map { PickList($0.choice(words).rows) }
            ?? Strip.choice(words("strip.do"), words("strip.leave"), isDangerous: isDangerous)
    }

    /// Small changes need no page of their own; a check before the change does.
    var isSmall: Bool { plan.files.count == 1 && details.count + plan.effects.count <= Self.stripLines && !hasCheck }

    private var hasCheck: Bool {
        switch replacement?.view {
        case .open, .running, .ended: true
        case .none?, .impossible, nil: false
        }
    }

    var keys: KeyContext { isSmall ? .strip : .planReview }

    /// Takes the plan that holds now; true when it is another one.
    mutating func replan(_ plan: ChangePlan) -> Bool {
        guard plan != self.plan else { return false }
        self.plan = plan
        isNew = true
        return true
    }

    /// How far the check of the new secret is now; true when other rows stand there.
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

    /// The row that `y` takes.
    func yes(_ words: Words) -> String { replacement?.choice(words).yes ?? Strip.doIt }

    /// What is shown now is what the person goes on with.
    mutating func noteSeen() { isNew = false }

    // MARK: - Showing

    /// The rows above the footer.
    func strip(_ words: Words, _ text: PlanText, display: (String) -> String, waiting: String?) -> Strip {
        var lines: [Block] = details.map { .text($0) } + (replacement?.blocks(words, model: "") ?? [])
        lines += plan.files.map { .text(Self.line($0, words, display)) }
        lines += plan.effects.map { .note(.warning, text.sentence($0)) }
        if isNew { lines.append(.note(.warning, words("strip.isNew"))) }
        if let waiting { lines.append(.note(.warning, waiting)) }
        return Strip(title: title, lines: lines, list: list)
    }

    /// The page: what, which files, what follows; then the rows.
    func blocks(
        _ words: Words,
        _ text: PlanText,
        model: String,
        display: (String) -> String,
        waiting: String?
    ) -> [Block] {
        var blocks: [Block] = [.title(words("planReview.title")), .gap, .text(title, .title)]
        // Before all that may be out of sight.
        if isNew { blocks.append(.note(.warning, words("strip.isNew"))) }
        if let waiting { blocks.append(.note(.warning, waiting)) }
        blocks += (replacement?.blocks(words, model: model) ?? []) + [.gap]
        if !details.isEmpty { blocks += details.map { .text($0) } + [.gap] }
        blocks += plan.files.map { .text(Self.line($0, words, display)) } + [.gap]
        blocks += plan.effects.map { .note(.warning, text.sentence($0)) }
        return blocks
    }

    private static func line(_ file: PlannedFile, _ words: Words, _ display: (String) -> String) -> String {
        let what = words.counts([file])
        // Below 60 columns the paths of two stores would look the same.
        if words.isNarrow, case .credentialStore(let agent) = file.role {
            return words("strip.store", ["agent": agent, "what": what])
        }
        return words("strip.file", ["path": display(file.path), "what": what])
    }

    /// Draws the page; its text scrolls, its rows stay.
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

    /// Up above the first row and PgUp, PgDn scroll the text.
    mutating func scroll(_ command: Command, lines: Int, rows: Int) {
        offset = Reading.offset(offset, after: command, lines: lines, rows: rows)
    }
}
