import Secrets

/// Whether a stored credential has expired or will soon (src/agents/auth-health.ts).
package struct ProfileHealth: Sendable, Equatable {
    package enum Status: String, Sendable {
        case ok
        case expiring
        case expired
        /// OAuth without a usable `expires`; for a provider: nothing stored.
        case missing
        /// Does not expire.
        case `static`
    }

    package let profileID: String
    package let provider: String
    package let kind: CredentialKind
    package let status: Status
    /// `expires` as stored, where the gateway shows it: a number, for OAuth any value.
    package let expiresAt: StoredExpiry?
    package let remainingMilliseconds: Int64?
    /// The id, with the e-mail address of the config or the store after it.
    package let label: String

    /// Computes the health of one profile.
    package init(_ profile: Profile, listing: AuthListing, now: Int64) {
        profileID = profile.id
        provider = profile.provider
        kind = profile.kind
        label = Self.label(of: profile, listing: listing)
        let judged = Self.judge(profile, now, listing.rules.expiryWarning)
        status = judged.status
        expiresAt = judged.expiresAt
        remainingMilliseconds = judged.remaining
    }

    /// All profiles of a store, sorted by provider and id in the gateway's order.
    package static func all(in store: StoreContents, listing: AuthListing, now: Int64) -> [ProfileHealth] {
        let ranks = ranks(ofProviders: Set(store.profiles.map(\.provider)))
        let keys = store.profiles.enumerated().map { place, profile in
            (rank: ranks[profile.provider] ?? 0, id: GatewayCollation(profile.id), place: place)
        }
        return keys.sorted { ($0.rank, $0.id) < ($1.rank, $1.id) }.map { key in
            ProfileHealth(store.profiles[key.place], listing: listing, now: now)
        }
    }

    /// The sort position of each provider, so that thousands of profiles are compared by number; names that collate as
    /// equal share a position.
    private static func ranks(ofProviders names: Set<String>) -> [String: Int] {
        let sorted = names.map { (name: $0, key: GatewayCollation($0)) }.sorted { $0.key < $1.key }
        var (ranks, rank): ([String: Int], Int) = ([:], 0)
        for (place, provider) in sorted.enumerated() {
            if place > 0, sorted[place - 1].key < provider.key { rank += 1 }
            ranks[provider.name] = rank
        }
        return ranks
    }

    /// `id`, or `id (address)`; the config's address takes precedence over the stored one.
    package static func label(of profile: Profile, listing: AuthListing) -> String {
        let listed = listing.entry(profile.id)?.email.map(\.trimmedAsJavaScript) ?? ""
        let email = listed.isEmpty ? (profile.email ?? "").trimmedAsJavaScript : listed
        return email.isEmpty ? profile.id : "\(profile.id) (\(email))"
    }

    private struct Judgement {
        var status: Status
        var expiresAt: StoredExpiry?
        var remaining: Int64?
    }

    private static func judge(_ profile: Profile, _ now: Int64, _ warnAfter: Int64) -> Judgement {
        switch profile.kind {
        case .apiKey:
            return Judgement(status: .static)
        case .token:
            guard let expires = profile.expires else { return Judgement(status: .static) }
            let remaining = TimeRange.milliseconds(from: now, to: expires)
            let status = status(remaining, warnAfter)
            return Judgement(status: status, expiresAt: stored(profile, expires), remaining: remaining)
        case .oauth:
            guard let expires = profile.expires else {
                return Judgement(status: .missing, expiresAt: profile.storedExpiry)
            }
            let remaining = TimeRange.milliseconds(from: now, to: expires)
            return Judgement(
                status: profile.renewsItself ? .ok : status(remaining, warnAfter),
                expiresAt: stored(profile, expires),
                remaining: remaining
            )
        }
    }

    private static func stored(_ profile: Profile, _ expires: Int64) -> StoredExpiry {
        profile.storedExpiry ?? StoredExpiry(expires)
    }

    private static func status(_ remaining: Int64, _ warnAfter: Int64) -> Status {
        remaining <= 0 ? .expired : remaining <= warnAfter ? .expiring : .ok
    }
}

/// The health of a provider: the worst of its profiles that can expire.
package struct ProviderHealth: Sendable, Equatable {
    package let provider: String
    package let status: ProfileHealth.Status
    /// The earliest expiry among its profiles.
    package let expiresAt: Int64?
    package let remainingMilliseconds: Int64?
    package let profiles: [ProfileHealth]

    /// Groups the profiles by provider as stored, sorted in the gateway's order.
    package static func all(of profiles: [ProfileHealth], now: Int64) -> [ProviderHealth] {
        let groups = Dictionary(grouping: profiles, by: \.provider)
        return groups.keys.sorted { GatewayCollation($0) < GatewayCollation($1) }.map { name in
            ProviderHealth(name, groups[name] ?? [], now: now)
        }
    }

    /// Computes the health of one provider from its profiles.
    package init(_ provider: String, _ profiles: [ProfileHealth], now: Int64) {
        self.provider = provider
        self.profiles = profiles
        let expirable = profiles.filter { $0.kind != .apiKey }
        expiresAt = expirable.compactMap { $0.expiresAt?.number }.filter(\.isFinite).min()
            .map { TimeRange.clamped($0) }
        remainingMilliseconds = expiresAt.map { TimeRange.milliseconds(from: now, to: $0) }
        status = Self.worst(expirable.map(\.status), hasKeys: expirable.count < profiles.count)
    }

    private static func worst(_ statuses: [ProfileHealth.Status], hasKeys: Bool) -> ProfileHealth.Status {
        guard !statuses.isEmpty else { return hasKeys ? .static : .missing }
        if statuses.contains(.expired) || statuses.contains(.missing) { return .expired }
        return statuses.contains(.expiring) ? .expiring : .ok
    }
}
