internal import Credentials
internal import GatewayHost
internal import TerminalUI

/// What Home shows from 100 columns on: the profiles of the agent and each agent's verdict below the rows, the facts
/// beside them.
struct HomeBroadPage {
    let host: BrowseHost
    let agent: String
    let status: StatusText?
    /// Nil before the first frame.
    let side: HomeSide?
    /// The number of the agent's profiles.
    let profileCount: Int
    let words: Words
    let marks: Marks
    /// Unix milliseconds of the screen's clock.
    let now: Int64

    private static let gap = 3

    func panes(of area: Rect) -> (left: Rect, right: Rect) {
        let right = min(46, max(36, area.columns * 2 / 5))
        let (left, rest) = area.splitLeft(area.columns - right - Self.gap)
        return (left, rest.inset(left: Self.gap))
    }

    // MARK: - Facts

    func facts(columns: Int) -> [BodyLine] {
        guard let status else { return [] }
        let facts = HomeFacts(host: host, status: status, words: words)
        guard !facts.lines.isEmpty else { return [] }
        guard status.report.verdict.outcome != .nothingStored else {
            return block("home.side.looked", facts.lines, columns)
        }
        let answers = status.report.verdict.winner == nil ? "home.side.settings" : "home.side.answers"
        let gateway = facts.gatewayInFull
        return block(answers, facts.answering, columns)
            + (gateway.isEmpty ? [] : [.blank] + block("home.side.gateway", gateway, columns))
            + [.blank] + block("home.side.store", [file], columns)
    }

    /// The store's file, and below it the folder, so that both can be read whole.
    private var file: HomeFacts.Line {
        let path = host.storePath(agent)
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        return HomeFacts.Line(label: words("home.side.file"), value: path.lastComponent, remark: folder)
    }

    /// A head in the gutter of the pane, and the facts below it; a remark follows its value in the next row.
    private func block(_ head: String, _ lines: [HomeFacts.Line], _ columns: Int) -> [BodyLine] {
        let label = (lines.map { TextWidth.columns(of: $0.label) }.max() ?? 0) + 2
        let value = FrameLayout.textEdge + label
        let room = max(1, columns - value)
        return [BodyLine(spans: [.init(column: 0, text: words(head), style: .title)])]
            + lines.flatMap { line -> [BodyLine] in
                let shown = TextWrap.lines(line.value, columns: room).map { ($0, Style.text) }
                let remark = line.remark.isEmpty ? [] : TextWrap.lines(line.remark, columns: room)
                return (shown + remark.map { ($0, line.remarkStyle) }).enumerated().map { index, part in
                    let text = BodyLine.Span(column: value, text: part.0, style: part.1)
                    let name = BodyLine.Span(column: FrameLayout.textEdge, text: line.label, style: .muted)
                    return BodyLine(spans: index == 0 ? [name, text] : [text])
                }
            }
    }

    // MARK: - Tables

    /// The profiles, then the agents, as far as they fit whole.
    func tables(columns: Int, rows: Int) -> [BodyLine] {
        let profiles = profileLines(columns: columns)
        let agents = agentLines(columns: columns)
        guard profiles.count <= rows else { return [] }
        guard !agents.isEmpty, profiles.count + 1 + agents.count <= rows else { return profiles }
        return profiles.isEmpty ? agents : profiles + [.blank] + agents
    }

    private func profileLines(columns: Int) -> [BodyLine] {
        guard let side, !side.profiles.isEmpty, let status else { return [] }
        let texts = ProfileWords(words: words, status: status, moments: status.moments, now: now)
        let rows = side.profiles.map { row in
            Row(
                name: row.id.withoutProvider,
                kind: texts.kind(row),
                text: texts.stateInFull(row),
                style: texts.style(row)
            )
        }
        let order = side.order.map { words("home.side.order", ["order": $0]) } ?? ""
        let head = heading(words("home.side.profiles", ["agent": agent]), order, columns)
        return [head] + lines(rows, of: profileCount, columns)
    }

    private func agentLines(columns: Int) -> [BodyLine] {
        guard let side, !side.agents.isEmpty else { return [] }
        let rows = side.agents.map { judged in
            let own = judged.agent.own.count
            let kind = own == 0 ? words("home.side.usesMain") : words("home.side.own", count: own)
            guard let status = judged.status else {
                return Row(name: judged.agent.id, kind: kind, text: "", style: .text)
            }
            let mark = NoteMark(status.verdictRole)
            let text = mark.sign(marks) + " " + AgentVerdict(status: status, words: words, now: now).text
            return Row(name: judged.agent.id, kind: kind, text: text, style: mark.style)
        }
        return [heading(words("home.agents"), "", columns)] + lines(rows, of: host.agents.count, columns)
    }

    private struct Row {
        var name: String
        var kind: String
        var text: String
        var style: Style
    }

    /// The rows in columns, and how many more there are.
    private func lines(_ rows: [Row], of count: Int, _ columns: Int) -> [BodyLine] {
        let name = min(20, rows.map { TextWidth.columns(of: $0.name) }.max() ?? 0)
        let kind = rows.map { TextWidth.columns(of: $0.kind) }.max() ?? 0
        let second = FrameLayout.textEdge + max(name, 10) + 3
        let third = second + max(kind, 12) + 3
        let more = count - rows.count
        let last = BodyLine.Span(
            column: FrameLayout.textEdge,
            text: words("list.more.below", ["count": String(more)]),
            style: .muted
        )
        let shown = rows.map { row in
            BodyLine(spans: [
                .init(column: FrameLayout.textEdge, text: Shortening.end(row.name, columns: second - 4)),
                .init(column: second, text: row.kind, style: .muted),
                .init(
                    column: third,
                    text: Shortening.end(row.text, columns: max(1, columns - third)),
                    style: row.style
                ),
            ])
        }
        return more > 0 ? shown + [BodyLine(spans: [last])] : shown
    }

    private func heading(_ text: String, _ remark: String, _ columns: Int) -> BodyLine {
        let end = columns - 1 - TextWidth.columns(of: remark)
        return BodyLine(spans: [
            .init(column: 0, text: text, style: .title), .init(column: end, text: remark, style: .muted),
        ])
    }
}
