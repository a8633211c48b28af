internal import Credentials
internal import GatewayHost
package import TerminalUI

extension HomeScreen {
    package func draw(on canvas: inout Canvas) -> Point? {
        frame.draw(on: &canvas) { canvas, area in
            switch overlays.last {
            case .reading(let reading):
                return reading.draw(on: &canvas, in: area, marks: marks) { words("reading.more", count: $0) }
            case .undo(let strip):
                let rows = min(strip.height(columns: area.columns, marks: marks), max(4, area.rows - 4))
                let (rest, bottom) = area.splitBottom(rows)
                _ = drawPage(on: &canvas, in: rest, isFocused: false)
                return strip.draw(on: &canvas, in: bottom, marks: marks)
            default: return drawPage(on: &canvas, in: area, isFocused: true)
            }
        }
    }

    private var frame: BrowseFrame {
        BrowseFrame(
            words: words,
            marks: marks,
            size: size,
            header: BrowseHeader(
                title: words("home.header"),
                user: host.user,
                host: host.hostName,
                scope: words("header.agent", ["agent": agent])
            ),
            message: message,
            keys: keys,
            enterLabel: overlays.last?.enterLabel ?? "open"
        )
    }

    private func drawPage(on canvas: inout Canvas, in area: Rect, isFocused: Bool) -> Point? {
        let isRoomy = area.rows >= 16
        let layout = BodyLayout(columns: area.columns, marks: marks)
        let head = blocks.flatMap { layout.lines(of: $0.kind) }
        let wanted = list.lines(columns: area.columns, marks: marks, isRoomy: isRoomy).count
        let gap = isRoomy ? 1 : 0
        // Rows take precedence over the text above them, because they are what the person acts on.
        let shown = head.prefix(max(2, area.rows - gap - min(wanted, area.rows)))
        for (row, line) in shown.enumerated() where row < area.rows { line.draw(on: &canvas, in: area, row: row) }
        let body = area.inset(top: shown.count + gap)
        return list.draw(on: &canvas, in: body, marks: marks, isRoomy: isRoomy, isFocused: isFocused)
    }

    /// The verdict, and which credential answers and who pays.
    private var blocks: [Block] {
        guard let status else { return [] }
        let verdict = status.report.verdict
        if case .nothingStored = verdict.outcome {
            return [.title(status.verdict), .text(status.lookedIn)]
        }
        var facts: [Fact] = []
        if let winner = verdict.winner {
            facts.append(fact("credential", status.name(winner), paid(winner, status)))
        }
        if let next = verdict.runnerUp { facts.append(fact("next", status.name(next), paid(next, status))) }
        facts.append(fact("model", verdict.answeringModel, words("home.allAgents")))
        facts.append(fact("cache", status.cache, ""))
        switch status.gateway {
        case .notAsked: break
        case .stopped: facts.append(fact("gateway", words.texts("status.gateway.stopped"), ""))
        case .running(let process):
            facts.append(fact("gateway", words.texts("status.gateway.running", ["pid": String(process)]), ""))
        }
        let check: [Block] = status.verdictCheck.map { [.text($0, .muted)] } ?? []
        return [.title(status.verdict)] + status.verdictDetails.map { .text($0) } + (words.isNarrow ? [] : check)
            + [.facts(facts)]
    }

    private func fact(_ label: String, _ value: String, _ aside: String) -> Fact {
        Fact(label: words.texts("status.label." + label), value: value, aside: aside)
    }

    private func paid(_ candidate: ProviderStatus.Candidate, _ status: StatusText) -> String {
        let values = ["kind": status.kind(candidate), "payer": words.payer(candidate.payer)]
        return words("home.paid", values)
    }
}
