internal import Credentials
internal import GatewayConfig

// Plain lines. Those of the gateway's own status are kept word for word and in its order
// (src/commands/models/list.status-command.ts); ours stand before and between them.
extension StatusText {
    /// The report as plain lines, the verdict first.
    package var lines: [String] {
        opening + hintLines + [""] + overview + [""] + auth + missing + unavailable + [""] + health
    }

    // MARK: - Ours

    private var opening: [String] {
        [verdict] + verdictDetails + problems + facts + report.notes.map { "! " + note($0) } + mislabelled + service
    }

    private var verdictDetails: [String] {
        switch report.verdict.outcome {
        case .rests(_, let count):
            [texts("status.rests." + (count == 1 ? "one" : count == 2 ? "both" : "all"), ["count": String(count)])]
        case .nothingStored: [lookedIn, texts("status.setUp")]
        case .noCredential where report.verdict.provider == "anthropic": [texts("status.setUp")]
        default: []
        }
    }

    private var lookedIn: String {
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

    /// Who answers, who pays, with which model; nothing where nothing is set up or known.
    private var facts: [String] {
        switch report.verdict.outcome {
        case .nothingStored, .notJudged(.configUnreadable): return []
        default: break
        }
        var rows: [(label: String, value: String)] = []
        if let winner = report.verdict.winner {
            rows.append(("credential", described(winner) + "   " + texts("status.notChecked")))
            if let reason = report.providers.first(where: { $0.winner == winner })?.reason, reason != .only {
                rows.append(("whyFirst", why(reason)))
            }
        }
        if let runnerUp = report.verdict.runnerUp { rows.append(("next", described(runnerUp))) }
        rows.append(("model", report.verdict.answeringModel))
        rows.append(("cache", cache))
        switch gateway {
        case .notAsked: break
        case .stopped: rows.append(("gateway", texts("status.gateway.stopped")))
        case .running(let process): rows.append(("gateway", texts("status.gateway.running", ["pid": String(process)])))
        }
        let labels = rows.map { texts("status.label." + $0.label) }
        let width = (labels.map(\.cells).max() ?? 0) + 2
        return zip(labels, rows).map { "  " + $0.padded(to: width) + $1.value }
    }

    private func described(_ candidate: ProviderStatus.Candidate) -> String {
        let names = [report.verdict.winner, report.verdict.runnerUp].compactMap { $0 }.map(name)
        let kinds = [report.verdict.winner, report.verdict.runnerUp].compactMap { $0 }.map(kind)
        return name(candidate).padded(to: names.map(\.cells).max() ?? 0) + "   "
            + kind(candidate).padded(to: kinds.map(\.cells).max() ?? 0) + "   "
            + texts("status.paidBy", ["payer": payer(candidate.payer)])
    }

    private var problems: [String] {
        report.problems.enumerated().flatMap { index, problem in
            // The verdict of a config that cannot be read is the first problem's own sentence.
            let isSaid = index == 0 && report.verdict.outcome == .notJudged(.configUnreadable)
            var lines = isSaid ? [] : ["! " + problem.message]
            lines += problem.details.map { "    " + $0 }
            if let next = problem.next { lines.append("  " + texts("error.next", ["next": next])) }
            return lines
        }
    }

    private var unavailable: [String] {
        guard !report.resting.isEmpty || !report.excluded.isEmpty else { return [] }
        return ["", texts("status.unavailable")] + report.resting.flatMap(lines) + report.excluded.flatMap(lines)
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
            "- " + texts("status.excluded", ["profile": profile.profileID, "reason": reason(profile)]),
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

    private var auth: [String] {
        let logins = report.logins
        return [
            "Auth overview",
            line("Auth store", report.store.shown),
            line("Shell env", report.asksLoginShell ? "on" : "off"),
            line("Providers w/ OAuth/tokens (\(logins.count))", list(logins)),
        ] + report.providers.flatMap { [line($0)] + orderLine($0) + candidateLines($0) }
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

    /// Ours: the order, where there is one to speak of.
    private func orderLine(_ provider: ProviderStatus) -> [String] {
        guard provider.order.count > 1 || provider.orderSource != .automatic else { return [] }
        let ids = provider.order.isEmpty ? texts("status.order.nobody") : list(provider.order)
        return ["    " + texts("status.order", ["source": order(provider.orderSource), "profiles": ids])]
    }

    private var missing: [String] {
        guard !report.missingProviders.isEmpty else { return [] }
        return ["", "Missing auth"]
            + report.missingProviders.map { provider in
                provider == "anthropic"
                    ? "- anthropic Run `claude setup-token`, then `openclaw models auth setup-token` or `openclaw configure`."
                    : "- \(provider) Run `openclaw configure` or set an API key env var."
            }
    }

    private var health: [String] {
        let logins = report.health.filter { $0.kind != .apiKey }
        guard !logins.isEmpty else { return ["OAuth/token status", "- none"] }
        var providers: [String] = []
        for login in logins where !providers.contains(login.provider) { providers.append(login.provider) }
        return ["OAuth/token status"]
            + providers.flatMap { provider in
                ["- " + provider] + logins.filter { $0.provider == provider }.map(line)
            }
    }

    private func line(_ health: ProfileHealth) -> String {
        let status = health.status == .missing ? "unknown" : health.status.rawValue
        let end: String =
            switch (health.status, health.expiresAt) {
            case (.static, _): ""
            case (_, nil): " expires unknown"
            case (_, .some): " expires in " + RemainingText.short(health.remainingMilliseconds)
            }
        return "  - \(health.label) \(status)\(end)"
    }

    private func line(_ label: String, _ value: String) -> String { label.padded(to: 14) + ": " + value }

    private func list(_ values: [String], none: String = "-") -> String {
        values.isEmpty ? none : values.joined(separator: ", ")
    }
}

extension StatusReport {
    /// Providers with logins or tokens, and how many: `anthropic (2)`.
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

extension String {
    /// Cells of a terminal: the characters of Chinese texts take two.
    fileprivate var cells: Int {
        unicodeScalars.reduce(0) { $0 + ((0x2E80...0xFFEF).contains($1.value) ? 2 : 1) }
    }

    /// With spaces behind it up to a width.
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - cells))
    }
}
