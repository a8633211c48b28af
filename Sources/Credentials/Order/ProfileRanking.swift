/// The profiles of a provider: first those that are tried, in order, then those that are left out. The state of each is
/// computed lazily, so that thousands of profiles cost only as much as the few that are shown.
///
///     let ranking = ProfileRanking(store, listing, provider: "anthropic", now: now)
///     ranking.indices.first { ranking.state(at: $0) == .ready }
package struct ProfileRanking: Sendable {
    /// Normalised.
    package let provider: String
    package let order: ProfileOrder
    /// The store the agent reads.
    package let store: StoreContents
    package let listing: AuthListing
    /// Unix milliseconds.
    package let now: Int64
    /// The model that it is for.
    package let model: AskedModel
    /// Indices of the profiles in the store, tried ones first.
    private let places: [Int]

    /// Ranks a provider's profiles; `preferred` is the session's choice, `model` what they are for.
    package init(
        _ store: StoreContents,
        _ listing: AuthListing,
        provider: String,
        preferred: String? = nil,
        for model: AskedModel = .any,
        now: Int64
    ) {
        self.model = model
        self.provider = ProviderName.normalized(provider)
        self.store = store
        self.listing = listing
        self.now = now
        let order = ProfileOrder(
            listing: listing,
            store: store,
            provider: provider,
            preferred: preferred,
            for: model,
            now: now
        )
        self.order = order
        let all = store.places(of: provider)
        // An order contains only profiles of its provider, each once.
        if order.places.count == all.count {
            places = order.places
        } else {
            var met = PlaceSet(expecting: order.places.count + all.count)
            places = (order.places + all).filter { met.insert($0) }
        }
    }

    package var indices: Range<Int> { places.indices }

    /// The indices of the profiles that are tried.
    package var tried: Range<Int> { order.places.indices }

    package func id(at index: Int) -> String { store.profiles[places[index]].id }

    package func profile(at index: Int) -> Profile { store.profiles[places[index]] }

    /// The state of a profile by its marks, the config and the store.
    package func state(at index: Int) -> CredentialStanding.State {
        if tried.contains(index) {
            return rest(at: index) ?? Self.state(of: store.profiles[places[index]], now: now, listing.rules)
        }
        let reason = store.profiles[places[index]].ineligibility(for: provider, listing: listing, now: now)
        return .ineligible(reason ?? .notListed)
    }

    /// The state of a tried profile without marks.
    private static func state(
        of profile: Profile,
        now: Int64,
        _ rules: GatewayRules
    ) -> CredentialStanding.State {
        switch profile.kind {
        case .apiKey, .token: return profile.reference.map { .reference($0) } ?? .ready
        case .oauth:
            if let reference = profile.reference { return .reference(reference) }
            if let flaw = profile.loginFlaw(now: now, rules) { return .ineligible(flaw) }
            return profile.isExpired(at: now) ? .needsRefresh : .ready
        }
    }

    /// The cooldown or disabled state from its failures; nil if there is none.
    func rest(at index: Int) -> CredentialStanding.State? {
        let profile = profile(at: index)
        guard let stats = store.usageStats[profile.id],
            let until = stats.skippedUntil(of: profile.provider, for: model, listing.rules.selection, at: now)
        else { return nil }
        return CredentialStanding.State(resting: stats, until: until)
    }

    /// The models that a profile is skipped for while it is tried for others; nil if there are none.
    package func modelStop(at index: Int) -> ModelStop? {
        let profile = profile(at: index)
        return store.usageStats[profile.id]?.modelStop(of: profile.provider, listing.rules.selection, at: now)
    }

    /// Why a tried profile cannot be used: the config spells its provider differently.
    func misspelling(of id: String) -> Ineligibility { .listedForOtherProvider(listing.entry(id)?.provider ?? "") }
}
