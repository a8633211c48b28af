package import JSON5

/// In which order the gateway tries the profiles of a provider (src/agents/auth-profiles/order.ts).
package struct ProfileOrder: Sendable, Equatable {
    /// Who fixed the order.
    package enum Source: Sendable, Equatable {
        /// Nobody: by kind, then the one not used for longest.
        case automatic
        /// `order` in this agent's store.
        case store
        /// `auth.order` in the config, for all agents.
        case config
    }

    package let source: Source
    /// The ids to try, first to last, with those that cool down at the end.
    package let ids: [String]

    /// The ids alone.
    package static func resolve(
        config: Value?,
        store: StoreContents,
        provider: String,
        preferred: String? = nil,
        now: Int64
    ) -> [String] {
        ProfileOrder(
            listing: AuthListing(config: config),
            store: store,
            provider: provider,
            preferred: preferred,
            now: now
        )
        .ids
    }

    /// Resolves the order for a provider; `preferred` is a session's choice and goes first even while it cools down.
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
        let eligible = Self.candidates(explicit, listing, store, provider).filter { id in
            store.profile(id).map { $0.ineligibility(for: provider, listing: listing, now: now) == nil } ?? false
        }
        let unique = Self.unique(eligible)
        let isFixed = !(explicit ?? []).isEmpty
        let ready = unique.filter { !store.stats(of: $0).isUnusable(at: now) }
        let cooling = unique.filter { store.stats(of: $0).isUnusable(at: now) }
        let sorted = (isFixed ? ready : Self.rotated(ready, store)) + Self.byEnd(cooling, store)
        ids = Self.moving(preferred, toFrontOf: sorted)
    }

    /// The order with one id at another place, counted from 0: what has to be fixed to move a row.
    package func moving(_ id: String, to place: Int) -> [String] {
        guard ids.contains(id) else { return ids }
        var moved = ids.filter { $0 != id }
        moved.insert(id, at: min(max(0, place), moved.count))
        return moved
    }

    /// The ids that may be in the order at all.
    static func candidates(
        _ explicit: [String]?,
        _ listing: AuthListing,
        _ store: StoreContents,
        _ provider: String
    ) -> [String] {
        if let explicit { return explicit }
        let listed = listing.ids(of: provider)
        return listed.isEmpty ? store.profiles(of: provider).map(\.id) : listed
    }

    private static func unique(_ ids: [String]) -> [String] {
        var seen: Set<String> = []
        return ids.filter { seen.insert($0).inserted }
    }

    /// OAuth, tokens, API keys; among equals the one not used for longest, never used first.
    private static func rotated(_ ids: [String], _ store: StoreContents) -> [String] {
        let ranks = ids.map { id in
            (id: id, score: score(store.profile(id)?.kind), lastUsed: store.stats(of: id).lastUsed ?? 0)
        }
        return ranks.enumerated().sorted { one, other in
            (one.element.score, one.element.lastUsed, one.offset) < (
                other.element.score, other.element.lastUsed, other.offset
            )
        }.map(\.element.id)
    }

    private static func score(_ kind: CredentialKind?) -> Int {
        switch kind {
        case .oauth: 0
        case .token: 1
        case .apiKey: 2
        case nil: 3
        }
    }

    private static func byEnd(_ ids: [String], _ store: StoreContents) -> [String] {
        ids.enumerated().sorted { one, other in
            (store.stats(of: one.element).unusableUntil ?? 0, one.offset)
                < (store.stats(of: other.element).unusableUntil ?? 0, other.offset)
        }.map(\.element)
    }

    private static func moving(_ id: String?, toFrontOf ids: [String]) -> [String] {
        guard let id, ids.contains(id) else { return ids }
        return [id] + ids.filter { $0 != id }
    }
}
