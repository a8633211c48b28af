/// The order in which the gateway tries the profiles of a provider (src/agents/auth-profiles/order.ts).
package struct ProfileOrder: Sendable, Equatable {
    /// Where the order is set; the raw value is used in `--json` and as the suffix of a text key.
    package enum Source: String, Sendable {
        /// Not set: ordered by kind, then least recently used first.
        case automatic
        /// `order` in this agent's store.
        case store
        /// `auth.order` in the config, for all agents.
        case config
    }

    package let source: Source
    /// The ids to try, first to last, with those in a cooldown at the end.
    package let ids: [String]
    /// The indices of these profiles in the store.
    package let places: [Int]
    /// Whether nothing that the order or the config's list names is stored, so that all stored profiles are tried.
    package let isFallback: Bool

    /// Computes the order for a provider.
    /// - Parameters:
    ///   - preferred: the session's choice, which is first even during a cooldown.
    ///   - model: what it is for; not all releases look at it.
    package init(
        listing: AuthListing,
        store: StoreContents,
        provider: String,
        preferred: String? = nil,
        for model: AskedModel = .any,
        now: Int64
    ) {
        let stored = store.order[provider]
        let explicit = stored ?? listing.order[provider]
        source = stored != nil ? .store : explicit != nil ? .config : .automatic
        let rules = listing.rules.selection
        var named = Self.candidates(explicit, listing, store, provider)
        isFallback =
            named.isEmpty && rules.fallsBackToStored && explicit?.isEmpty != true
            && (stored != nil || listing.lists(provider))
        if isFallback { named = store.places(of: provider) }
        let asked = rules.ordersByModel ? model : .any
        var (ready, cooling): ([Candidate], [Candidate]) = ([], [])
        for place in named {
            let profile = store.profiles[place]
            guard profile.ineligibility(for: provider, listing: listing, now: now) == nil else { continue }
            let candidate = Candidate(place, profile, store.usageStats[profile.id], asked, listing.rules, now: now)
            if candidate.skippedUntil == nil { ready.append(candidate) } else { cooling.append(candidate) }
        }
        let isFixed = !(explicit ?? []).isEmpty && !isFallback
        let sorted = ((isFixed ? ready : Self.rotated(ready)) + Self.byEnd(cooling)).map(\.place)
        places = Self.moving(preferred.flatMap(store.place), toFrontOf: sorted)
        ids = places.map { store.profiles[$0].id }
    }

    /// For each profile of the store, whether it is tried.
    package func isTried(in store: StoreContents) -> [Bool] {
        var isTried = [Bool](repeating: false, count: store.profiles.count)
        for place in places { isTried[place] = true }
        return isTried
    }

    /// The indices of the profiles that are eligible for the order, without duplicates.
    private static func candidates(
        _ explicit: [String]?,
        _ listing: AuthListing,
        _ store: StoreContents,
        _ provider: String
    ) -> [Int] {
        let named = explicit ?? listing.ids(of: provider)
        if explicit == nil, named.isEmpty { return store.places(of: provider) }
        var seen = PlaceSet(expecting: named.count)
        return named.compactMap(store.place).filter { seen.insert($0) }
    }

    /// The sort keys of a profile, computed once.
    private struct Candidate {
        /// Index in the store.
        let place: Int
        let lastUsed: Int64
        /// Nil if it is tried now.
        let skippedUntil: Int64?
        /// The place of its kind in the rules; behind it stand logins that have to be renewed first.
        let rank: Int

        init(
            _ place: Int,
            _ profile: Profile,
            _ stats: UsageStats?,
            _ model: AskedModel,
            _ rules: GatewayRules,
            now: Int64
        ) {
            self.place = place
            let isStale = rules.selection.putsExpiredLoginsLast && profile.hasEnded(at: now)
            rank = 2 * rules.rank(of: profile.kind) + (isStale ? 1 : 0)
            lastUsed = stats?.lastUsed ?? 0
            skippedUntil = stats?.skippedUntil(of: profile.provider, for: model, rules.selection, at: now)
        }
    }

    /// By kind; within a kind the least recently used first, never used ones before all.
    private static func rotated(_ candidates: [Candidate]) -> [Candidate] {
        sorted(candidates) { ($0.rank, $0.lastUsed) < ($1.rank, $1.lastUsed) }
    }

    private static func byEnd(_ candidates: [Candidate]) -> [Candidate] {
        sorted(candidates) { ($0.skippedUntil ?? 0) < ($1.skippedUntil ?? 0) }
    }

    /// A stable sort.
    private static func sorted(
        _ candidates: [Candidate],
        by precedes: (Candidate, Candidate) -> Bool
    ) -> [Candidate] {
        let places = candidates.indices.sorted { one, other in
            if precedes(candidates[one], candidates[other]) { return true }
            return one < other && !precedes(candidates[other], candidates[one])
        }
        return places.map { candidates[$0] }
    }

    private static func moving(_ place: Int?, toFrontOf places: [Int]) -> [Int] {
        guard let place, places.contains(place) else { return places }
        return [place] + places.filter { $0 != place }
    }
}
