internal import Credentials
internal import GatewayConfig

// The gateway's lines, word for word and in order (src/commands/models/list.status-command.ts). A command of ours in
// them begins with the word for this program.
extension StatusText {
    var overview: [String] {
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

    var authOverview: [ReportLine] {
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

    var missingAuth: [ReportLine] {
        guard !report.missingProviders.isEmpty else { return [] }
        let setupToken = texts.command("models auth setup-token")
        let providers =
            report.missingProviders.map { provider in
                isSupported(provider)
                    ? "- \(provider) Run `claude setup-token`, then `\(setupToken)` or `openclaw configure`."
                    : "- \(provider) Run `openclaw configure` or set an API key env var."
            }
        return [.empty, heading("Missing auth")] + verbatim(providers)
    }

    var loginStatus: [ReportLine] {
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
