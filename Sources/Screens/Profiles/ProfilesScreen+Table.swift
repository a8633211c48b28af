internal import Credentials
internal import GatewayHost
internal import Secrets
internal import TerminalUI

// The table: its columns, its cells, and a row that is being moved.
extension ProfilesScreen {
    /// Columns as wide as their longest translated text.
    var columns: [Table.Column] {
        let title = paneGroup?.provider ?? words("profiles.column.profile")
        let names = [Table.Column(words.isNarrow ? "" : title, columns: nameColumns)]
        let state = measureStates()
        let parts = [
            Table.Column(words.isNarrow ? "" : words("profiles.column.state"), columns: state.word),
            Table.Column("", columns: state.detail, continues: true),
            Table.Column("", columns: state.left, rank: 1, endsInLine: true, continues: true),
        ]
        guard !words.isNarrow else { return names + parts }
        let kinds = CredentialKind.allCases.map { TextWidth.columns(of: words.texts("kind." + $0.rawValue)) }.max()
        return names + [Table.Column(words("profiles.column.kind"), columns: kinds ?? 0, rank: 3)] + parts + [
            checkColumn,
            Table.Column(words("profiles.column.used"), columns: usedColumns, rank: 2, endsInLine: true),
        ]
    }

    /// No text is made for the names: all of a store are measured before the first frame. On a phone a long name is cut,
    /// and the state and its time stay.
    private var nameColumns: Int {
        let prefix = mainProvider + ":"
        let prefixColumns = TextWidth.columns(of: prefix)
        let ids = table.ids.lazy
        let widest = ids.map { TextWidth.columns(of: $0) - ($0.hasPrefix(prefix) ? prefixColumns : 0) }.max() ?? 0
        return words.isNarrow ? min(widest, 14) : widest
    }

    /// The place of the checks among the columns.
    private static let checkPlace = 5

    /// At least as wide as any age is: the column keeps its place when a check ends.
    private var checkColumn: Table.Column {
        let ages = ["59", "47"].map { words.texts("status.remaining.minutes", ["count": $0]) }
        let texts = ages.map { marks.ok + " " + words("profiles.ago", ["age": $0]) }
        let widest =
            ([words("profiles.check.none"), words("profiles.check.running")] + texts)
            .map { TextWidth.columns(of: $0) }.max() ?? 0
        return Table.Column(words("profiles.column.check"), columns: widest, rank: 4)
    }

    /// Measures the checks again after a change of the marks, which no other column has; on a phone there is none.
    mutating func measureChecks() {
        if table.columns.indices.contains(Self.checkPlace) { table.columns[Self.checkPlace] = checkColumn }
    }

    private var usedColumns: Int {
        ["59", "47"].map { TextWidth.columns(of: words.texts("status.remaining.minutes", ["count": $0])) }.max() ?? 0
    }

    /// The widths of the widest state: one row per kind is measured, so that ten thousand rows cost no more than ten.
    private func measureStates() -> (word: Int, detail: Int, left: Int) {
        var seen: Set<String> = []
        var widest = (word: 0, detail: 0, left: 0)
        var last: CredentialStanding.State?
        let profileWords = profileWords
        for index in shown {
            let state = rows.states[index]
            guard state != last else { continue }
            last = state
            guard seen.insert(shape(state)).inserted else { continue }
            let text = profileWords.state(state)
            widest.word = max(widest.word, TextWidth.columns(of: text.word))
            widest.detail = max(widest.detail, TextWidth.columns(of: text.detail))
            widest.left = max(widest.left, TextWidth.columns(of: text.left))
        }
        if !refused.isEmpty { widest.word = max(widest.word, TextWidth.columns(of: profileWords.refused.word)) }
        return widest
    }

    /// A key for states whose texts have the same width.
    private func shape(_ state: CredentialStanding.State) -> String {
        let counts = ProfileWords.countsDown(state, at: now) ? "c" : ""
        switch state {
        case .ready, .needsRefresh: return "ready"
        case .reference(let reference): return "reference" + reference.source.rawValue
        case .cooling(let until): return "cooling" + counts + moments.day(until)
        case .off(let until, _): return "off" + counts + moments.day(until)
        case .ineligible(let reason): return reason.word
        }
    }

    func drawTable(on canvas: inout Canvas, in area: Rect, isFocused: Bool) {
        let profileWords = profileWords
        guard let moving = shownMove else {
            return table.draw(on: &canvas, in: area, marks: marks, isFocused: isFocused) {
                cells(rows[shown[$0]], profileWords)
            }
        }
        let moved = moved(moving)
        // The others stand where they would stand: muted, because nothing is written yet.
        moved.table.draw(on: &canvas, in: area, marks: marks, isFocused: isFocused) {
            let row = rows[shown[moved.order[$0]]]
            let cells = cells(row, profileWords)
            return row.id == moving.id ? cells : cells.map { Table.Cell($0.text, .muted) }
        }
    }

    /// The move that the table shows: one that is made, asked about, or being written.
    var shownMove: MovingRow? { moving ?? (asksForMove || progress.expectsChange ? dropped : nil) }

    /// Whether a proposal to move the dropped row is open.
    var asksForMove: Bool {
        overlays.contains { overlay in
            guard case .proposal(let proposal) = overlay, case .profile(.fixOrder) = proposal.change else {
                return false
            }
            return true
        }
    }

    /// The row indices in the order after the move.
    private func moved(_ moving: MovingRow) -> (order: [Int], table: Table) {
        let indices = Dictionary(table.ids.enumerated().map { ($1, $0) }) { first, _ in first }
        var next = moving.ids[...]
        let isMoving = Set(moving.ids)
        let order = table.ids.indices.map { index in
            isMoving.contains(table.ids[index]) ? next.popFirst().flatMap { indices[$0] } ?? index : index
        }
        var shown = table
        shown.replace(ids: order.map { table.ids[$0] }) { _ in "" }
        shown.mark(id: moving.id)
        return (order, shown)
    }

    private func cells(_ row: ProfileRow, _ profileWords: ProfileWords) -> [Table.Cell] {
        let state = profileWords.state(row)
        let name = [Table.Cell(self.name(row))]
        let parts = [Table.Cell(state.word, profileWords.style(row)), Table.Cell(state.detail), Table.Cell(state.left)]
        guard !words.isNarrow else { return name + parts }
        let check = profileWords.check(row.check, marks)
        return name + [Table.Cell(profileWords.kind(row), .muted)] + parts + [
            row.id == checkedProfile
                ? Table.Cell(words("profiles.check.running")) : Table.Cell(check.text, check.style),
            Table.Cell(profileWords.used(row), .muted),
        ]
    }
}
