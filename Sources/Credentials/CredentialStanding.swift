import JSON5
package import Secrets

/// Which credential an agent's next message is sent with, and why not one of the others.
///
/// This is the rule of agent runs (src/agents/pi-embedded-runner/run.ts), stricter than `KeyResolver`: environment and
/// config keys are tried only when the order of profiles is empty, even if every profile fails.
package struct CredentialStanding: Sendable, Equatable {
    /// Where a credential would come from.
    package enum Source: Sendable, Equatable {
        /// `isOwn`: whether it is in the agent's own store, not read through from main's.
        case profile(id: String, isOwn: Bool)
        case environment(name: String, layer: EnvironmentLayer)
        /// `models.providers.⟨provider⟩.apiKey`.
        case configKey
    }

    /// What a candidate is fit for now.
    package enum State: Sendable, Equatable {
        case ready
        /// OAuth past its end: the gateway refreshes it when it is used.
        case needsRefresh
        case cooling(until: Int64)
        /// Stopped after a billing error.
        case off(until: Int64, reason: String?)
        case ineligible(Ineligibility)
    }

    /// Why a candidate does not win.
    package enum Loss: Sendable, Equatable {
        /// Its state keeps it out.
        case state
        /// It would be used if those before it failed.
        case behindWinner
        /// Not tried while profiles exist.
        case profilesComeFirst
        /// Another variable or layer comes first.
        case hidden(by: Source)
    }

    package struct Candidate: Sendable, Equatable {
        package let source: Source
        /// The file of a variable, where its layer is one.
        package let file: String?
        package let secret: Secret?
        /// The stored type; nil outside a store.
        package let kind: CredentialKind?
        package let payer: Payer
        package let state: State
        /// Nil for the winner.
        package let loss: Loss?

        /// Whether the stored type and the text of the secret are at odds, as in `Profile.isMislabelled`.
        package var isMislabelled: Bool {
            guard let secret, let kind else { return false }
            return kind.isMislabelling(secret)
        }
    }

    package let provider: String
    package let order: ProfileOrder.Source
    /// In the order in which they are tried; those that cannot be used at all come last in their group.
    package let candidates: [Candidate]

    package var winner: Candidate? { candidates.first { $0.loss == nil } }
    package var payer: Payer? { winner?.payer }

    /// When the first resting profile comes back, in Unix milliseconds; nil when something wins or nothing rests.
    package var answersAgainAt: Int64? {
        guard winner == nil else { return nil }
        return candidates.compactMap { candidate in
            switch candidate.state {
            case .cooling(let until), .off(let until, _): until
            case .ready, .needsRefresh, .ineligible: nil
            }
        }.min()
    }

    /// Weighs everything that an agent could use for a provider.
    /// - Parameters:
    ///   - resolver: what the agent sees.
    ///   - own: the agent's own store; nil when it has none.
    package init(_ resolver: KeyResolver, own: StoreContents?, provider: String, preferred: String? = nil) {
        self.provider = ProviderName.normalized(provider)
        let weighing = Weighing(resolver: resolver, own: own, provider: self.provider, preferred: preferred)
        order = weighing.order.source
        candidates = weighing.profiles() + weighing.environment() + weighing.config()
    }
}

extension CredentialStanding.State {
    /// The rest that failures have earned; nil when there is none at this time (Unix milliseconds).
    package init?(resting stats: UsageStats, at now: Int64) {
        guard let until = stats.unusableUntil, now < until else { return nil }
        self = until == stats.disabledUntil ? .off(until: until, reason: stats.disabledReason) : .cooling(until: until)
    }
}

/// The single steps of weighing candidates.
private struct Weighing {
    typealias Candidate = CredentialStanding.Candidate
    typealias Loss = CredentialStanding.Loss
    let resolver: KeyResolver
    let own: StoreContents?
    let provider: String
    let listing: AuthListing
    let order: ProfileOrder
    private let ordered: Set<String>
    private let winnerID: String?

    init(resolver: KeyResolver, own: StoreContents?, provider: String, preferred: String?) {
        self.resolver = resolver
        self.own = own
        self.provider = provider
        let listing = AuthListing(config: resolver.config)
        let order = ProfileOrder(
            listing: listing,
            store: resolver.store,
            provider: provider,
            preferred: preferred,
            now: resolver.now
        )
        self.listing = listing
        self.order = order
        ordered = Set(order.ids)
        winnerID = order.ids.first { id in
            let isResting = resolver.store.stats(of: id).isUnusable(at: resolver.now)
            if case .unusable = resolver.candidate(id, listing) { return false }
            return !isResting || id == preferred
        }
    }

    func profiles() -> [Candidate] {
        let others = resolver.store.profiles(of: provider).map(\.id).filter { !ordered.contains($0) }
        return (order.ids + others).compactMap(resolver.store.profile).map(candidate)
    }

    private func candidate(_ profile: Profile) -> Candidate {
        let state = state(of: profile)
        let isFit = state == .ready || state == .needsRefresh
        return Candidate(
            source: .profile(id: profile.id, isOwn: own?.profile(profile.id) != nil),
            file: nil,
            secret: profile.credential.secret,
            kind: profile.kind,
            payer: profile.payer,
            state: state,
            loss: profile.id == winnerID ? nil : isFit ? .behindWinner : .state
        )
    }

    private func state(of profile: Profile) -> CredentialStanding.State {
        if let reason = profile.ineligibility(for: provider, listing: listing, now: resolver.now) {
            return .ineligible(reason)
        }
        guard ordered.contains(profile.id) else { return .ineligible(.notListed) }
        if let resting = CredentialStanding.State(resting: resolver.store.stats(of: profile.id), at: resolver.now) {
            return resting
        }
        switch resolver.candidate(profile.id, listing) {
        case .usable: return .ready
        case .needsRefresh: return .needsRefresh
        case .unusable: return .ineligible(.listedForOtherProvider(listing.entry(profile.id)?.provider ?? ""))
        }
    }

    func environment() -> [Candidate] {
        let first = resolver.environment.keys(for: provider).first
        var inForce: [String: EnvironmentKey] = [:]
        return resolver.environment.everyKey(for: provider).map { key in
            if key.isInForce { inForce[key.name] = key }
            // A lower layer's value is hidden by its own name; a second name by the first that has a value.
            let hiding = key.isInForce ? first : inForce[key.name]
            let hidden = hiding.map { Loss.hidden(by: .environment(name: $0.name, layer: $0.layer)) }
            let loss = !order.ids.isEmpty ? .profilesComeFirst : key == first ? nil : hidden
            return outside(.environment(name: key.name, layer: key.layer), key.value.trimmed, loss, file: key.file)
        }
    }

    func config() -> [Candidate] {
        guard let key = resolver.configKey(for: provider) else { return [] }
        guard order.ids.isEmpty else { return [outside(.configKey, key, .profilesComeFirst)] }
        let first = resolver.environment.keys(for: provider).first
        let loss = first.map { CredentialStanding.Loss.hidden(by: .environment(name: $0.name, layer: $0.layer)) }
        return [outside(.configKey, key, loss)]
    }

    private func outside(
        _ source: CredentialStanding.Source,
        _ key: Secret,
        _ loss: Loss?,
        file: String? = nil
    ) -> Candidate {
        Candidate(
            source: source,
            file: file,
            secret: key,
            kind: nil,
            payer: Payer(of: key, provider: provider),
            state: .ready,
            loss: loss
        )
    }
}
