internal import Credentials
internal import JSON5
internal import Secrets

/// Builds the providers part of a report.
struct ProviderOverview {
    private let view: StatusView
    /// All considered providers, sorted.
    private let considered: [String]
    /// Those with a profile, a variable or a key.
    let providers: [ProviderStatus]
    /// Profiles that the gateway leaves out for a reason other than a cooldown.
    let excluded: ExcludedProfiles

    init(_ view: StatusView, _ extent: StatusReport.Extent) {
        self.view = view
        let withVariable = view.snapshot.release.rules.statusProviders.filter {
            !view.environment.keys(for: $0).isEmpty
        }
        let named =
            view.shown.providers.map(\.trimmedAsJavaScript) + view.configured
            + view.models.providersNamed + withVariable
        considered = Set(named.filter { !$0.isEmpty }).sorted { GatewayCollation($0) < GatewayCollation($1) }
        var (providers, leftOut): ([ProviderStatus], [CredentialStanding.LeftOut]) = ([], [])
        var seen: Set<String> = []
        for provider in considered {
            let standing = view.standing(with: provider)
            guard let status = ProviderStatus(provider, standing, view, extent) else { continue }
            providers.append(status)
            // Two spellings of a provider are listed separately but have the same profiles.
            if seen.insert(ProviderName.normalized(provider)).inserted { leftOut.append(standing.leftOut) }
        }
        self.providers = providers
        excluded = ExcludedProfiles(leftOut)
    }

    /// Providers of used models without any credential.
    var missing: [String] {
        let present = Set(providers.map(\.provider))
        return Set(view.models.providersInUse).subtracting(present).sorted {
            GatewayCollation($0) < GatewayCollation($1)
        }
    }

    /// The gateway lists every considered provider; one without a profile is listed as missing.
    func health(of profiles: [ProfileHealth]) -> [ProviderHealth] {
        let now = view.snapshot.readAt
        let stored = ProviderHealth.all(of: profiles, now: now)
        let known = Set(stored.map(\.provider))
        let empty = considered.filter { !known.contains($0) }.map { ProviderHealth($0, [], now: now) }
        return (stored + empty).sorted { GatewayCollation($0.provider) < GatewayCollation($1.provider) }
    }
}

extension ProviderStatus {
    /// Nil if the provider has no credential at all.
    fileprivate init?(
        _ provider: String,
        _ standing: CredentialStanding,
        _ view: StatusView,
        _ extent: StatusReport.Extent
    ) {
        // Copies only what the closures need: capturing the whole view would retain all its members on each call.
        let (shown, listing, now) = (view.shown, view.listing, view.snapshot.readAt)
        let hasDatabases = view.snapshot.hasDatabases
        let places = shown.places(of: provider)
        let variable = view.environment.keys(for: provider).first
        let key = view.resolver.configKey(for: provider)
        environment = variable.map { Found(value: $0.shown, source: $0.gatewaySource) }
        let label = key.map(SecretMask.label) ?? view.resolver.configReference(for: provider)?.label
        configKey = label.map { label in
            let path = view.shownAgent.directory + "/models.json"
            return Found(value: label, source: "models.json: " + view.snapshot.display(path))
        }
        if !places.isEmpty {
            let hasOwn = hasDatabases && view.shownAgent.contents?.places(of: provider).isEmpty == false
            let main = hasOwn ? view.shownAgent : view.snapshot.agent("main") ?? view.shownAgent
            effective = .profiles(store: view.snapshot.display(main.storePath))
        } else if let environment {
            effective = .environment(value: environment.value)
        } else if let configKey {
            effective = .configKey(value: configKey.value)
        } else {
            return nil
        }
        self.provider = provider
        let kinds = places.map { shown.profiles[$0].kind }
        oauthCount = kinds.count { $0 == .oauth }
        tokenCount = kinds.count { $0 == .token }
        keyCount = kinds.count { $0 == .apiKey }
        labels =
            extent == .answer
            ? []
            : shown.profiles(of: provider).map {
                ProfileLabel($0, shown.stats(of: $0.id), listing, now, tellsBlocks: !hasDatabases).text
            }
        orderSource = standing.order
        let usesAWS = view.resolver.usesAWS(provider)
        self.usesAWS = usesAWS
        candidates = extent == .answer ? [] : standing.candidates.map { Candidate($0, usesAWS: usesAWS) }
        winner = usesAWS ? nil : standing.winner.map { Candidate($0) }
        reason = usesAWS ? nil : standing.reason
        unavailableReason = standing.unavailableReason
        order = standing.ids
    }
}

extension ProviderStatus.Candidate {
    /// Drops the secret.
    /// - Parameter usesAWS: AWS credentials are used instead.
    init(_ candidate: CredentialStanding.Candidate, usesAWS: Bool = false) {
        source = candidate.source
        file = candidate.file
        kind = candidate.kind
        isShortLived = candidate.isShortLived
        payer = candidate.payer
        state = candidate.state
        stop = candidate.stop
        loss = usesAWS ? candidate.loss ?? .awsComesFirst : candidate.loss
        isMislabelled = candidate.isMislabelled
    }
}

extension EnvironmentKey {
    /// In the gateway's display format.
    fileprivate var shown: String {
        mode == .oauth ? ProviderStatus.environmentLogin : SecretMask.label(value)
    }
}

/// `⟨id⟩=⟨mask⟩`, and why the profile cannot be used now.
private struct ProfileLabel {
    let text: String

    /// - Parameter tellsBlocks: whether a block by the provider is told as `disabled`; gateways with databases call it a
    ///   cooldown.
    init(_ profile: Profile, _ stats: UsageStats, _ listing: AuthListing, _ now: Int64, tellsBlocks: Bool) {
        let value: String
        switch profile.credential {
        case .reference(let reference, .token, _): value = "token:" + reference.label
        case .reference(let reference, _, _): value = reference.label
        // The secret is decoded once: thousands of profiles have a label each.
        case .apiKey(let secret), .token(let secret, _):
            let template = secret.withUTF8 { SecretReference(template: $0) }
            value = (profile.kind == .token ? "token:" : "") + (template?.label ?? SecretMask.label(secret))
        case .oauth:
            let label = ProfileHealth.label(of: profile, listing: listing)
            value = "OAuth" + String(label.dropFirst(profile.id.count))
        }
        let isSkipped = stats.unusableUntil(of: profile.provider, listing.rules.selection) != nil
        let suffix = isSkipped ? Self.suffix(stats, now, tellsBlocks: tellsBlocks) : ""
        text = "\(profile.id)=\(value)\(suffix)"
    }

    private static func suffix(_ stats: UsageStats, _ now: Int64, tellsBlocks: Bool) -> String {
        guard let until = stats.unusableUntil, now < until else { return "" }
        let isStopped = tellsBlocks ? stats.isStopped(at: now) : stats.isDisabled(at: now)
        let blocked = isStopped && tellsBlocks ? stats.blockedReason : nil
        let reason = (stats.disabledReason ?? blocked).map { ":" + $0 } ?? ""
        let left = RemainingText.short(TimeRange.milliseconds(from: now, to: until))
        return " [\(isStopped ? "disabled" + reason : "cooldown") \(left)]"
    }
}
