internal import Credentials
internal import GatewayHost
internal import Secrets
internal import TerminalUI

// Verdict, table and detail of the marked row.
extension ProfilesScreen {
    // MARK: - Verdict

    /// The first lines: whether the agent can answer, with which credential, and who set the order.
    func verdictLines(columns: Int) -> [String] {
        let counts = words("profiles.ready", ["ready": String(readyCount), "count": String(rows.count)])
        var sentences = [answer, counts]
        if !words.isNarrow, let group = groups.first, isAlone {
            sentences.append(words("profiles.order", ["order": host.order(group.order)]))
        }
        return TextWrap.lines(sentences.joined(separator: words("sentence.join")), columns: columns)
    }

    private var answer: String {
        guard let status else { return "" }
        guard status.report.verdict.canAnswer == true, let winner = status.report.verdict.winner else {
            return status.verdict
        }
        let known = status.name(winner)
        let name = row(known).map(name) ?? known
        let values = ["agent": agent, "profile": name]
        guard case .verified = status.report.verdict.certainty else {
            return words("profiles.answers.notChecked", values)
        }
        return words("profiles.answers", values)
    }

    // MARK: - Table

    /// Columns as wide as their longest translated text.
    var columns: [Table.Column] {
        let title = isAlone ? groups.first?.provider ?? "" : words("profiles.column.profile")
        // No display text is built for the names: all names of a store are measured before the first frame.
        let prefix = isAlone ? title + ":" : ""
        let prefixColumns = TextWidth.columns(of: prefix)
        let names =
            rows.ids.lazy.map { TextWidth.columns(of: $0) - ($0.hasPrefix(prefix) ? prefixColumns : 0) }.max() ?? 0
        guard !words.isNarrow else {
            return [Table.Column("", columns: names), Table.Column("", columns: stateColumns)]
        }
        let kinds = CredentialKind.allCases.map { TextWidth.columns(of: words.texts("kind." + $0.rawValue)) }.max()
        return [
            Table.Column(title, columns: names),
            Table.Column(words("profiles.column.kind"), columns: kinds ?? 0, rank: 2),
            Table.Column(words("profiles.column.state"), columns: stateColumns),
            Table.Column(words("profiles.column.check"), columns: checkColumns, rank: 3),
            Table.Column(words("profiles.column.used"), columns: usedColumns, rank: 1),
        ]
    }

    private var checkColumns: Int {
        let profileWords = profileWords
        let checked = checkedRows.lazy.filter { $0.check != .notChecked }
        let widest = checked.map { TextWidth.columns(of: profileWords.check($0.check)) }.max() ?? 0
        return max(widest, TextWidth.columns(of: words("profiles.check.none")))
    }

    private var usedColumns: Int {
        ["59", "47"].map { TextWidth.columns(of: words.texts("status.remaining.minutes", ["count": $0])) }.max() ?? 0
    }

    /// The width of the widest state: one row per kind is measured, so that ten thousand rows cost no more than ten.
    func measureStates() -> Int {
        var seen: Set<String> = []
        var widest = 0
        var last: CredentialStanding.State?
        let profileWords = profileWords
        for state in rows.states where state != last {
            last = state
            guard seen.insert(shape(state)).inserted else { continue }
            widest = max(widest, width(of: state, .notChecked, profileWords))
        }
        return checkedRows.reduce(widest) { max($0, width(of: $1.state, $1.check, profileWords)) }
    }

    private func width(of state: CredentialStanding.State, _ check: CheckState, _ profileWords: ProfileWords) -> Int {
        let columns = TextWidth.columns(of: profileWords.state(state))
        guard words.isNarrow, state.isReady else { return columns }
        let values = ["state": "", "check": profileWords.check(check)]
        return columns + TextWidth.columns(of: words("profiles.state.withCheck", values))
    }

    /// A key for states whose texts have the same width.
    private func shape(_ state: CredentialStanding.State) -> String {
        let counts = ProfileWords.countsDown(state, at: now) ? "c" : ""
        switch state {
        case .ready, .needsRefresh: return "ready"
        case .reference: return "reference"
        case .cooling(let until): return "cooling" + counts + moments.day(until)
        case .off(let until, let reason): return "off" + counts + moments.day(until) + (reason ?? "")
        case .ineligible(let reason): return reason.word
        }
    }

    func drawTable(on canvas: inout Canvas, in area: Rect, isFocused: Bool) {
        let profileWords = profileWords
        guard let moving = shownMove else {
            return table.draw(on: &canvas, in: area, marks: marks, isFocused: isFocused) {
                cells(rows[$0], profileWords)
            }
        }
        let moved = moved(moving)
        moved.table.draw(on: &canvas, in: area, marks: marks, isFocused: isFocused) {
            cells(rows[moved.order[$0]], profileWords)
        }
    }

    /// The move that the table shows: one that is made, asked about, or being written.
    private var shownMove: MovingRow? { moving ?? (asksForMove || progress.expectsChange ? dropped : nil) }

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
        let name = Table.Cell(self.name(row))
        let state = profileWords.state(row.state)
        // At most as wide as "not checked", so that no column moves.
        let check = row.id == checkedProfile ? words("profiles.check.running") : profileWords.check(row.check)
        guard !words.isNarrow else {
            let values = ["state": state, "check": check]
            let text = row.state.isReady ? words("profiles.state.withCheck", values) : state
            return [name, Table.Cell(text, profileWords.style(row))]
        }
        return [
            name, Table.Cell(profileWords.kind(row), .muted), Table.Cell(state, profileWords.style(row)),
            Table.Cell(check), Table.Cell(profileWords.used(row), .muted),
        ]
    }

    // MARK: - Detail

    func detailLines(columns: Int) -> [BodyLine] {
        guard let row = markedRow else { return [] }
        let layout = BodyLayout(columns: columns, marks: marks)
        return (words.isNarrow ? narrowDetail(row) : wideDetail(row)).flatMap { layout.lines(of: $0.kind) }
    }

    private func wideDetail(_ row: ProfileRow) -> [Block] {
        let profileWords = profileWords
        var facts = [
            Fact(label: words("profiles.detail.paidBy"), value: status?.payer(row.payer) ?? ""),
            Fact(label: words("profiles.detail.check"), value: profileWords.checkInFull(row)),
            Fact(label: words("profiles.detail.failures"), value: profileWords.failures(row)),
        ]
        if let reference = row.reference {
            facts.insert(
                Fact(label: words("profiles.detail.reference"), value: host.texts.words(for: reference)),
                at: 1
            )
        }
        if let place = profileWords.place(row, of: tried(row)) {
            facts.append(Fact(label: place.label, value: place.text))
        }
        let parts = [row.id, profileWords.end(row)] + (row.isOwn ? [] : [words("profiles.detail.ofMain")])
        return [.exact(parts.joined(separator: "   "), .title), .facts(facts)]
    }

    private func narrowDetail(_ row: ProfileRow) -> [Block] {
        let profileWords = profileWords
        let payer = status?.payer(row.payer) ?? ""
        let values = [
            "profile": name(row), "kind": profileWords.kind(row), "payer": payer, "used": profileWords.used(row),
            "failures": profileWords.failures(row),
        ]
        var blocks: [Block] = [
            .text(words("profiles.detail.narrow.who", values)),
            .text(
                words(
                    row.usage.lastUsed == nil ? "profiles.detail.narrow.unused" : "profiles.detail.narrow.used",
                    values
                )
            ),
        ]
        if let reference = row.reference {
            blocks.append(.text(words("profiles.detail.reference") + ": " + host.texts.words(for: reference)))
        }
        if let place = profileWords.place(row, of: tried(row)) { blocks.append(.text(place.label + ": " + place.text)) }
        return blocks
    }

    /// The number of profiles of its provider that the gateway tries.
    private func tried(_ row: ProfileRow) -> Int { group(of: row)?.tried.count ?? 0 }
}
