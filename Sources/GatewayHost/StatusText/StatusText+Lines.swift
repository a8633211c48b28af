internal import Credentials
internal import GatewayConfig

// Plain lines. The gateway's lines are kept word for word and in order (src/commands/models/list.status-command.ts);
// ours come before and between them.
extension StatusText {
    /// The report as lines, the verdict first.
    package var reportLines: [ReportLine] {
        opening + verbatim(hintLines) + [.empty] + verbatim(overview) + [.empty] + authOverview + missingAuth
            + unavailable + [.empty] + loginStatus
    }

    /// The report as lines for a pipe.
    package var lines: [String] { reportLines.map(\.plain) }

    func verbatim(_ lines: [String]) -> [ReportLine] { lines.map { .verbatim($0) } }

    func sentences(_ lines: [String]) -> [ReportLine] { lines.map { .sentence($0) } }

    func heading(_ text: String) -> ReportLine { .verbatim(text, .heading) }

    private var opening: [ReportLine] {
        [.sentence(verdict, verdictRole)] + (verdictDetails() + (renewal?.lines ?? [])).map { .sentence($0) } + problems
            + facts
            + ReportLine.marked(endingSoon + aging + report.notes.map { "! " + note($0) } + mislabelled + service)
    }

    /// Logins and tokens that expire within a day, which `--check` reports as 2.
    private var endingSoon: [String] {
        report.health.filter { $0.kind != .apiKey && $0.status == .expiring }.map { health in
            let remaining = health.remainingMilliseconds ?? 0
            let values = [
                "profile": health.profileID, "agent": report.verdict.agent,
                "time": moments.clock(TimeRange.adding(remaining, to: report.readAt)),
                "remaining": moments.remaining(remaining),
            ]
            return "! " + own("status.endsSoon", values)
        }
    }

    /// Setup-tokens that are nearly a year old, which `--check` reports as 2 as well.
    private var aging: [String] { report.agingTokens.map { "! " + sentence($0) } }

    /// One of them, with the command that makes a new one.
    package func sentence(_ token: AgingToken) -> String {
        let values = [
            "profile": token.profileID, "agent": token.owner, "flag": ShellWord.agentFlag(token.owner),
            "age": moments.made(at: token.age.madeAt),
        ]
        return own("status.aging", values)
    }

    /// How the verdict is shown: ok only if a check of this very secret answered.
    package var verdictRole: ReportRole {
        switch (report.verdict.outcome, report.verdict.certainty) {
        case (.answers, .verified): .ok
        case (.answers, _), (.answersWithFallback, _), (.answersInService, _): .warning
        case (.notJudged(.newerStore), _), (.notJudged(.storeBusy), _), (.notJudged(.awsCredentials), _),
            (.notJudged(.program), _),
            (.notJudged(.reference), _), (.notJudged(.unset), _):
            .warning
        default: .error
        }
    }

    /// Details of the verdict: how many profiles are in a cooldown, where credentials were searched.
    ///
    /// - Parameter withCommand: whether a command that sets up a credential is one of the details; a screen has a row that
    ///   does it.
    package func verdictDetails(withCommand: Bool = true) -> [String] {
        let setUp = withCommand ? [self.setUp] : []
        return switch report.verdict.outcome {
        case .rests(_, let count):
            [texts("status.rests." + (count == 1 ? "one" : count == 2 ? "both" : "all"), ["count": String(count)])]
        case .nothingStored: [lookedIn] + setUp
        case .noCredential where isSupported(report.verdict.provider): setUp
        case .notJudged(.unset):
            // A config may need dozens; `config validate` lists them all.
            report.verdict.evidence.prefix(3).map(says) + [texts("status.unset.all")]
        case .refused, .placeholder, .answers, .answersWithFallback, .answersInService,
            .notJudged(.reference):
            report.verdict.evidence.filter { !isSaid($0) }.map(says)
        default: []
        }
    }

    private var setUp: String { own("status.setUp", ["agent": report.verdict.agent]) }

    /// Where credentials were searched.
    package var lookedIn: String {
        func state(_ exists: Bool, _ nothing: String) -> String {
            texts("status.lookedIn." + (exists ? nothing : "notThere"))
        }
        return own(
            "status.lookedIn",
            [
                "agent": report.agent ?? "main",
                "store": state(report.storeExists, "noProfile"),
                "config": state(report.configExists, "noKey"),
            ]
        )
    }

    /// Whether it was checked and the result, in a few words.
    package func checkLabel(of candidate: ProviderStatus.Candidate) -> String { check(of: candidate).text }

    private func check(of candidate: ProviderStatus.Candidate) -> ReportLine.Cell {
        let state = report.check(of: candidate)
        return ReportLine.Cell(CheckWords(texts).label(state, time: moments.clock), state.role)
    }

    /// Credential, payer and model in use; empty if nothing is set up or known.
    private var facts: [ReportLine] {
        switch report.verdict.outcome {
        case .nothingStored, .notJudged(.configUnreadable): return []
        default: break
        }
        var facts: [ReportLine] = []
        if let winner = report.verdict.winner {
            let place = report.variablePlace.map { [ReportLine.Cell($0)] } ?? []
            facts.append(fact("credential", described(winner) + place + [check(of: winner)]))
            if let reason = report.providers.first(where: { $0.winner == winner })?.reason, reason != .only {
                facts.append(fact("whyFirst", [.init(why(reason))]))
            }
        }
        if let runnerUp = report.verdict.runnerUp { facts.append(fact("next", described(runnerUp))) }
        facts.append(fact("model", [.init(shown(model: report.verdict.answeringModel))]))
        facts.append(fact("cache", [.init(cache)]))
        let state: [ReportLine.Cell] =
            switch gateway {
            case .notAsked: []
            case .stopped: [.init(texts("status.gateway.stopped"))]
            case .running(let process): [.init(texts("status.gateway.running", ["pid": String(process)]), .ok)]
            }
        let values = state + releases
        return values.isEmpty ? facts : facts + [fact("gateway", values)]
    }

    /// A model that is a variable without a value stands as it is written: it may name any provider.
    private func shown(model: String) -> String {
        let name = model.drop { $0 != "/" }.dropFirst()
        return name.hasPrefix("${") && name.hasSuffix("}") ? String(name) : model
    }

    /// What speaks for a release of the gateway, side by side.
    private var releases: [ReportLine.Cell] {
        report.release.items.map { item in
            .init(texts("status.release." + item.source.rawValue, ["release": item.version]))
        }
    }

    private func fact(_ label: String, _ values: [ReportLine.Cell]) -> ReportLine {
        .fact(texts("status.label." + label), values)
    }

    private func described(_ candidate: ProviderStatus.Candidate) -> [ReportLine.Cell] {
        [name(candidate), kind(candidate), texts("status.paidBy", ["payer": payer(candidate.payer)])].map { .init($0) }
    }

    private var problems: [ReportLine] {
        report.problems.enumerated().flatMap { index, problem in
            // If the config cannot be read, the first problem is the verdict and is not repeated.
            let isSaid = index == 0 && report.verdict.outcome == .notJudged(.configUnreadable)
            var lines: [ReportLine] = isSaid ? [] : [.warning(problem.message)]
            lines += problem.details.map { .verbatim("    " + $0) }
            if let next = problem.next { lines.append(.verbatim("  " + texts("error.next", ["next": next]))) }
            return lines
        }
    }

    private var unavailable: [ReportLine] {
        guard !report.resting.isEmpty || !report.excluded.isEmpty else { return [] }
        let profiles = report.resting.flatMap(lines) + report.excluded.flatMap(lines)
        return [.empty, heading(texts("status.unavailable"))] + sentences(profiles)
    }

    private func lines(_ profile: RestingProfile) -> [String] {
        let values = [
            "profile": profile.profileID,
            "time": moments.clock(profile.until),
            "remaining": moments.remaining(profile.remaining(at: report.readAt)),
            "reason": reason(profile), "models": texts.list(profile.stop?.models ?? []),
        ]
        let key = (profile.isStopped ? "status.off" : "status.cooling") + (profile.stop == nil ? "" : ".onlyFor")
        return [
            "- " + texts(key, values),
            step(profile.recovery, profile.profileID, profile.provider, until: profile.until),
        ]
    }

    private func lines(_ profile: ExcludedProfile) -> [String] {
        [
            "- " + texts("status.excluded", ["profile": profile.profileID, "reason": reason(profile.reason)]),
            step(profile.recovery, profile.profileID, profile.provider),
        ]
    }

    private func step(_ recovery: Recovery, _ id: String, _ provider: String?, until: Int64? = nil) -> String {
        "    " + texts("error.next", ["next": next(recovery, profile: id, provider: provider, until: until)])
    }
}
