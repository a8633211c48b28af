internal import Credentials
internal import GatewayHost
internal import TerminalUI

// The first lines: the verdict, as on Home, and what it rests on.
extension ProfilesScreen {
    /// Until when the verdict counts down; nil if it does not.
    var verdictEnd: Int64? {
        guard case .rests(let until, _) = status?.report.verdict.outcome else { return nil }
        return until
    }

    /// The verdict and its evidence; on a phone the evidence stands behind it.
    func headLines(columns: Int) -> [BodyLine] {
        let edge = FrameLayout.textEdge
        var lines: [BodyLine] = []
        if let status {
            let layout = BodyLayout(columns: columns, marks: marks)
            lines = layout.lines(of: .headline(NoteMark(status.verdictRole), verdict(status)))
        }
        guard words.isNarrow else {
            let evidence = TextWrap.lines(evidence, columns: max(8, columns - edge))
            return lines + evidence.map { BodyLine(spans: [BodyLine.Span(column: edge, text: $0, style: .muted)]) }
        }
        let counts = words("profiles.ready", ["ready": String(paneReadyCount)])
        let place = columns - TextWidth.columns(of: counts)
        if lines.count == 1, let end = lines[0].spans.last, end.column + TextWidth.columns(of: end.text) + 2 <= place {
            lines[0].spans.append(BodyLine.Span(column: place, text: counts, style: .muted))
        }
        return lines
    }

    private func verdict(_ status: StatusText) -> String {
        status.verdict(words, now: now)
    }

    /// The same as sentences.
    var spokenHead: [String] { (status.map { [verdict($0)] } ?? []) + [evidence] }

    /// `Answers with default. 2 of 6 ready, order automatic.`
    private var evidence: String {
        let values = ["ready": String(paneReadyCount), "count": String(shown.count)]
        let order = host.order(of: paneGroup, status)
        let counts =
            order.map { words("profiles.evidence.ordered", values.merging(["order": $0]) { $1 }) }
            ?? words("profiles.evidence", values)
        // What stands in the table is not what answers.
        guard pane == .main || groups.count < 2 else {
            return words("profiles.evidence.of", ["provider": paneGroup?.provider ?? words("profiles.others")]) + counts
        }
        return [answer, counts].filter { !$0.isEmpty }.joined(separator: words("sentence.join"))
    }

    private var answer: String {
        guard let status, status.report.verdict.canAnswer == true, let winner = status.report.verdict.winner else {
            return ""
        }
        let provider = winner.payer.providerID
        let name = ProfileWords.name(status.name(winner), of: provider, isAlone: provider == mainProvider)
        let values = ["profile": name]
        guard case .verified = status.report.verdict.certainty else {
            return words("profiles.answers.notChecked", values)
        }
        return words("profiles.answers", values)
    }
}
