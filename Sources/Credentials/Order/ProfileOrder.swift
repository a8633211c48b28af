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

    /// Computes the order for a provider; `preferred` is the session's choice, which is first even during a cooldown.
    package init(
        listing: AuthListing,
        store: StoreContents,
        provider: String,
        preferred: String? = nil,
        now: Int64
    ) {
        let stored = store.order[provider]
        let explicit = stored ?? listing.order[provider]
        source = stored != nil ? .store : explicit != nil ? .config : .automatic
        var (ready, cooling): ([Candidate], [Candidate]) = ([], [])
        for place in Self.candidates(explicit, listing, store, provider) {
            let profile = store.profiles[place]
            guard profile.ineligibility(for: provider, listing: listing, now: now) == nil else { continue }
            let candidate = Candidate(place, profile, store.usageStats, listing.rules)
            if candidate.unusableUntil > now { cooling.append(candidate) } else { ready.append(candidate) }
        }
        let isFixed = !(explicit ?? []).isEmpty
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
        /// 0 if there are no marks.
        let unusableUntil: Int64
        /// The place of its kind in the rules.
        let rank: Int

        init(_ place: Int, _ profile: Profile, _ stats: [String: UsageStats], _ rules: GatewayRules) {
            self.place = place
            rank = rules.rank(of: profile.kind)
            let stats = stats[profile.id]
            lastUsed = stats?.lastUsed ?? 0
            unusableUntil = stats?.unusableUntil ?? 0
        }
    }

    /// By kind; within a kind the least recently used first, never used ones before all.
    private static func rotated(_ candidates: [Candidate]) -> [Candidate] {
        sorted(candidates) { ($0.rank, $0.lastUsed) < ($1.rank, $1.lastUsed) }
    }

    private static func byEnd(_ candidates: [Candidate]) -> [Candidate] {
        sorted(candidates) { $0.unusableUntil < $1.unusableUntil }
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
