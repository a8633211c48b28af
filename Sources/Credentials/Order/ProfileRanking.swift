/// The profiles of a provider: those that are tried, in their order, then those that are left out. Each is judged when it
/// is asked for, so that thousands cost what the few cost that are looked at.
///
///     let ranking = ProfileRanking(store, listing, provider: "anthropic", now: now)
///     ranking.indices.first { ranking.state(at: $0) == .ready }
package struct ProfileRanking: Sendable {
    /// Normalized.
    package let provider: String
    package let order: ProfileOrder
    /// What the agent sees.
    package let store: StoreContents
    package let listing: AuthListing
    /// Unix milliseconds.
    package let now: Int64
    /// Where the profiles stand in the store, those that are tried first.
    private let places: [Int]

    /// Ranks a provider's profiles; `preferred` is a session's choice.
    package init(
        _ store: StoreContents,
        _ listing: AuthListing,
        provider: String,
        preferred: String? = nil,
        now: Int64
    ) {
        self.provider = ProviderName.normalized(provider)
        self.store = store
        self.listing = listing
        self.now = now
        let order = ProfileOrder(
            listing: listing,
            store: store,
            provider: provider,
            preferred: preferred,
            now: now
        )
        self.order = order
        let all = store.places(of: provider)
        // An order holds profiles of its own provider only, each once.
        if order.places.count == all.count {
            places = order.places
        } else {
            var met = PlaceSet(expecting: order.places.count + all.count)
            places = (order.places + all).filter { met.insert($0) }
        }
    }

    package var indices: Range<Int> { places.indices }

    /// Those that are tried.
    package var tried: Range<Int> { order.places.indices }

    package func id(at index: Int) -> String { store.profiles[places[index]].id }

    package func profile(at index: Int) -> Profile { store.profiles[places[index]] }

    /// What a profile is fit for by its marks, and by what the config and the store say of it.
    package func state(at index: Int) -> CredentialStanding.State {
        if tried.contains(index) { return rest(at: index) ?? .ready }
        let reason = store.profiles[places[index]].ineligibility(for: provider, listing: listing, now: now)
        return .ineligible(reason ?? .notListed)
    }

    /// The rest that failures have earned it; nil when it has none.
    func rest(at index: Int) -> CredentialStanding.State? {
        guard let stats = store.usageStats[id(at: index)] else { return nil }
        return CredentialStanding.State(resting: stats, at: now)
    }

    /// Why a profile cannot be used although it is tried: the config spells its provider otherwise.
    func misspelling(of id: String) -> Ineligibility { .listedForOtherProvider(listing.entry(id)?.provider ?? "") }
}
