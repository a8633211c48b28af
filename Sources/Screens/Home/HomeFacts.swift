internal import Credentials
internal import GatewayHost
internal import TerminalUI

/// What Home tells below the verdict: which credential answers and who pays, the model, the cache, the gateway.
struct HomeFacts {
    let host: BrowseHost
    let status: StatusText
    let words: Words

    /// A fact; the remark is muted unless it says who pays.
    struct Line {
        var label: String
        var value: String
        var remark = ""
        var remarkStyle = Style.muted
    }

    /// Whether anything is known: not if the config cannot be read, nor if nothing is stored.
    private var isKnown: Bool {
        switch status.report.verdict.outcome {
        case .nothingStored, .notJudged(.configUnreadable): false
        default: true
        }
    }

    var lines: [Line] { isKnown ? answering + gateway : isSearch ? searched : [] }

    // MARK: - What answers

    /// The credential in use and the next one, with who pays; the model and its cache.
    var answering: [Line] {
        let verdict = status.report.verdict
        var lines: [Line] = []
        if let winner = verdict.winner { lines.append(credential("credential", winner)) }
        if let next = verdict.runnerUp { lines.append(credential("next", next)) }
        lines.append(line("model", model(verdict.answeringModel), words("home.allAgents")))
        lines.append(line("cache", status.cache))
        return lines
    }

    private func credential(_ label: String, _ candidate: ProviderStatus.Candidate) -> Line {
        let value = words(
            "home.credential",
            ["name": shortName(candidate), "kind": status.kind(candidate)]
        )
        return Line(
            label: words.texts("status.label." + label),
            value: value,
            remark: words("home.paidBy", ["payer": words.payer(candidate.payer)]),
            remarkStyle: .text
        )
    }

    private func shortName(_ candidate: ProviderStatus.Candidate) -> String {
        guard case .profile(let id, _) = candidate.source else { return status.name(candidate) }
        return status.isSupported(candidate.payer.providerID) ? id.withoutProvider : id
    }

    /// The model without the provider whose models this program sets up.
    private func model(_ key: String) -> String {
        let prefix = status.report.supportedProvider + "/"
        return key.hasPrefix(prefix) ? String(key.dropFirst(prefix.count)) : key
    }

    // MARK: - The gateway

    /// One line about the process and the release.
    var gateway: [Line] {
        let lines = [process, release].compactMap(\.self).filter { !$0.isEmpty }
        return (lines.isEmpty ? [] : [line("gateway", lines[0], lines.dropFirst().first ?? "")]) + store
    }

    /// The same with a line for each, below a head that says what they are about.
    var gatewayInFull: [Line] {
        let process = process.map { Line(label: words("home.side.process"), value: $0) }
        let release = release.map { Line(label: words("home.side.version"), value: $0) }
        return [process, release].compactMap(\.self) + store
    }

    /// Whether the gateway runs; nil if that was not asked.
    private var process: String? {
        switch status.gateway {
        case .notAsked: nil
        case .stopped: words.texts("status.gateway.stopped")
        case .running(let process): words.texts("status.gateway.running", ["pid": String(process)])
        }
    }

    private var store: [Line] {
        guard host.storeWords != nil else { return [] }
        return [Line(label: words("home.store"), value: "SQLite", remark: words("home.store.remark"))]
    }

    /// The release that the strongest evidence names.
    private var release: String? {
        status.report.release.strongest.map { words("home.release", ["release": $0.version]) }
    }

    // MARK: - Where was looked

    /// Whether it can be said in a table where credentials were searched for.
    private var isSearch: Bool {
        status.report.verdict.outcome == .nothingStored && status.report.verdict.lostProfiles == 0
            && host.storeWords == nil
    }

    private var searched: [Line] {
        let report = status.report
        func found(_ exists: Bool, _ nothing: String) -> String {
            words("home.looked." + (exists ? nothing : "notThere"))
        }
        return [
            Line(
                label: words("home.store"),
                value: "auth-profiles.json",
                remark: found(report.storeExists, "noProfile")
            ),
            Line(
                label: words("home.looked.environment"),
                value: "ANTHROPIC_API_KEY",
                remark: words("home.looked.notSet")
            ),
            Line(label: ".env", value: host.environmentFile, remark: words("home.looked.noKey")),
            Line(
                label: words("home.looked.config"),
                value: "openclaw.json",
                remark: found(report.configExists, "noKey")
            ),
        ]
    }

    private func line(_ label: String, _ value: String, _ remark: String = "") -> Line {
        Line(label: words.texts("status.label." + label), value: value, remark: remark)
    }
}

// MARK: - Layout

extension HomeFacts {
    /// The facts with their remarks in the column of the acts' reasons; a remark that does not fit follows in the next
    /// row.
    func rows(columns: Int) -> [BodyLine] {
        let (lines, isNarrow) = (lines, words.isNarrow)
        let edge = isNarrow ? FrameLayout.textEdge : FrameLayout.actEdge
        let value = edge + (lines.map { TextWidth.columns(of: $0.label) }.max() ?? 0) + 2
        return lines.flatMap { line -> [BodyLine] in
            let label = BodyLine.Span(column: edge, text: line.label, style: .muted)
            let shown = Shortening.fit(line.value, columns: columns - value)
            let used = value + TextWidth.columns(of: shown)
            let width = TextWidth.columns(of: line.remark)
            let column = isNarrow ? columns - 1 - width : max(HomeList.whyColumn(columns), used + 2)
            let row = BodyLine(spans: [label, BodyLine.Span(column: value, text: shown)])
            guard width > 0 else { return [row] }
            guard column >= used + 2, column + width <= columns else {
                let rest = TextWrap.lines(line.remark, columns: max(1, columns - value))
                return [row] + rest.map { BodyLine(spans: [.init(column: value, text: $0, style: line.remarkStyle)]) }
            }
            return [BodyLine(spans: row.spans + [.init(column: column, text: line.remark, style: line.remarkStyle)])]
        }
    }
}
