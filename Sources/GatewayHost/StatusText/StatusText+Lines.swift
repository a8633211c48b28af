internal import Credentials
internal import GatewayConfig

// Plain lines. The gateway's lines are kept word for word and in order (src/commands/models/list.status-command.ts);
// ours come before and between them.
extension StatusText {
    /// The report as lines, the verdict first.
    package var reportLines: [ReportLine] {
        opening + verbatim(hintLines) + [.empty] + verbatim(overview) + [.empty] + auth + missing + unavailable
            + [.empty] + health
    }

    /// The report as lines for a pipe.
    package var lines: [String] { reportLines.map(\.plain) }

    private func verbatim(_ lines: [String]) -> [ReportLine] { lines.map { .verbatim($0) } }

    private func sentences(_ lines: [String]) -> [ReportLine] { lines.map { .sentence($0) } }

    private func heading(_ text: String) -> ReportLine { .verbatim(text, .heading) }

    // MARK: - Ours

    private var opening: [ReportLine] {
        [.sentence(verdict, verdictRole)] + (verdictDetails + (renewal?.lines ?? [])).map { .sentence($0) } + problems
            + facts
            + ReportLine.marked(endingSoon + report.notes.map { "! " + note($0) } + mislabelled + service)
    }

    /// Logins and tokens that expire within a day, which `--check` reports as 2.
    private var endingSoon: [String] {
        report.health.filter { $0.kind != .apiKey && $0.status == .expiring }.map { health in
            let remaining = health.remainingMilliseconds ?? 0
            let values = [
                "profile": health.profileID, "time": moments.clock(TimeRange.adding(remaining, to: report.readAt)),
                "remaining": moments.remaining(remaining),
            ]
            return "! " + texts("status.endsSoon", values)
        }
    }

    private var verdictRole: ReportRole {
        switch (report.verdict.outcome, report.verdict.certainty) {
        case (.answers, .verified): .ok
        case (.answers, _), (.answersWithFallback, _), (.answersInService, _): .warning
        case (.notJudged(.newerStore), _), (.notJudged(.awsCredentials), _), (.notJudged(.claudeProgram), _),
            (.notJudged(.reference), _), (.notJudged(.unset), _):
            .warning
        default: .error
        }
    }

    /// Details of the verdict: how many profiles are in a cooldown, where credentials were searched.
    package var verdictDetails: [String] {
        switch report.verdict.outcome {
        case .rests(_, let count):
            [texts("status.rests." + (count == 1 ? "one" : count == 2 ? "both" : "all"), ["count": String(count)])]
        case .nothingStored: [lookedIn, texts("status.setUp")]
        case .noCredential where isSupported(report.verdict.provider): [texts("status.setUp")]
        case .notJudged(.unset):
            // A config may need dozens; `config validate` lists them all.
            report.verdict.evidence.prefix(3).map(says) + [texts("status.unset.all")]
        case .refused, .placeholder, .answers, .answersWithFallback, .answersInService,
            .notJudged(.reference):
            report.verdict.evidence.filter { !isSaid($0) }.map(says)
        default: []
        }
    }

    /// Where credentials were searched.
    package var lookedIn: String {
        func state(_ exists: Bool, _ nothing: String) -> String {
            texts("status.lookedIn." + (exists ? nothing : "notThere"))
        }
        return texts(
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
            "reason": reason(profile),
        ]
        return [
            "- " + texts(profile.isStopped ? "status.off" : "status.cooling", values),
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

    // MARK: - The gateway's

    private var overview: [String] {
        let models = report.models
        let resolved = models.resolved.key
        let aliases = models.aliases.map { "\($0.name) -> \($0.key)" }
        func tag(_ source: ModelSettings.Source) -> String { report.agent == nil ? "" : " (\(source.rawValue))" }
        return [
            line("Config", report.config.shown),
            line("Agent dir", report.agentFolder.shown),
            line(
                "Default" + tag(models.source),
                models.configured == resolved ? resolved : "\(resolved) (from \(models.configured))"
            ),
            line("Fallbacks (\(models.fallbacks.count))" + tag(models.fallbacksSource), list(models.fallbacks)),
            line("Image model" + tag(.defaults), models.image ?? "-"),
            line("Image fallbacks (\(models.imageFallbacks.count))" + tag(.defaults), list(models.imageFallbacks)),
            line("Aliases (\(aliases.count))", list(aliases)),
            line("Configured models (\(models.allowed.count))", list(models.allowed, none: "all")),
        ]
    }

    private var auth: [ReportLine] {
        let logins = report.logins
        let lines = [
            line("Auth store", report.store.shown),
            line("Shell env", report.asksLoginShell ? "on" : "off"),
            line("Providers w/ OAuth/tokens (\(logins.count))", list(logins)),
        ]
        let providers = report.providers.flatMap { [line($0)] + orderLine($0) + candidateLines($0) }
        return [heading("Auth overview")] + verbatim(lines) + sentences(providers)
    }

    private func line(_ provider: ProviderStatus) -> String {
        var bits = ["effective=\(provider.effective.kind):\(provider.effective.detail)"]
        if provider.profileCount > 0 {
            let counts = "oauth=\(provider.oauthCount), token=\(provider.tokenCount), api_key=\(provider.keyCount)"
            bits.append("profiles=\(provider.profileCount) (\(counts))")
            bits.append(provider.labels.joined(separator: ", "))
        }
        if let found = provider.environment { bits += ["env=\(found.value)", "source=\(found.source)"] }
        if let found = provider.configKey { bits += ["models.json=\(found.value)", "source=\(found.source)"] }
        return "- \(provider.provider) " + bits.joined(separator: " | ")
    }

    /// Our line: the order, if there is one.
    private func orderLine(_ provider: ProviderStatus) -> [String] {
        guard provider.order.count > 1 || provider.orderSource != .automatic else { return [] }
        let ids = provider.order.isEmpty ? texts("status.order.nobody") : list(provider.order)
        return ["    " + texts("status.order", ["source": order(provider.orderSource), "profiles": ids])]
    }

    private var missing: [ReportLine] {
        guard !report.missingProviders.isEmpty else { return [] }
        let providers =
            report.missingProviders.map { provider in
                isSupported(provider)
                    ? "- \(provider) Run `claude setup-token`, then `openclaw models auth setup-token` or `openclaw configure`."
                    : "- \(provider) Run `openclaw configure` or set an API key env var."
            }
        return [.empty, heading("Missing auth")] + verbatim(providers)
    }

    private var health: [ReportLine] {
        let logins = report.health.filter { $0.kind != .apiKey }
        guard !logins.isEmpty else { return [heading("OAuth/token status"), .verbatim("- none")] }
        let groups = Dictionary(grouping: logins, by: \.provider)
        var seen: Set<String> = []
        return [heading("OAuth/token status")]
            + logins.map(\.provider).filter { seen.insert($0).inserted }.flatMap { provider in
                [.verbatim("- " + provider)] + (groups[provider] ?? []).map(line)
            }
    }

    private func line(_ health: ProfileHealth) -> ReportLine {
        let status = health.status == .missing ? "unknown" : health.status.rawValue
        let end: String =
            switch (health.status, health.expiresAt) {
            case (.static, _): ""
            case (_, nil): " expires unknown"
            case (_, .some): " expires in " + RemainingText.short(health.remainingMilliseconds)
            }
        let role: ReportRole =
            switch health.status {
            case .ok, .static: .ok
            case .expiring: .warning
            case .expired, .missing: .error
            }
        return ReportLine(.verbatim, [.init("  - \(health.label) "), .init(status, role), .init(end)])
    }

    /// Padded as in the gateway, also in a pipe.
    private func line(_ label: String, _ value: String) -> String {
        label + String(repeating: " ", count: max(0, 14 - label.count)) + ": " + value
    }

    private func list(_ values: [String], none: String = "-") -> String {
        values.isEmpty ? none : values.joined(separator: ", ")
    }
}

extension StatusReport {
    /// Providers with logins or tokens and their number: `anthropic (2)`.
    var logins: [String] {
        providers.filter { $0.loginCount > 0 }.map { "\($0.provider) (\($0.loginCount))" }
    }
}

extension ProviderStatus.Effective {
    var kind: String {
        switch self {
        case .profiles: "profiles"
        case .environment: "env"
        case .configKey: "models.json"
        }
    }

    var detail: String {
        switch self {
        case .profiles(let store): store
        case .environment(let value), .configKey(let value): value
        }
    }
}
