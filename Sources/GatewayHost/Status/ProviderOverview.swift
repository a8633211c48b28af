internal import Credentials
internal import JSON5
internal import Secrets

/// Makes the providers part of a report.
struct ProviderOverview {
    private let view: StatusView
    /// Every provider that is considered, sorted.
    private let considered: [String]
    /// Those that have a profile, a variable or a key.
    let providers: [ProviderStatus]

    init(_ view: StatusView, _ extent: StatusReport.Extent) {
        self.view = view
        let withVariable = EnvironmentKeys.alwaysConsidered.filter { !view.environment.keys(for: $0).isEmpty }
        let named =
            view.shown.providers.map(\.trimmedForComparison) + StatusView.configured(in: view.loaded)
            + view.models.providersNamed + withVariable
        considered = Set(named.filter { !$0.isEmpty }).sorted { GatewayCollation($0) < GatewayCollation($1) }
        providers = considered.compactMap { ProviderStatus($0, view, extent) }
    }

    /// Providers in use that have nothing.
    var missing: [String] {
        let present = Set(providers.map(\.provider))
        return Set(view.models.providersInUse).subtracting(present).sorted {
            GatewayCollation($0) < GatewayCollation($1)
        }
    }

    /// The gateway lists every provider that it considers, those without a profile as missing.
    func health(of profiles: [ProfileHealth]) -> [ProviderHealth] {
        let now = view.snapshot.readAt
        let stored = ProviderHealth.all(of: profiles, now: now)
        let known = Set(stored.map(\.provider))
        let empty = considered.filter { !known.contains($0) }.map { ProviderHealth($0, [], now: now) }
        return (stored + empty).sorted { GatewayCollation($0.provider) < GatewayCollation($1.provider) }
    }

    /// Profiles that the gateway leaves out for another reason than a cooldown.
    var excluded: [ExcludedProfile] {
        var seen: Set<String> = []
        return providers.flatMap(\.candidates).compactMap { candidate in
            guard case .profile(let id, _) = candidate.source, case .ineligible(let reason) = candidate.state,
                seen.insert(id).inserted, let kind = candidate.kind
            else { return nil }
            let provider = view.judged.profile(id)?.provider ?? ""
            return ExcludedProfile(profileID: id, provider: provider, kind: kind, reason: reason)
        }
    }
}

extension ProviderStatus {
    /// Nil when the provider has nothing at all.
    fileprivate init?(_ provider: String, _ view: StatusView, _ extent: StatusReport.Extent) {
        let profiles = view.shown.profiles(of: provider)
        let variable = view.environment.keys(for: provider).first
        let key = view.resolver.configKey(for: provider)
        let standing = view.standing(with: provider)
        environment = variable.map { Found(value: $0.shown, source: $0.gatewaySource) }
        configKey = key.map { key in
            let path = view.shownAgent.directory + "/models.json"
            return Found(value: SecretMask.status(key), source: "models.json: " + view.snapshot.display(path))
        }
        if !profiles.isEmpty {
            let main = view.snapshot.agent("main") ?? view.shownAgent
            effective = .profiles(store: view.snapshot.display(main.storePath))
        } else if let environment {
            effective = .environment(value: environment.value)
        } else if let configKey {
            effective = .configKey(value: configKey.value)
        } else {
            return nil
        }
        self.provider = provider
        oauthCount = profiles.count { $0.kind == .oauth }
        tokenCount = profiles.count { $0.kind == .token }
        keyCount = profiles.count { $0.kind == .apiKey }
        // Not the whole view: each call would take part in owning all that is in it.
        let (shown, listing, now) = (view.shown, view.listing, view.snapshot.readAt)
        labels = extent == .answer ? [] : profiles.map { ProfileLabel($0, shown.stats(of: $0.id), listing, now).text }
        orderSource = standing.order
        candidates = standing.candidates.map(Candidate.init)
        order =
            ProfileOrder(
                listing: view.listing,
                store: view.judged,
                provider: provider,
                now: view.snapshot.readAt
            ).ids
    }
}

extension ProviderStatus.Candidate {
    /// Leaves the secret behind.
    init(_ candidate: CredentialStanding.Candidate) {
        source = candidate.source
        file = candidate.file
        kind = candidate.kind
        payer = candidate.payer
        state = candidate.state
        loss = candidate.loss
        isMislabelled = candidate.isMislabelled
    }
}

extension EnvironmentKey {
    /// As the gateway's status shows it.
    fileprivate var shown: String {
        mode == .oauth ? ProviderStatus.environmentLogin : SecretMask.status(value)
    }
}

/// `⟨id⟩=⟨mask⟩`, and what keeps the profile from being used now.
private struct ProfileLabel {
    let text: String

    init(_ profile: Profile, _ stats: UsageStats, _ listing: AuthListing, _ now: Int64) {
        let value: String
        switch profile.credential {
        case .apiKey(let key): value = SecretMask.status(key)
        case .token(let token, _): value = "token:" + SecretMask.status(token)
        case .oauth:
            let label = ProfileHealth.label(of: profile, listing: listing)
            value = "OAuth" + label.dropFirst(profile.id.count)
        }
        text = "\(profile.id)=\(value)\(Self.suffix(stats, now))"
    }

    private static func suffix(_ stats: UsageStats, _ now: Int64) -> String {
        guard let until = stats.unusableUntil, now < until else { return "" }
        let isStopped = stats.disabledUntil.map { now < $0 } ?? false
        let reason = stats.disabledReason.map { ":" + $0 } ?? ""
        return " [\(isStopped ? "disabled" + reason : "cooldown") \(RemainingText.short(until - now))]"
    }
}
