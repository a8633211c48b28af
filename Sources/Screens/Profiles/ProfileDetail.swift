internal import Credentials
internal import GatewayHost
internal import TerminalUI

/// What is known of the marked profile: its name, what it is, and facts, the most important first.
struct ProfileDetail {
    /// The form that fits the page.
    enum Form {
        /// Below 60 columns: the name with a few lines.
        case narrow
        /// Below the table.
        case wide
        /// Beside the table, which has fewer columns then.
        case broad
    }

    let row: ProfileRow
    /// Without the provider that the page is about.
    let name: String
    let words: Words
    let profileWords: ProfileWords
    let host: BrowseHost
    let agent: String
    /// The number of profiles of its provider that the gateway tries.
    let tried: Int
    /// Its position while it is being moved, from 1; nil if it is not.
    var moved: Int?

    private var status: StatusText? { profileWords.status }
    private var payer: String { status?.payer(row.payer) ?? "" }
    private var join: String { words("line.join") }

    struct Fact {
        var label: String
        var lines: [String]
        var style = Style.text
        /// A blank row stands before it.
        var startsGroup = false
    }

    /// Beside the name, above the actions: what it is, and why it is not ready.
    var aboutInShort: String {
        let about = profileWords.about(row).joined(separator: join)
        return row.usage.hasFailures || row.stop != nil
            ? about + words.texts("list.half.join") + profileWords.failures(row) : about
    }

    /// Beside the name.
    func about(_ form: Form) -> [String] {
        switch form {
        case .broad: []
        case .wide:
            [(profileWords.about(row) + [profileWords.end(row), owner].compactMap(\.self)).joined(separator: join)]
        case .narrow: narrowLines
        }
    }

    func facts(_ form: Form) -> [Fact] {
        switch form {
        case .narrow: []
        case .wide:
            [paidBy] + reference + [fact("check", profileWords.checkInFull(row).joined(separator: " "))] + age + rest
        case .broad:
            [fact("kind", profileWords.about(row).joined(separator: join)), paidBy]
                + [fact("state", profileWords.stateInShort(row))] + reference
                + [Fact(label: words("profiles.detail.check"), lines: profileWords.checkInFull(row))]
                + [fact("failures", profileWords.failures(row)), fact("used", profileWords.usedInFull(row))]
                + (profileWords.end(row).map { [fact("ends", $0)] } ?? []) + age + place(startsGroup: true) + agents
        }
    }

    private func fact(_ key: String, _ text: String) -> Fact {
        Fact(label: words("profiles.detail." + key), lines: [text])
    }

    /// What other providers ask for is not known, only whose the credential is.
    private var paidBy: Fact {
        if case .provider = row.payer { fact("provider", row.provider) } else { fact("paidBy", payer) }
    }

    private var rest: [Fact] { [fact("failures", profileWords.failures(row))] + place(startsGroup: false) }

    private var reference: [Fact] { row.reference.map { [fact("reference", host.texts.words(for: $0))] } ?? [] }

    /// When a setup-token was made here.
    private var age: [Fact] {
        guard let text = profileWords.age(row) else { return [] }
        return [Fact(label: words("profiles.detail.age"), lines: [text], style: isAging ? .warning : .text)]
    }

    private var isAging: Bool { row.age?.isEnding(at: profileWords.now) ?? false }

    private func place(startsGroup: Bool) -> [Fact] {
        if let moved {
            let values = ["place": String(moved), "count": String(tried)]
            let text = words("profiles.detail.placeMoved", values)
            return [Fact(label: words("profiles.detail.place"), lines: [text], startsGroup: startsGroup)]
        }
        guard let place = profileWords.place(row, of: tried) else { return [] }
        return [Fact(label: place.label, lines: [place.text], startsGroup: startsGroup)]
    }

    private var owner: String? { row.isOwn ? nil : words("profiles.detail.ofMain") }

    /// The most that fits beside a phone's table: what it is, and why it is not ready or who pays.
    private var narrowLines: [String] {
        let about = profileWords.about(row).joined(separator: join)
        let failures = row.usage.hasFailures || row.stop != nil ? profileWords.failures(row) : payer
        let check: String? =
            switch row.check {
            case .notChecked: nil
            case .verified(let at, _, _): words("profiles.narrow.verified", ["age": profileWords.ago(at)])
            case .failed(let failure):
                words(
                    row.check.isRefusal ? "profiles.narrow.failed" : "profiles.narrow.notTold",
                    ["age": profileWords.ago(failure.at)]
                )
            }
        let place = place(startsGroup: false).first.map { $0.label + ": " + ($0.lines.first ?? "") }
        let age = profileWords.age(row)
        return [about, failures] + (isAging ? [age] : []).compactMap(\.self)
            + [check, row.reference.map(host.texts.words(for:)), isAging ? nil : age, place].compactMap(\.self)
    }

    // MARK: - Agents

    /// With more agents than this nobody reads their names, and looking for them takes time.
    private static let fewAgents = 20

    /// Who has this profile, and who uses main's.
    private var agents: [Fact] {
        guard host.agents.count > 1, host.agents.count <= Self.fewAgents else { return [] }
        let owners = host.agents.filter { $0.own.contains(row.id) }.map(\.id)
        let users = host.agents.filter { $0.ofMain.contains(row.id) }.map(\.id)
        let lines = [("own", owners), ("use", users)].filter { !$0.1.isEmpty }.map { key, agents in
            words("profiles.detail.agents." + key, count: agents.count, ["agents": words.texts.list(agents)])
        }
        return lines.isEmpty ? [] : [Fact(label: words("profiles.detail.agents"), lines: lines)]
    }

    // MARK: - Lines

    /// The lines at a width; values start at `valueColumn`.
    func lines(_ form: Form, columns: Int, valueColumn: Int, headStyle: Style) -> [BodyLine] {
        let room = max(8, columns - valueColumn)
        func wrapped(_ texts: [String]) -> [String] { texts.flatMap { TextWrap.lines($0, columns: room) } }
        func value(_ text: String, _ style: Style = .text) -> BodyLine.Span {
            BodyLine.Span(column: valueColumn, text: text, style: style)
        }
        let about = wrapped(about(form))
        let nameColumns = about.isEmpty ? columns : valueColumn - 2
        let head = BodyLine.Span(column: 0, text: Shortening.end(name, columns: max(4, nameColumns)), style: headStyle)
        var lines = [BodyLine(spans: [head] + about.prefix(1).map { value($0, .muted) })]
        lines += about.dropFirst().map { BodyLine(spans: [value($0, .muted)]) }
        for fact in facts(form) {
            if fact.startsGroup { lines.append(.blank) }
            let label = BodyLine.Span(column: FrameLayout.textEdge, text: fact.label, style: .muted)
            let values = wrapped(fact.lines)
            lines.append(BodyLine(spans: [label] + values.prefix(1).map { value($0, fact.style) }))
            lines += values.dropFirst().map { BodyLine(spans: [value($0, fact.style)]) }
        }
        return lines
    }
}
